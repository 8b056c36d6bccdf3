// The application's workflow: time over its critical path of 3,000 ms, and 1,000 executions at once.
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { median, startStepgate, stepFunctionsUrl } from './children.mjs';

const CRITICAL_PATH_MS = 3000;
const STATE_MACHINE = 'arn:aws:states:us-east-1:123456789012:stateMachine:ExecuteStateMachine';
/** Environments are made while they are needed: the first rounds of many executions are not warm yet. */
const WARM_UP_ROUNDS = 3;
const ROUNDS = 3;

const stepgate = await startStepgate('template.yaml');
const endpoint = stepFunctionsUrl(stepgate);
const agent = new Agent({ keepAlive: true, maxSockets: 100 });

/** Calls an operation without the SDK, which would take much of the processor that is measured. */
function call(operation, parameters) {
  return new Promise((resolve, reject) => {
    const outgoing = request(endpoint, {
      method: 'POST',
      agent,
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `AWSStepFunctions.${operation}`,
      },
    });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve(JSON.parse(text)));
    });
    outgoing.end(JSON.stringify(parameters));
  });
}

async function ended(executionArn) {
  for (;;) {
    const execution = await call('DescribeExecution', { executionArn });
    if (execution.status !== 'RUNNING') return execution;
    await sleep(250);
  }
}

/** Starts `count` executions at once and gives what each needed beyond the critical path, in milliseconds. */
async function overheads(count) {
  const started = await Promise.all(
    Array.from({ length: count }, () =>
      call('StartExecution', { stateMachineArn: STATE_MACHINE, input: '{}' }),
    ),
  );
  // Asking while they end would take the processor from what is measured.
  await sleep(CRITICAL_PATH_MS + 500);
  const executions = await Promise.all(started.map(({ executionArn }) => ended(executionArn)));
  const failed = executions.filter(({ status }) => status !== 'SUCCEEDED');
  if (failed.length > 0) {
    throw new Error(`${failed.length} of ${count} ended as ${failed[0].status}`);
  }
  return executions.map(
    ({ startDate, stopDate }) => Math.round((stopDate - startDate) * 1000) - CRITICAL_PATH_MS,
  );
}

async function rounds(times, count) {
  const all = [];
  for (let round = 0; round < times; round += 1) all.push(...(await overheads(count)));
  return all;
}

/** Milliseconds that so many bare worker threads take, as many at a time as there are processors. */
async function bareThreads(count) {
  const begin = performance.now();
  const threads = [];
  const create = async () => {
    while (threads.length < count) {
      const thread = new Worker("require('node:worker_threads').parentPort.postMessage(0)", {
        eval: true,
      });
      threads.push(thread);
      await new Promise((resolve) => thread.once('message', resolve));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, create));
  const elapsed = performance.now() - begin;
  await Promise.all(threads.map((thread) => thread.terminate()));
  return elapsed;
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
console.log(`  1 execution, warm:    ${ms(await rounds(5, 1))}`);
console.log(`  100 at once, cold:    ${ms(await overheads(100))}`);
console.log(`    100 bare threads:   ${(await bareThreads(100)).toFixed(0)} ms`);
await rounds(WARM_UP_ROUNDS - 1, 100);
console.log(`  100 at once, warm:    ${ms(await rounds(ROUNDS, 100))}`);
const begin = performance.now();
await overheads(1000);
const seconds = (performance.now() - begin) / 1000;
console.log(
  `  1,000 at once: all SUCCEEDED after ${seconds.toFixed(1)} s, peak memory ${peakMemory()}`,
);
agent.destroy();
await stepgate.stop();
