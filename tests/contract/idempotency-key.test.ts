import { randomUUID } from 'node:crypto';
import { executionArnOf, executionEnd } from './executions.ts';
import { expectError } from './expectations.ts';
import { type StandInDifference, testUnlessStandIn } from './stand-in.ts';
import { executeRequest, openTarget, type Target } from './target.ts';

const TIMEOUT_MS = 60_000;
jest.setTimeout(TIMEOUT_MS);

let target: Target;
beforeAll(async () => {
  target = await openTarget();
});
afterAll(() => target.close());

const aKey = (): string => `contract-${randomUUID()}`;
const withKey = (key: string, body = '{"note":"same"}') =>
  executeRequest(body, { 'Idempotency-Key': key });

/** The ARN without the name of the execution, which may hold colons. */
function machineOf(executionArn: string): string {
  return executionArn.split(':').slice(0, 7).join(':');
}

describe('Idempotency-Key', () => {
  test('names the execution', async () => {
    const key = aKey();

    const executionArn = executionArnOf(await target.send(withKey(key)));

    expect(executionArn.endsWith(`:${key}`)).toBe(true);
  });

  test.each(['idempotency-key', 'IDEMPOTENCY-KEY', 'iDeMpOtEnCy-KeY'])(
    'names the execution when it is spelled %s',
    async (header) => {
      const key = aKey();

      const response = await target.send(executeRequest('{}', { [header]: key }));

      expect(executionArnOf(response).endsWith(`:${key}`)).toBe(true);
    },
  );

  test('is not taken from the query string', async () => {
    const key = aKey();
    const path = `/execute?Idempotency-Key=${key}`;

    const response = await target.send({ ...executeRequest('{}'), path });

    expect(response.statusCode).toBe(200);
    expect(response.body).not.toContain(key);
  });

  test.each([
    { title: 'without it', request: executeRequest('{}') },
    { title: 'with an empty one', request: withKey('') },
  ])('starts a new execution for each request $title', async ({ request }) => {
    const responses = [await target.send(request), await target.send(request)];

    expect(responses.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect(new Set(responses.map(executionArnOf)).size).toBe(2);
  });

  test('gives the same answer to the same request while the execution runs', async () => {
    const key = aKey();

    const first = await target.send(withKey(key));
    const second = await target.send(withKey(key));

    expect(second.statusCode).toBe(200);
    expect(JSON.parse(second.body)).toEqual(JSON.parse(first.body));
  });

  test('answers 409 to another input', async () => {
    const key = aKey();
    await target.send(withKey(key));

    const response = await target.send(withKey(key, '{"note":"another"}'));

    expectError(response, 409, 'ExecutionAlreadyExists');
  });

  test('answers 409 to the same input after the end of the execution', async () => {
    const key = aKey();
    const executionArn = executionArnOf(await target.send(withKey(key)));
    await executionEnd(target.stepFunctions, executionArn);

    const response = await target.send(withKey(key));

    expectError(response, 409, 'ExecutionAlreadyExists');
  });

  test('may hold an apostrophe', async () => {
    const key = `${aKey()}-it's`;

    const response = await target.send(withKey(key));

    expect(response.statusCode).toBe(200);
    expect(executionArnOf(response).endsWith(`:${key}`)).toBe(true);
  });
});

/** Keys that try to leave their JSON string or to be evaluated, and others that are no names. */
const HOSTILE_KEYS: readonly (readonly [key: string, difference?: StandInDifference])[] = [
  ['x","stateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:Other'],
  ['x","input":"{}","x":"'],
  ['x\\","stateMachineArn":"Other","x":"\\'],
  [`x\\'","stateMachineArn":"Other`, 'apostrophes'],
  ['"'],
  ['\\'],
  ["\\'", 'apostrophes'],
  ['\\u0022'],
  ['$context.requestId'],
  ["$util.escapeJavaScript('x')"],
  ['#set($name = "x")'],
  ['#stop'],
  [`\${AWS::AccountId}`],
  ['{}'],
  ['two words'],
  ['a\tb'],
  ['a/b'],
  ['x'.repeat(81)],
];

describe('a hostile Idempotency-Key', () => {
  let machine: string;
  beforeAll(async () => {
    machine = machineOf(executionArnOf(await target.send(executeRequest('{}'))));
  });

  for (const [key, difference] of HOSTILE_KEYS) {
    testUnlessStandIn(difference)(`does not choose the state machine: ${key}`, async () => {
      const { statusCode, body } = await target.send(withKey(key));

      expect([200, 400, 409]).toContain(statusCode);
      if (statusCode === 200) {
        const { executionArn } = JSON.parse(body) as { executionArn: string };
        expect(machineOf(executionArn)).toBe(machine);
      }
    });

    testUnlessStandIn('executionNames')(`gets 400: ${key}`, async () => {
      expectError(await target.send(withKey(key)), 400, 'InvalidName');
    });
  }

  test.each(['\u00e9', '\u0080', '\u00ff\u00fe'])('does not end in a 5xx: %j', async (key) => {
    expect((await target.send(withKey(key))).statusCode).toBeLessThan(500);
  });
});
