import { appGateway } from './app-gateway.ts';

const CORS_PARAMETERS = {
  CorsOrigin: 'https://app.example',
  CorsMethods: 'POST',
  CorsHeaders: 'Content-Type,Idempotency-Key',
};
const CORS_HEADERS = {
  'Access-Control-Allow-Origin': 'https://app.example',
  'Access-Control-Allow-Methods': 'POST',
  'Access-Control-Allow-Headers': 'Content-Type,Idempotency-Key',
};

/** Holds what a client must not see. */
const MESSAGE = "Value 'secret' of arn:aws:states:eu-west-1:123456789012:stateMachine:X";
const INPUT_TOO_LONG =
  '1 validation error detected: Value \'{"note":"secret"}\' at \'input\' failed to satisfy constraint: Member must have length less than or equal to 262144';
const NAME_TOO_LONG =
  "1 validation error detected: Value 'secret' at 'name' failed to satisfy constraint: Member must have length less than or equal to 80";

/** @see "StartExecution" and "Common Errors" (Step Functions API Reference) */
const ERRORS: readonly (readonly [number, string, number, string, string?])[] = [
  [400, 'com.amazonaws.swf.service.v2.model#ExecutionAlreadyExists', 409, 'ExecutionAlreadyExists'],
  [400, 'com.amazonaws.swf.service.v2.model#InvalidExecutionInput', 400, 'InvalidExecutionInput'],
  [400, 'com.amazonaws.swf.service.v2.model#InvalidName', 400, 'InvalidName'],
  [
    400,
    'com.amazon.coral.validate#ValidationException',
    413,
    'ExecutionInputTooLarge',
    INPUT_TOO_LONG,
  ],
  [400, 'com.amazon.coral.validate#ValidationException', 400, 'InvalidName', NAME_TOO_LONG],
  [400, 'com.amazonaws.swf.service.v2.model#ExecutionLimitExceeded', 429, 'TooManyRequests'],
  [400, 'com.amazon.coral.availability#ThrottlingException', 429, 'TooManyRequests'],
  [429, 'com.amazon.coral.availability#TooManyRequestsException', 429, 'TooManyRequests'],
  [400, 'com.amazonaws.swf.service.v2.model#StateMachineDoesNotExist', 502, 'BadGateway'],
  [400, 'com.amazonaws.swf.service.v2.model#StateMachineDeleting', 502, 'BadGateway'],
  [400, 'com.amazonaws.swf.service.v2.model#InvalidArn', 502, 'BadGateway'],
  [400, 'com.amazon.coral.service#SerializationException', 502, 'BadGateway'],
  [400, 'com.amazon.coral.service#AccessDeniedException', 502, 'BadGateway'],
  [403, 'com.amazon.coral.service#AccessDeniedException', 502, 'BadGateway'],
  [413, 'com.amazon.coral.service#RequestEntityTooLargeException', 413, 'ExecutionInputTooLarge'],
  [400, 'SomethingNew', 502, 'BadGateway'],
  [500, 'com.amazon.coral.service#InternalFailure', 503, 'ServiceUnavailable'],
  [503, 'com.amazon.coral.service#ServiceUnavailable', 503, 'ServiceUnavailable'],
  [302, '', 502, 'BadGateway'],
];

const ROUTES = [
  { method: 'POST', path: '/execute', body: '{}' },
  { method: 'POST', path: '/hello', body: '{}' },
  { method: 'POST', path: '/pets/workflow', body: '{"NewPet":{}}' },
];
const GET_HELLO = { method: 'GET', path: '/hello', body: '' };
/** A fixed input is never wrong. */
const INPUT_ERRORS = ['InvalidExecutionInput', 'ExecutionInputTooLarge'];

describe.each([...ROUTES, GET_HELLO])('the responses of $method $path', (request) => {
  test('pass the answer of Step Functions on', async () => {
    const body = '{"executionArn":"arn","startDate":1.486772644911E9}';
    const { send } = appGateway({ statusCode: 200, body }, CORS_PARAMETERS);

    const response = await send(request);

    expect(response).toMatchObject({ statusCode: 200, headers: CORS_HEADERS, body });
  });

  const errors = ERRORS.filter(
    ([, , , code]) => request !== GET_HELLO || !INPUT_ERRORS.includes(code),
  );

  for (const [status, type, expected, code, message = MESSAGE] of errors) {
    test(`turn ${status} ${type} into ${expected} ${code}`, async () => {
      const body = JSON.stringify({ __type: type, message });
      const { send } = appGateway({ statusCode: status, body }, CORS_PARAMETERS);

      const response = await send(request);

      expect(response.statusCode).toBe(expected);
      expect(response.headers).toMatchObject(CORS_HEADERS);
      expect(JSON.parse(response.body)).toEqual({
        code,
        message: expect.stringMatching(/^[A-Z].*\.$/),
      });
      expect(response.body).not.toMatch(/secret|arn:|123456789012/);
    });
  }

  test.each(['', '<html>', '{}', '{"__type":null}', '[]'])(
    'turn an error without a type into 502: %s',
    async (body) => {
      const { send } = appGateway({ statusCode: 400, body });

      const response = await send(request);

      expect(response.statusCode).toBe(502);
      expect(JSON.parse(response.body)).toMatchObject({ code: 'BadGateway' });
    },
  );
});

describe('the gateway responses', () => {
  test.each([
    { status: 400, code: 'BAD_REQUEST_BODY', request: { body: '[]' } },
    {
      status: 415,
      code: 'UNSUPPORTED_MEDIA_TYPE',
      request: { body: 'x', headers: [['Content-Type', 'text/plain'] as const] },
    },
    { status: 403, code: 'MISSING_AUTHENTICATION_TOKEN', request: { path: '/nowhere' } },
  ])('have the same form and the CORS headers: $code', async ({ status, code, request }) => {
    const { send } = appGateway(undefined, CORS_PARAMETERS);

    const response = await send(request);

    expect(response).toMatchObject({ statusCode: status, headers: CORS_HEADERS });
    expect(JSON.parse(response.body)).toEqual({ code, message: expect.stringMatching(/\S/) });
  });
});

describe('a Step Functions that does not answer', () => {
  test('gets 504 in the same form and with the CORS headers', async () => {
    const { send } = appGateway(new Promise(() => {}), CORS_PARAMETERS);

    const response = await send({ body: '{}' });

    expect(response).toMatchObject({ statusCode: 504, headers: CORS_HEADERS });
    expect(JSON.parse(response.body)).toEqual({
      code: 'INTEGRATION_TIMEOUT',
      message: expect.stringMatching(/\S/),
    });
  });
});

describe('the preflight', () => {
  test.each(['/execute', '/hello', '/hello/sdk', '/choice', '/pets/workflow'])(
    'of %s is answered with 200 and the three CORS headers of the parameters',
    async (path) => {
      const { send } = appGateway(undefined, CORS_PARAMETERS);

      const response = await send({ method: 'OPTIONS', path });

      expect(response).toMatchObject({ statusCode: 200, headers: CORS_HEADERS, body: '' });
    },
  );
});
