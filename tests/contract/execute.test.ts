import { describeExecution, executionArnOf, executionEnd, stateInput } from './executions.ts';
import { expectCorsHeaders, expectError } from './expectations.ts';
import { testUnlessStandIn } from './stand-in.ts';
import { executeRequest, openTarget, type Target } from './target.ts';

const TIMEOUT_MS = 60_000;
const CLOCK_SKEW_SECONDS = 300;
jest.setTimeout(TIMEOUT_MS);

let target: Target;
beforeAll(async () => {
  target = await openTarget();
});
afterAll(() => target.close());

describe('POST /execute', () => {
  test('answers 200 with executionArn and startDate', async () => {
    const response = await target.send(executeRequest('{"note":"it\'s \\"fine\\""}'));

    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe('application/json');
    expectCorsHeaders(response);
    const body = JSON.parse(response.body) as { executionArn: string; startDate: number };
    expect(Object.keys(body).sort()).toEqual(['executionArn', 'startDate']);
    expect(body.executionArn).toMatch(
      /^arn:aws[a-z-]*:states:[a-z0-9-]+:\d{12}:execution:[^:]+:[^:]+$/,
    );
    expect(Math.abs(body.startDate - Date.now() / 1000)).toBeLessThan(CLOCK_SKEW_SECONDS);
  });

  testUnlessStandIn('authorization')('answers 403 to a request without a signature', async () => {
    const response = await target.sendUnsigned(executeRequest('{}'));

    expectError(response, 403, 'MISSING_AUTHENTICATION_TOKEN');
  });

  test('runs both waits side by side and gives their results to End', async () => {
    const executionArn = executionArnOf(await target.send(executeRequest('{}')));

    const execution = await executionEnd(target.stepFunctions, executionArn);

    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: '{"function":"end"}' });
    const endInput = await stateInput(target.stepFunctions, executionArn, 'End');
    expect(JSON.parse(endInput ?? '')).toEqual([{ function: 'wait3000' }, { function: 'wait500' }]);
  });

  test('starts with {} when the request has no body', async () => {
    const response = await target.send({ method: 'POST', path: '/execute' });

    expect(response.statusCode).toBe(200);
    const executionArn = executionArnOf(response);
    expect((await describeExecution(target.stepFunctions, executionArn)).input).toBe('{}');
  });

  testUnlessStandIn('mediaTypes')('ignores parameters of the media type', async () => {
    const headers = { 'Content-Type': 'application/json; charset=utf-8' };

    expect((await target.send(executeRequest('{}', headers))).statusCode).toBe(200);
  });

  testUnlessStandIn('inputSize')('answers 413 when the body is larger than an input', async () => {
    const body = JSON.stringify({ note: 'x'.repeat(300_000) });

    expectError(await target.send(executeRequest(body)), 413, 'ExecutionInputTooLarge');
  });
});

/** What API Gateway refuses by itself. */
const REFUSED = [
  { title: 'an array', status: 400, code: 'BAD_REQUEST_BODY', request: executeRequest('[1]') },
  { title: 'a string', status: 400, code: 'BAD_REQUEST_BODY', request: executeRequest('"x"') },
  { title: 'broken JSON', status: 400, code: 'BAD_REQUEST_BODY', request: executeRequest('{"a":') },
  {
    title: 'another media type',
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
    request: executeRequest('{}', { 'Content-Type': 'text/plain' }),
  },
  {
    title: 'an unknown path',
    status: 403,
    code: 'MISSING_AUTHENTICATION_TOKEN',
    request: { method: 'POST', path: '/nowhere' },
  },
  {
    title: 'an unknown method',
    status: 403,
    code: 'MISSING_AUTHENTICATION_TOKEN',
    request: { method: 'GET', path: '/execute' },
  },
];

describe('the API', () => {
  for (const { title, status, code, request } of REFUSED) {
    test(`answers ${status} to ${title}`, async () => {
      expect((await target.send(request)).statusCode).toBe(status);
    });

    testUnlessStandIn('gatewayResponses')(`tells the code ${code} for ${title}`, async () => {
      expectError(await target.send(request), status, code);
    });
  }
});

describe('OPTIONS /execute', () => {
  test('answers a preflight with the three CORS headers and no body', async () => {
    const response = await target.send({
      method: 'OPTIONS',
      path: '/execute',
      headers: {
        Origin: 'http://localhost:3000',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'content-type,idempotency-key',
      },
    });

    expect(response).toMatchObject({ statusCode: 200, body: '' });
    expectCorsHeaders(response);
  });

  test('takes no status from a body of another media type', async () => {
    const response = await target.send({
      method: 'OPTIONS',
      path: '/execute',
      headers: { 'Content-Type': 'text/plain' },
      body: '{"statusCode": 418}',
    });

    expect(response.statusCode).toBe(415);
  });
});
