import { appGateway, type FunctionAnswer } from './app-gateway.ts';

const CORS_PARAMETERS = { CorsOrigin: 'https://app.example' };
const CORS_HEADERS = { 'Access-Control-Allow-Origin': 'https://app.example' };
const BODY = `{ "Choice": "A", "note": "it's \\"fine\\"" }`;

const failing = (errorType: string, errorMessage = 'secret arn:aws:x'): FunctionAnswer => ({
  payload: JSON.stringify({ errorType, errorMessage, trace: [] }),
  functionError: 'Unhandled',
});

async function choose(answer?: FunctionAnswer, request = {}) {
  const gateway = appGateway(undefined, CORS_PARAMETERS, answer);
  const response = await gateway.send({ path: '/choice', body: BODY, ...request });
  return { ...response, invoked: gateway.invoked };
}

describe('POST /choice', () => {
  test('gives the body to the function as it is', async () => {
    expect((await choose()).invoked).toEqual([['StartChoiceFunction', BODY]]);
  });

  test('passes the result of the function on with 202', async () => {
    const payload = '{"executionArn":"arn"}';

    expect(await choose({ payload })).toMatchObject({
      statusCode: 202,
      headers: CORS_HEADERS,
      body: payload,
    });
  });

  test.each([
    { errorType: 'ExecutionInputTooLarge', status: 413, code: 'ExecutionInputTooLarge' },
    { errorType: 'TooManyRequests', status: 429, code: 'TooManyRequests' },
    { errorType: 'ServiceUnavailable', status: 503, code: 'ServiceUnavailable' },
    { errorType: 'AccessDenied', status: 502, code: 'AccessDenied' },
    { errorType: 'BadGateway', status: 502, code: 'BadGateway' },
    { errorType: 'Sandbox.Timedout', status: 502, code: 'BadGateway' },
    { errorType: 'Error', message: 'two\nlines of a secret', status: 502, code: 'BadGateway' },
  ])('turns $errorType into $status $code', async ({ errorType, message, status, code }) => {
    const response = await choose(failing(errorType, message));

    expect(response).toMatchObject({ statusCode: status, headers: CORS_HEADERS });
    expect(JSON.parse(response.body)).toEqual({ code, message: expect.stringMatching(/\.$/) });
    expect(response.body).not.toMatch(/secret|arn:/);
  });

  test.each([
    { body: '{}', status: 400 },
    { body: '{"Choice":1}', status: 400 },
    { body: '[]', status: 400 },
    { body: '', status: 400 },
    { headers: [['Content-Type', 'text/plain'] as const], status: 415 },
  ])('answers $status without the function to %j', async ({ status, ...request }) => {
    const { statusCode, invoked } = await choose(undefined, request);

    expect(statusCode).toBe(status);
    expect(invoked).toEqual([]);
  });
});

describe('POST /hello/sdk', () => {
  const send = (answer?: FunctionAnswer, request = {}) =>
    appGateway(undefined, CORS_PARAMETERS, answer).send({
      path: '/hello/sdk',
      body: '{}',
      ...request,
    });

  test('answers what the function answers', async () => {
    const answer = { statusCode: 202, headers: { X: 'y' }, body: '{"executionArn":"arn"}' };

    expect(await send({ payload: JSON.stringify(answer) })).toMatchObject({
      statusCode: 202,
      headers: { X: 'y' },
      body: answer.body,
    });
  });

  test.each([failing('Error'), { payload: '"text"' }])(
    'answers 502 in the form of the API to %j',
    async (answer) => {
      const response = await send(answer);

      expect(response).toMatchObject({ statusCode: 502, headers: CORS_HEADERS });
      expect(JSON.parse(response.body)).toEqual({
        code: expect.stringMatching(/^[A-Z\d_]+$/),
        message: expect.stringMatching(/^\S/),
      });
      expect(response.body).not.toMatch(/secret|arn:/);
    },
  );

  test('answers 400 to a body that is no object', async () => {
    expect((await send(undefined, { body: '[1]' })).statusCode).toBe(400);
  });
});
