import { randomUUID } from 'node:crypto';
import { executionArnOf, executionEnd } from './executions.ts';
import { expectCorsHeaders, expectError } from './expectations.ts';
import type { HttpRequest } from './http-request.ts';
import { type StandInDifference, testUnlessStandIn } from './stand-in.ts';
import { openTarget, postRequest, type Target } from './target.ts';

const TIMEOUT_MS = 60_000;
jest.setTimeout(TIMEOUT_MS);

let target: Target;
beforeAll(async () => {
  target = await openTarget();
});
afterAll(() => target.close());

interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** A body that the route takes; none for a route without one. */
  readonly body?: string;
  readonly status: 200 | 202;
  /** Takes an `Idempotency-Key`. */
  readonly isNamed: boolean;
  /** Why the stand-in cannot start the execution. */
  readonly difference?: StandInDifference;
}

/** Those besides `/execute`, which has suites of its own. */
const ROUTES: readonly Route[] = [
  { method: 'GET', path: '/hello', status: 200, isNamed: true },
  { method: 'POST', path: '/hello', body: '{"note":"x"}', status: 200, isNamed: true },
  {
    method: 'POST',
    path: '/hello/sdk',
    body: '{"note":"x"}',
    status: 202,
    isNamed: true,
    difference: 'sdk',
  },
  {
    method: 'POST',
    path: '/choice',
    body: '{"Choice":"A"}',
    status: 202,
    isNamed: false,
    difference: 'sdk',
  },
  {
    method: 'POST',
    path: '/pets/workflow',
    body: '{"NewPet":{"type":"cat","price":9}}',
    status: 200,
    isNamed: true,
  },
];

/** Keys that try to leave their JSON string, or are no names. */
const HOSTILE_KEYS: readonly (readonly [key: string, difference?: StandInDifference])[] = [
  ['x","stateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:Other'],
  [`x\\'","stateMachineArn":"Other`, 'apostrophes'],
  ['two words'],
  ['x'.repeat(81)],
];

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

function requestOf(
  { method, path, body }: Route,
  headers: Readonly<Record<string, string>> = {},
): HttpRequest {
  return body === undefined ? { method, path, headers } : postRequest(path, body, headers);
}

for (const route of ROUTES) {
  const { method, path, body, status, isNamed, difference } = route;

  describe(nameOf(route), () => {
    testUnlessStandIn(difference)(`answers ${status}: an execution that succeeds`, async () => {
      const response = await target.send(requestOf(route));

      expect(response.statusCode).toBe(status);
      expect(response.headers['content-type']).toBe('application/json');
      expectCorsHeaders(response);
      expect(JSON.parse(response.body)).toEqual({
        executionArn: expect.stringMatching(/^arn:aws[a-z-]*:states:.+:execution:[^:]+:[^:]+$/),
        ...(status === 200 ? { startDate: expect.any(Number) } : {}),
      });
      const execution = await executionEnd(target.stepFunctions, executionArnOf(response));
      expect(execution.status).toBe('SUCCEEDED');
    });

    testUnlessStandIn('authorization')('answers 403 to a request without a signature', async () => {
      const response = await target.sendUnsigned(requestOf(route));

      expectError(response, 403, 'MISSING_AUTHENTICATION_TOKEN');
    });

    test('answers its preflight without a signature', async () => {
      const response = await target.sendUnsigned({
        method: 'OPTIONS',
        path,
        headers: {
          Origin: 'http://localhost:3000',
          'Access-Control-Request-Method': method,
          'Access-Control-Request-Headers': 'content-type,idempotency-key',
        },
      });

      expect(response).toMatchObject({ statusCode: 200, body: '' });
      expectCorsHeaders(response);
      expect(response.headers['access-control-allow-methods']).toContain(method);
    });

    testUnlessStandIn('gatewayResponses')('has no other method', async () => {
      const response = await target.send({ method: 'DELETE', path });

      expectError(response, 403, 'MISSING_AUTHENTICATION_TOKEN');
    });

    if (body !== undefined) describeBodies(route);
    if (isNamed) describeNames(route);
  });
}

function describeBodies({ path, body = '' }: Route): void {
  test.each(['[1]', '"x"', '{"a":'])('answers 400 to the body %s', async (wrong) => {
    expect((await target.send(postRequest(path, wrong))).statusCode).toBe(400);
  });

  testUnlessStandIn('gatewayResponses')('tells what is wrong with a body', async () => {
    expectError(await target.send(postRequest(path, '[1]')), 400, 'BAD_REQUEST_BODY');
  });

  testUnlessStandIn('gatewayResponses')('answers 415 to another media type', async () => {
    const request = postRequest(path, body, { 'Content-Type': 'text/plain' });

    expectError(await target.send(request), 415, 'UNSUPPORTED_MEDIA_TYPE');
  });

  testUnlessStandIn('inputSize')('answers 413 when the body is larger than an input', async () => {
    const large = JSON.stringify({ ...JSON.parse(body), extra: 'x'.repeat(300_000) });

    expectError(await target.send(postRequest(path, large)), 413, 'ExecutionInputTooLarge');
  });
}

function describeNames(route: Route): void {
  const testName = testUnlessStandIn(route.difference);

  testName('takes the idempotency key as the name, however it is spelled', async () => {
    for (const header of ['Idempotency-Key', 'idempotency-key']) {
      const key = `contract-${randomUUID()}`;

      const response = await target.send(requestOf(route, { [header]: key }));

      expect(executionArnOf(response).endsWith(`:${key}`)).toBe(true);
    }
  });

  testName('answers 409 when the execution of that name has ended', async () => {
    const headers = { 'Idempotency-Key': `contract-${randomUUID()}` };
    const first = await target.send(requestOf(route, headers));
    await executionEnd(target.stepFunctions, executionArnOf(first));

    const second = await target.send(requestOf(route, headers));

    expectError(second, 409, 'ExecutionAlreadyExists');
  });

  for (const [key, difference = 'executionNames'] of HOSTILE_KEYS) {
    testUnlessStandIn(difference)(`answers 400 to the key ${key}`, async () => {
      const response = await target.send(requestOf(route, { 'Idempotency-Key': key }));

      expectError(response, 400, 'InvalidName');
    });
  }
}
