import { isJsonObject } from '../../../toolbox/shared/json.ts';
import { JsonDocument } from '../../../toolbox/shared/json-document.ts';
import type { TaskInvoker } from '../../../toolbox/states/execution.ts';
import { StatesError } from '../../../toolbox/states/states-error.ts';
import { type FinishedRun, runToEnd } from '../states/a-run.ts';
import { loadApp } from './load-app.ts';

const RESULTS: Readonly<Record<string, string>> = {
  StartFunction: '{"function":"start"}',
  Wait3000Function: '{"function":"wait3000"}',
  Wait500Function: '{"function":"wait500"}',
  EndFunction: '{"function":"end"}',
};
const FUNCTIONS = Object.keys(RESULTS);

/** @see "Handle transient Lambda service exceptions" (Step Functions Developer Guide) */
const TRANSIENT_ERRORS = [
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
];

const CAUSE = '{"errorType":"Error","errorMessage":"it\'s \\"broken\\""}';
const SUCCEEDED = { status: 'SUCCEEDED', output: { text: '{"function":"end"}' } };

interface WorkflowRun extends FinishedRun {
  /** Name of the function and text of the event. */
  readonly invocations: readonly (readonly [string, string])[];
}

/** No environment takes the invocation, so that the task's time-out does not begin. */
const waitInLine: TaskInvoker = () => new Promise(() => {});

const never: TaskInvoker = ({ onStarted }) => {
  onStarted();
  return new Promise(() => {});
};

/** Fails the first attempts; all of them unless told otherwise. */
const failing =
  (error: string, attempts = Number.POSITIVE_INFINITY): TaskInvoker =>
  async ({ resource, retryCount, onStarted }) => {
    onStarted();
    if (retryCount < attempts) throw new StatesError(error, CAUSE);
    return resultOf(functionNameOf(resource));
  };

function functionNameOf(functionArn: string): string {
  return functionArn.split(':function:')[1] ?? '';
}

function resultOf(functionName: string): JsonDocument {
  return JsonDocument.fromText(RESULTS[functionName] ?? '');
}

/** Runs the workflow before functions that answer at once, apart from those that misbehave. */
async function runWorkflow(
  misbehaviours: Readonly<Record<string, TaskInvoker>> = {},
  inputText = '{}',
): Promise<WorkflowRun> {
  const invocations: [string, string][] = [];
  const run = await runToEnd(loadApp().stateMachines[0]?.definition.value ?? null, {
    inputText,
    async invokeTask(task) {
      const functionName = functionNameOf(task.resource);
      const misbehaviour = misbehaviours[functionName];
      invocations.push([functionName, task.payload.text]);
      if (misbehaviour === undefined) task.onStarted();
      return misbehaviour?.(task) ?? resultOf(functionName);
    },
  });
  return { ...run, invocations };
}

const attemptsOf = ({ invocations }: WorkflowRun, functionName: string): number =>
  invocations.filter(([name]) => name === functionName).length;

/** Names of the states in the order in which they were entered. */
const enteredStates = ({ events }: WorkflowRun): string[] =>
  events.flatMap(({ stateEnteredEventDetails: details }) =>
    isJsonObject(details) ? [String(details['name'])] : [],
  );

describe('the workflow', () => {
  test('runs Start, both waits with its result, and End with theirs', async () => {
    const { outcome, invocations, durationMs } = await runWorkflow({}, '{ "note": "it\'s" }');

    expect(invocations).toEqual([
      ['StartFunction', '{ "note": "it\'s" }'],
      ['Wait3000Function', '{"function":"start"}'],
      ['Wait500Function', '{"function":"start"}'],
      ['EndFunction', '[{"function":"wait3000"},{"function":"wait500"}]'],
    ]);
    expect(outcome).toMatchObject(SUCCEEDED);
    expect(durationMs).toBe(0);
  });

  test('starts Wait500 while Wait3000 runs', async () => {
    const run = await runWorkflow({ Wait3000Function: never });

    expect(attemptsOf(run, 'Wait500Function')).toBe(1);
  });

  test('times out when no function is free for it', async () => {
    const { outcome, durationMs } = await runWorkflow({ StartFunction: waitInLine });

    expect(outcome.status).toBe('TIMED_OUT');
    expect(durationMs).toBe(120_000);
  });
});

describe.each(FUNCTIONS)('the task of %s', (functionName) => {
  // Half of 1, 2 and 4 seconds: the random number is 0.5.
  test.each(TRANSIENT_ERRORS)('is retried three times after %s', async (error) => {
    const run = await runWorkflow({ [functionName]: failing(error, 3) });

    expect(run.outcome).toMatchObject(SUCCEEDED);
    expect(attemptsOf(run, functionName)).toBe(4);
    expect(run.durationMs).toBe(3500);
  });

  test('is not retried a fourth time', async () => {
    const run = await runWorkflow({ [functionName]: failing('Lambda.ServiceException') });

    expect(run.outcome).toEqual({
      status: 'FAILED',
      error: 'Lambda.ServiceException',
      cause: CAUSE,
    });
    expect(attemptsOf(run, functionName)).toBe(4);
  });

  test.each(['Error', 'Lambda.Unknown', 'States.TaskFailed'])(
    'is not retried after %s: Failed tells the error and its cause',
    async (error) => {
      const run = await runWorkflow({ [functionName]: failing(error) });

      expect(run.outcome).toEqual({ status: 'FAILED', error, cause: CAUSE });
      expect(attemptsOf(run, functionName)).toBe(1);
      expect(enteredStates(run).at(-1)).toBe('Failed');
    },
  );
});

describe('the time-out of a task', () => {
  test.each([
    { functionName: 'StartFunction', timeoutSeconds: 10 },
    { functionName: 'Wait3000Function', timeoutSeconds: 15 },
    { functionName: 'Wait500Function', timeoutSeconds: 10 },
    { functionName: 'EndFunction', timeoutSeconds: 10 },
  ])('ends a $functionName that never answers', async ({ functionName, timeoutSeconds }) => {
    const run = await runWorkflow({ [functionName]: never });

    expect(run.outcome).toEqual({ status: 'FAILED', error: 'States.Timeout', cause: '' });
    expect(run.durationMs).toBe(timeoutSeconds * 1000);
    expect(attemptsOf(run, functionName)).toBe(1);
    expect(enteredStates(run).at(-1)).toBe('Failed');
  });

  // Else the error would hide what the function was doing.
  test.each(FUNCTIONS)('leaves %s the time to time out by itself', async (functionName) => {
    const configuration = loadApp().functions.find(({ logicalId }) => logicalId === functionName);

    const { durationMs } = await runWorkflow({ [functionName]: never });

    expect(durationMs).toBeGreaterThan((configuration?.timeoutSeconds ?? 0) * 1000);
  });
});
