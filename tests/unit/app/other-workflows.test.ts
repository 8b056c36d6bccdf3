import type { JsonValue } from '../../../toolbox/shared/json.ts';
import { JsonDocument } from '../../../toolbox/shared/json-document.ts';
import type { TaskInvoker, TaskRequest } from '../../../toolbox/states/execution.ts';
import { StatesError } from '../../../toolbox/states/states-error.ts';
import { restApisOf } from '../../../toolbox/template/apis.ts';
import { type FinishedRun, runToEnd } from '../states/a-run.ts';
import { loadApp } from './load-app.ts';

interface WorkflowRun extends FinishedRun {
  readonly tasks: readonly TaskRequest[];
}

/** Runs a workflow of the application; each task begins at once and gets what `answer` gives. */
async function runWorkflow(
  logicalId: string,
  input: JsonValue,
  answer: (task: TaskRequest) => JsonValue | Promise<never>,
): Promise<WorkflowRun> {
  const machine = loadApp().stateMachines.find((one) => one.logicalId === logicalId);
  const tasks: TaskRequest[] = [];
  const invokeTask: TaskInvoker = async (task) => {
    tasks.push(task);
    task.onStarted();
    return JsonDocument.fromValue(await answer(task));
  };
  const inputText = JSON.stringify(input);
  const run = await runToEnd(machine?.definition.value ?? null, { inputText, invokeTask });
  return { ...run, tasks };
}

/** Fails the first attempts of a state; all of them unless told otherwise. */
const failing = (error: string, attempts = Number.POSITIVE_INFINITY) => {
  return ({ retryCount }: TaskRequest): boolean => {
    if (retryCount < attempts) throw new StatesError(error, 'because');
    return true;
  };
};
const never = (): Promise<never> => new Promise(() => {});

const failed = (error: string) => ({ status: 'FAILED', error, cause: 'because' });

describe('the hello workflow', () => {
  const run = (answer: (task: TaskRequest) => JsonValue | Promise<never>) =>
    runWorkflow('HelloStateMachine', { note: 'x' }, answer);

  test('gives its input to the function and answers with the result', async () => {
    const { outcome, tasks } = await run(({ payload }) => ({ got: payload.value }));

    expect(tasks.map(({ resource }) => resource)).toEqual([
      'arn:aws:lambda:eu-west-1:123456789012:function:HelloFunction',
    ]);
    expect(outcome).toMatchObject({ output: { text: '{"got":{"note":"x"}}' } });
  });

  test('retries three times after a transient error of Lambda', async () => {
    const { outcome, durationMs } = await run(failing('Lambda.ServiceException', 3));

    expect(outcome.status).toBe('SUCCEEDED');
    // Half of 1, 2 and 4 seconds: the random number is 0.5.
    expect(durationMs).toBe(3500);
  });

  test('fails with the error of the function', async () => {
    expect((await run(failing('Error'))).outcome).toEqual(failed('Error'));
  });

  test('times out after 10 seconds', async () => {
    const { outcome, durationMs } = await run(never);

    expect(outcome).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(durationMs).toBe(10_000);
  });
});

describe('the choice workflow', () => {
  test.each([{}, { Choice: 'a' }, { Choice: 1 }, { Choice: null }, [], 'A'])(
    'fails with UnknownChoice for %j',
    async (input) => {
      const { outcome } = await runWorkflow('ChoiceStateMachine', input, never);

      expect(outcome).toMatchObject({ status: 'FAILED', error: 'UnknownChoice' });
    },
  );
});

describe('the pets workflow', () => {
  const [, petsApi] = restApisOf(loadApp());
  const endpoint = {
    ApiEndpoint: `${petsApi?.apiId}.execute-api.eu-west-1.amazonaws.com`,
    Stage: 'dev',
    AuthType: 'IAM_ROLE',
  };
  const run = (answer: (task: TaskRequest) => JsonValue | Promise<never>) =>
    runWorkflow('PetsStateMachine', { NewPet: { type: 'cat' } }, answer);
  const ok = (ResponseBody: JsonValue): JsonValue => ({ StatusCode: 200, ResponseBody });

  test('adds the pet and reads the one of its number', async () => {
    const { outcome, tasks } = await run(({ stateName }) =>
      ok(stateName === 'AddPet' ? { id: 2 } : { type: 'cat' }),
    );

    expect(tasks.map(({ payload }) => payload.value)).toEqual([
      { ...endpoint, Method: 'POST', Path: 'pets', RequestBody: { type: 'cat' } },
      { ...endpoint, Method: 'GET', Path: 'pets/2' },
    ]);
    expect(outcome).toMatchObject({ output: { text: '{"Pet":{"type":"cat"}}' } });
  });

  test('fails with the errors that the API finds, and reads nothing', async () => {
    const { outcome, tasks } = await run(() => ok({ errors: [{ key: 'type' }] }));

    expect(outcome).toEqual({ status: 'FAILED', error: 'PetRefused', cause: '[{"key":"type"}]' });
    expect(tasks).toHaveLength(1);
  });

  test.each(['429', '500', '502', '503', '504'])('retries three times after %s', async (status) => {
    const { tasks } = await run(failing(`ApiGateway.${status}`));

    expect(tasks).toHaveLength(4);
  });

  test.each(['400', '403', '404'])('fails at once after %s', async (status) => {
    const { outcome, tasks } = await run(failing(`ApiGateway.${status}`));

    expect(outcome).toEqual(failed(`ApiGateway.${status}`));
    expect(tasks).toHaveLength(1);
  });
});
