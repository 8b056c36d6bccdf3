import type { DescribeExecutionOutput } from '@aws-sdk/client-sfn';
import { executionArnOf, executionEnd } from './executions.ts';
import { expectError } from './expectations.ts';
import type { HttpRequest } from './http-request.ts';
import { testUnlessStandIn } from './stand-in.ts';
import { openTarget, postRequest, type Target } from './target.ts';

const TIMEOUT_MS = 60_000;
jest.setTimeout(TIMEOUT_MS);

let target: Target;
beforeAll(async () => {
  target = await openTarget();
});
afterAll(() => target.close());

/** The execution that a request starts, once it has ended. */
async function run(request: HttpRequest): Promise<DescribeExecutionOutput> {
  return executionEnd(target.stepFunctions, executionArnOf(await target.send(request)));
}

const outputOf = ({ output = 'null' }: DescribeExecutionOutput): unknown => JSON.parse(output);

describe('the hello workflow', () => {
  test('gets an empty object from GET and adds its member', async () => {
    const execution = await run({ method: 'GET', path: '/hello' });

    expect(execution).toMatchObject({ status: 'SUCCEEDED', input: '{}' });
    expect(outputOf(execution)).toEqual({ key: 'value' });
  });

  const getsTheBody = (path: string) => async (): Promise<void> => {
    const body = `{"note":"it's \\"fine\\"","n":1}`;

    const execution = await run(postRequest(path, body));

    expect(execution).toMatchObject({ status: 'SUCCEEDED', input: body });
    expect(outputOf(execution)).toEqual({ note: 'it\'s "fine"', n: 1, key: 'value' });
  };
  test('gets the body of POST /hello text for text', getsTheBody('/hello'));
  testUnlessStandIn('sdk')('gets the body of POST /hello/sdk too', getsTheBody('/hello/sdk'));

  testUnlessStandIn('sdk')('gets an empty object from POST /hello/sdk without a body', async () => {
    const execution = await run({ method: 'POST', path: '/hello/sdk' });

    expect(execution).toMatchObject({ status: 'SUCCEEDED', input: '{}' });
  });
});

describe('the choice workflow', () => {
  const choose = (Choice: string) => run(postRequest('/choice', JSON.stringify({ Choice })));

  testUnlessStandIn('sdk')('reshapes data for A', async () => {
    const execution = await choose('A');

    expect(outputOf(execution)).toEqual({
      Choice: 'A',
      Reshaped: {
        text: 'You chose A.',
        startedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        steps: [0, 3, 6, 9],
      },
    });
  });

  testUnlessStandIn('sdk')('waits for B', async () => {
    const execution = await choose('B');

    expect(outputOf(execution)).toEqual({ Choice: 'B', Pause: { Seconds: 1 } });
    const durationMs = Number(execution.stopDate) - Number(execution.startDate);
    expect(durationMs).toBeGreaterThanOrEqual(1000);
  });

  testUnlessStandIn('sdk')('does two things at once for C', async () => {
    const execution = await choose('C');

    expect(outputOf(execution)).toEqual({ Choice: 'C', Both: [{ members: 3 }, 'C'] });
  });

  testUnlessStandIn('sdk')('fails for anything else', async () => {
    expect(await choose('D')).toMatchObject({
      status: 'FAILED',
      error: 'UnknownChoice',
      cause: 'The member Choice of the input has to be A, B or C.',
    });
  });

  testUnlessStandIn('gatewayResponses')('is not started without a choice', async () => {
    expectError(await target.send(postRequest('/choice', '{}')), 400, 'BAD_REQUEST_BODY');
  });
});

describe('the pets workflow', () => {
  const add = (NewPet: unknown) => run(postRequest('/pets/workflow', JSON.stringify({ NewPet })));

  test('adds a pet by the pets API and reads it back', async () => {
    const execution = await add({ type: 'dog', price: 99 });

    expect(execution.status).toBe('SUCCEEDED');
    expect(outputOf(execution)).toEqual({ Pet: { id: 1, type: 'dog', price: 420 } });
  });

  test('fails with the errors that the pets API finds', async () => {
    const execution = await add({ type: 'dragon', price: 99 });

    expect(execution).toMatchObject({ status: 'FAILED', error: 'PetRefused' });
    expect(JSON.parse(execution.cause ?? '')).toEqual([
      { key: 'type', message: 'expected one of dog, cat, canary' },
    ]);
  });

  testUnlessStandIn('gatewayResponses')('is not started without a pet', async () => {
    expectError(await target.send(postRequest('/pets/workflow', '{}')), 400, 'BAD_REQUEST_BODY');
  });
});
