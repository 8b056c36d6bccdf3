// The application's workflow: time over its critical path of 3,000 ms, and 1,000 executions at once.
import { readFileSync } from 'node:fs';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { median, startStepgate, stepFunctionsUrl } from './children.mjs';

const CRITICAL_PATH_MS = 3000;
const STATE_MACHINE = 'arn:aws:states:us-east-1:123456789012:stateMachine:ExecuteStateMachine';

const stepgate = await startStepgate('template.yaml');
const client = new SFNClient({
  region: 'us-east-1',
  endpoint: stepFunctionsUrl(stepgate),
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});

async function ended(executionArn) {
  for (;;) {
    const execution = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (execution.status !== 'RUNNING') return execution;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** Starts `count` executions at once and gives what each needed beyond the critical path, in milliseconds. */
async function overheads(count) {
  const started = await Promise.all(
    Array.from({ length: count }, () =>
      client.send(new StartExecutionCommand({ stateMachineArn: STATE_MACHINE, input: '{}' })),
    ),
  );
  const executions = await Promise.all(started.map(({ executionArn }) => ended(executionArn)));
  const failed = executions.filter(({ status }) => status !== 'SUCCEEDED');
  if (failed.length > 0)
    throw new Error(`${failed.length} of ${count} ended as ${failed[0].status}`);
  return executions.map(({ startDate, stopDate }) => stopDate - startDate - CRITICAL_PATH_MS);
}

/** Peak resident memory of the runtime; only Linux tells it. */
function peakMemory() {
  try {
    const kib = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${stepgate.pid}/status`, 'utf8'))[1];
    return `${(kib / 1024).toFixed(0)} MiB`;
  } catch {
    return 'unknown on this system';
  }
}

const ms = (values) =>
  `${median(values).toFixed(0)} ms median, ${Math.max(...values).toFixed(0)} ms at most`;
console.log(`workflow, time over the critical path of ${CRITICAL_PATH_MS} ms`);
console.log(`  1 execution, cold:    ${ms(await overheads(1))}`);
const warm = [];
for (let round = 0; round < 5; round += 1) warm.push(...(await overheads(1)));
console.log(`  1 execution, warm:    ${ms(warm)}`);
console.log(`  100 at once, cold:    ${ms(await overheads(100))}`);
console.log(`  100 at once, warm:    ${ms(await overheads(100))}`);
const begin = performance.now();
await overheads(1000);
const seconds = (performance.now() - begin) / 1000;
console.log(
  `  1,000 at once: all SUCCEEDED after ${seconds.toFixed(1)} s, peak memory ${peakMemory()}`,
);
await stepgate.stop();
