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

type Misbehaviour = (task: Parameters<TaskInvoker>[0]) => Promise<JsonDocument>;

const never = (): Promise<JsonDocument> => new Promise(() => {});

/** Fails the first attempts; all of them unless told otherwise. */
const failing =
  (error: string, attempts = Number.POSITIVE_INFINITY): Misbehaviour =>
  async ({ resource, retryCount }) => {
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
  misbehaviours: Readonly<Record<string, Misbehaviour>> = {},
  inputText = '{}',
): Promise<WorkflowRun> {
  const invocations: [string, string][] = [];
  const run = await runToEnd(loadApp().stateMachines[0]?.definition.value ?? null, {
    inputText,
    async invokeTask(task) {
      task.onStarted();
      const functionName = functionNameOf(task.resource);
      invocations.push([functionName, task.payload.text]);
      return misbehaviours[functionName]?.(task) ?? resultOf(functionName);
    },
  });
  return { ...run, invocations };
}

const attemptsOf = ({ invocations }: WorkflowRun, functionName: string): number =>
  invocations.filter(([name]) => name === functionName).length;

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

  test('waits side by side: the slower branch decides', async () => {
    const clock = simulatedClock(START_MS);
    const slow =
      (delayMs: number): Misbehaviour =>
      async ({ resource }) => {
        await clock.sleep(delayMs);
        return resultOf(functionNameOf(resource));
      };
    void slow;
  });
});
