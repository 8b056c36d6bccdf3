// The interpreter against npm's aws-local-stepfunctions: both run the same definitions in this process, ours with the
// whole history of AWS, the library with its event log.

import { StateMachine } from 'aws-local-stepfunctions';
import { median } from './children.mjs';
import { loadModules } from './load-modules.mjs';

const ROUNDS = 5;

// The library is written for Node.js 22, and on 20 misses this alone.
Promise.withResolvers ??= function withResolvers() {
  let resolve;
  let reject;
  const promise = new Promise((fulfil, refuse) => {
    resolve = fulfil;
    reject = refuse;
  });
  return { promise, resolve, reject };
};

const { parseDefinition, runStateMachine, createExecutionHistory, JsonDocument, systemClock } =
  await loadModules({
    'states/parse-definition.ts': 'parseDefinition',
    'states/run.ts': 'runStateMachine',
    'states/history.ts': 'createExecutionHistory',
    'shared/json-document.ts': 'JsonDocument',
    'shared/clock.ts': 'systemClock',
  });

const pass = (next) =>
  next === undefined ? { Type: 'Pass', End: true } : { Type: 'Pass', Next: next };

/** Each with the transitions that it makes. */
const DEFINITIONS = {
  'a chain of 1,000 Pass states': {
    transitions: 1000,
    input: {},
    definition: {
      StartAt: 'S1',
      States: Object.fromEntries(
        Array.from({ length: 1000 }, (_, index) => [
          `S${index + 1}`,
          pass(index === 999 ? undefined : `S${index + 2}`),
        ]),
      ),
    },
  },
  'a Choice loop to 1,000': {
    transitions: 2000,
    input: { count: 0 },
    definition: {
      StartAt: 'Add',
      States: {
        Add: {
          Type: 'Pass',
          Parameters: { 'count.$': 'States.MathAdd($.count, 1)' },
          Next: 'Enough',
        },
        Enough: {
          Type: 'Choice',
          Choices: [{ Variable: '$.count', NumericLessThan: 1000, Next: 'Add' }],
          Default: 'Done',
        },
        Done: { Type: 'Succeed' },
      },
    },
  },
  'an inline Map of 1,000 items': {
    transitions: 1000,
    input: { items: Array.from({ length: 1000 }, (_, index) => index) },
    definition: {
      StartAt: 'Map',
      States: {
        Map: {
          Type: 'Map',
          ItemsPath: '$.items',
          ItemProcessor: { StartAt: 'Item', States: { Item: pass() } },
          End: true,
        },
      },
    },
  },
};

async function runOurs(definition, input) {
  const { signal } = new AbortController();
  const { status } = await runStateMachine({
    definition,
    input,
    context: {
      Execution: {
        Id: 'arn:aws:states:us-east-1:123456789012:execution:Bench:1',
        Input: input.value,
        Name: '1',
        RoleArn: 'arn:aws:iam::123456789012:role/Bench',
        StartTime: new Date().toISOString(),
        RedriveCount: 0,
      },
      StateMachine: {
        Id: 'arn:aws:states:us-east-1:123456789012:stateMachine:Bench',
        Name: 'Bench',
      },
    },
    clock: systemClock,
    random: Math.random,
    uuid: () => '00000000-0000-4000-8000-000000000000',
    parameterErrors: () => [],
    invokeTask: () => Promise.reject(new Error('no task')),
    history: createExecutionHistory(systemClock),
    signal: () => signal,
  });
  if (status !== 'SUCCEEDED') throw new Error(`ours ended as ${status}`);
}

async function runTheirs(machine, input) {
  const execution = machine.run(input);
  const log = (async () => {
    for await (const _event of execution.eventLogs) {
      // Only that it is made counts.
    }
  })();
  await execution.result;
  await log;
}

async function milliseconds(run) {
  const begin = performance.now();
  await run();
  return performance.now() - begin;
}

console.log(`interpreter, transitions per second (medians of ${ROUNDS} rounds)`);
for (const [name, { transitions, input, definition }] of Object.entries(DEFINITIONS)) {
  const parsed = parseDefinition(definition);
  const document = JsonDocument.fromText(JSON.stringify(input));
  const machine = new StateMachine(definition, { validationOptions: { noValidate: true } });
  const ours = [];
  const theirs = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    // Several runs in a row, so that a round is longer than the clock is coarse.
    const ourMs = await milliseconds(async () => {
      for (let run = 0; run < 20; run += 1) await runOurs(parsed, document);
    });
    const theirMs = await milliseconds(async () => {
      for (let run = 0; run < 2; run += 1) await runTheirs(machine, input);
    });
    // The first round warms both up.
    if (round === 0) continue;
    ours.push((20 * transitions * 1000) / ourMs);
    theirs.push((2 * transitions * 1000) / theirMs);
  }
  const [our, their] = [median(ours), median(theirs)];
  console.log(
    `  ${name}: ${Math.round(our)} against ${Math.round(their)} = ${(our / their).toFixed(1)} times`,
  );
}
