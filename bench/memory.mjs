// Memory of executions: many that wait at once, and the history of those that have ended.
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { root } from './children.mjs';
import { loadModules } from './load-modules.mjs';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

const modules = await loadModules({
  'sfn/activities.ts': 'createActivities',
  'sfn/execution-store.ts': 'createExecutionStore',
  'sfn/execution-time.ts': 'executionTimes',
  'sfn/map-run-store.ts': 'createMapRunStore',
  'sfn/state-machine-store.ts': 'createStateMachineStore',
  'sfn/states-service.ts': 'createStatesService',
  'sfn/task-tokens.ts': 'createTaskTokens',
  'shared/clock.ts': 'systemClock',
  'shared/json-document.ts': 'JsonDocument',
});

const ROLE = 'arn:aws:iam::123456789012:role/Bench';
const TASK_RESULT = '{"function":"bench"}';

/** A service whose tasks succeed at once. */
function createService(keep) {
  const taskTokens = modules.createTaskTokens('session');
  const tasks = {
    parameterErrors: () => [],
    issueTaskToken: taskTokens.issue,
    async invokeTask({ onStarted }) {
      onStarted();
      return modules.JsonDocument.fromText(TASK_RESULT);
    },
  };
  let ended = 0;
  const service = modules.createStatesService({
    identity: { partition: 'aws', region: 'us-east-1', accountId: '123456789012' },
    stateMachines: modules.createStateMachineStore([]),
    executions: modules.createExecutionStore(keep),
    mapRuns: modules.createMapRunStore(keep),
    activities: modules.createActivities(),
    taskTokens,
    clock: modules.systemClock,
    newTime: modules.executionTimes(modules.systemClock, 1),
    random: Math.random,
    uuid: () => crypto.randomUUID(),
    taskIntegrations: () => tasks,
    onEnded() {
      ended += 1;
    },
    onFault(error) {
      throw error;
    },
  });
  const call = async (operation, parameters) => {
    const { statusCode, body } = await service(operation, JSON.stringify(parameters));
    if (statusCode !== 200) throw new Error(`${operation}: ${body}`);
    return JSON.parse(body);
  };
  return { call, ended: () => ended };
}

async function createMachine(call, definition) {
  const { stateMachineArn } = await call('CreateStateMachine', {
    name: 'Bench',
    roleArn: ROLE,
    definition,
  });
  return stateMachineArn;
}

async function settle() {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function heapBytes() {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

const kilobytes = (bytes) => `${(bytes / 1024).toFixed(2)} KB`;

async function waiting(count) {
  const { call } = createService(count);
  const stateMachineArn = await createMachine(
    call,
    JSON.stringify({
      StartAt: 'Wait',
      States: { Wait: { Type: 'Wait', Seconds: 100_000, End: true } },
    }),
  );
  const before = heapBytes();
  for (let index = 0; index < count; index += 1) {
    await call('StartExecution', { stateMachineArn, input: `{"index":${index}}` });
  }
  await settle();
  return (heapBytes() - before) / count;
}

/** Runs the application's workflow so many times. */
async function runToTheEnd({ call, ended }, count) {
  const endedBefore = ended();
  const text = readFileSync(`${root}statemachine/execute.asl.json`, 'utf8');
  const definition = text.replace(
    /\$\{(\w+)Arn\}/g,
    'arn:aws:lambda:us-east-1:123456789012:function:$1',
  );
  const stateMachineArn = await createMachine(call, definition);
  for (let index = 0; index < count; index += 1) {
    await call('StartExecution', { stateMachineArn, input: `{"index":${index}}` });
    if (index % 100 === 99) await settle();
  }
  while (ended() - endedBefore < count) await settle();
}

async function finished(count) {
  const before = heapBytes();
  const service = createService(count);
  await runToTheEnd(service, count);
  const bytes = (heapBytes() - before) / count;
  // What is measured has to be alive until then.
  service.ended();
  return bytes;
}

/** Bytes by which the heap grows while so many more end than are kept. */
async function growth(count, keep) {
  const service = createService(keep);
  await runToTheEnd(service, keep);
  const before = heapBytes();
  await runToTheEnd(service, count);
  return heapBytes() - before;
}

console.log('memory of an execution');
for (const count of [10_000, 100_000]) {
  const bytes = await waiting(count);
  console.log(`  ${count.toLocaleString('en')} that wait at once: ${kilobytes(bytes)} each`);
}
console.log(
  `  10,000 finished runs of the application's workflow: ${kilobytes(await finished(10_000))} each`,
);
console.log(
  `  20,000 more than the 5,000 that are kept: ${kilobytes(await growth(20_000, 5000))} in all`,
);
