import { loadOperation, withIntegration } from '../../../template/rest-api/an-api.ts';
import { aLambdaProxy, anIntegration, aRecordingLambda, headerValues } from '../../an-api.ts';
import { anHttp, type OneMethod, serveOne } from './serve-one.ts';

const POSITION = { file: 'swagger.yaml', line: 1, column: 1 };
const DG = 'DG "Gateway responses in API Gateway"';
const HOUR_MS = 3_600_000;

const NEVER_ANSWERS: OneMethod = {
  integration: anHttp(),
  options: {
    sendRequest: () => new Promise(() => {}),
    clock: { now: () => HOUR_MS, sleep: () => Promise.resolve() },
  },
};

function refusedConnection(): Promise<never> {
  return Promise.reject(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }));
}

function unknownHost(): Promise<never> {
  return Promise.reject(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }));
}

describe('the default gateway response', () => {
  test.each([
    {
      type: 'MISSING_AUTHENTICATION_TOKEN',
      source: 'R test_routing_not_found',
      call: { request: { rawPath: '/none' } },
      status: 403,
      message: 'Missing Authentication Token',
      errorType: 'MissingAuthenticationTokenException',
    },
    {
      type: 'BAD_REQUEST_PARAMETERS',
      source: 'R test_api_gateway_request_validator',
      call: {
        method: {
          requestParameters: [{ name: 'a', in: 'querystring', required: true }],
          requestValidator: { validateRequestBody: false, validateRequestParameters: true },
        },
      },
      status: 400,
      message: 'Missing required request parameters: [a]',
      errorType: 'BadRequestException',
    },
    {
      type: 'BAD_REQUEST_BODY',
      source: 'R test_api_gateway_request_validator',
      call: {
        method: {
          requestValidator: { validateRequestBody: true, validateRequestParameters: false },
        },
        request: { body: '[' },
      },
      status: 400,
      message: 'Invalid request body',
      errorType: 'BadRequestException',
    },
    {
      type: 'UNSUPPORTED_MEDIA_TYPE',
      source: 'D / C',
      call: { integration: anIntegration({ passthroughBehavior: 'NEVER' }) },
      status: 415,
      message: 'Unsupported Media Type',
      errorType: 'BadRequestException',
    },
    {
      type: 'REQUEST_TOO_LARGE',
      source: 'DOTNET-src',
      call: { request: { body: Buffer.alloc(10 * 1024 * 1024 + 1) } },
      status: 413,
      message: 'Request Too Long',
      errorType: 'RequestTooLargeException',
    },
    {
      type: 'THROTTLED',
      source: 'DG status / C',
      call: {
        api: {
          methodSettings: [{ resourcePath: '/*', httpMethod: '*', throttlingBurstLimit: 0 }],
        },
        options: { throttle: true },
      },
      status: 429,
      message: 'Too Many Requests',
      errorType: 'TooManyRequestsException',
    },
    {
      type: 'INTEGRATION_TIMEOUT',
      source: 'DG status / C',
      call: NEVER_ANSWERS,
      status: 504,
      message: 'Endpoint request timed out',
      errorType: 'InternalServerErrorException',
    },
    {
      type: 'INTEGRATION_FAILURE',
      source: 'DG status / LS-src',
      call: { integration: anHttp(), options: { sendRequest: refusedConnection } },
      status: 504,
      message: 'Network error communicating with endpoint',
      errorType: 'InternalServerErrorException',
    },
    {
      type: 'API_CONFIGURATION_ERROR: a host that nobody knows',
      source: 'DG "Gateway response types"',
      call: { integration: anHttp(), options: { sendRequest: unknownHost } },
      status: 500,
      message: 'Internal server error',
      errorType: 'InternalServerErrorException',
    },
    {
      type: 'API_CONFIGURATION_ERROR: no integration response',
      source: 'DG "Gateway response types"',
      call: { integration: anIntegration({ responses: [] }) },
      status: 500,
      message: 'Internal server error',
      errorType: 'InternalServerErrorException',
    },
  ] as const)(
    '$type ($source) is $status $message',
    async ({ call, status, message, errorType }) => {
      const response = await serveOne(call);

      expect(response).toMatchObject({ statusCode: status, body: JSON.stringify({ message }) });
      expect(headerValues(response, 'x-amzn-ErrorType')).toEqual([errorType]);
      expect(headerValues(response, 'Content-Type')).toEqual(['application/json']);
    },
  );
});

describe('x-amazon-apigateway-gateway-responses', () => {
  /** The answer to an unknown path, which is MISSING_AUTHENTICATION_TOKEN. */
  const refused = (
    gatewayResponses: Readonly<Record<string, object>>,
    request: OneMethod['request'] = {},
  ) =>
    serveOne({
      api: {
        stageVariables: { contact: 'desk' },
        gatewayResponses: Object.fromEntries(
          Object.entries(gatewayResponses).map(([type, definition]) => [
            type,
            { position: POSITION, responseParameters: {}, responseTemplates: {}, ...definition },
          ]),
        ),
      },
      request: { rawPath: '/none', ...request },
    });
  const body = (template: string) => ({ responseTemplates: { 'application/json': template } });

  test.each([
    {
      template: '{"message":$context.error.messageString}',
      text: '{"message":"Missing Authentication Token"}',
    },
    { template: '$context.error.message', text: 'Missing Authentication Token' },
    { template: '$context.error.responseType', text: 'MISSING_AUTHENTICATION_TOKEN' },
    { template: '$context.stage $context.httpMethod', text: 'dev GET' },
    { template: '$stageVariables.contact', text: 'desk' },
    { template: '$method.request.querystring.q', text: 'found' },
    { template: '$method.request.header.X-A', text: 'seen' },
    { template: '#set($a = 1)#if(true)x#end$util.x', text: '#set($a = 1)#if(true)x#end$util.x' },
    { template: '[$context.authorizer.none]', text: '[]' },
  ])(`${DG}: substitutes in $template`, async ({ template, text }) => {
    const response = await refused(
      { MISSING_AUTHENTICATION_TOKEN: body(template) },
      { method: 'GET', rawQuery: 'q=found', headers: [['X-A', 'seen']] },
    );

    expect(response.body).toBe(text);
  });

  test.each([
    { from: "'static'", value: 'static' },
    { from: 'context.error.responseType', value: 'MISSING_AUTHENTICATION_TOKEN' },
    { from: 'method.request.header.Origin', value: 'https://a.example' },
    { from: 'method.request.querystring.q', value: 'found' },
    { from: 'stageVariables.contact', value: 'desk' },
  ])(`${DG}: a header from $from`, async ({ from, value }) => {
    const response = await refused(
      { DEFAULT_4XX: { responseParameters: { 'gatewayresponse.header.X-A': from } } },
      { rawQuery: 'q=found', headers: [['Origin', 'https://a.example']] },
    );

    expect(headerValues(response, 'X-A')).toEqual([value]);
  });

  test.each([
    { definitions: { MISSING_AUTHENTICATION_TOKEN: { statusCode: '404' } }, status: 404 },
    { definitions: { DEFAULT_4XX: { statusCode: '418' } }, status: 418 },
    { definitions: { DEFAULT_4XX: {} }, status: 403 },
    { definitions: { DEFAULT_5XX: { statusCode: '503' } }, status: 403 },
    {
      definitions: { MISSING_AUTHENTICATION_TOKEN: {}, DEFAULT_4XX: { statusCode: '418' } },
      status: 403,
    },
  ])(`${DG}: $definitions gives $status`, async ({ definitions, status }) => {
    expect((await refused(definitions)).statusCode).toBe(status);
  });

  test('DG "important notes": REQUEST_TOO_LARGE cannot be customised', async () => {
    const response = await refused(
      { DEFAULT_4XX: { statusCode: '418' } },
      { body: Buffer.alloc(10 * 1024 * 1024 + 1) },
    );

    expect(response.statusCode).toBe(413);
  });

  test('D: validationErrorString tells what is wrong with the body', async () => {
    const response = await serveOne({
      method: { requestValidator: { validateRequestBody: true, validateRequestParameters: false } },
      api: {
        gatewayResponses: {
          BAD_REQUEST_BODY: {
            position: POSITION,
            responseParameters: {},
            ...body('$context.error.validationErrorString'),
          },
        },
      },
      request: { body: '[]' },
    });

    expect(response.body).toContain('instance type (array)');
  });

  test('re:Post question: INTEGRATION_FAILURE, customised without a status, turns 500 into 504', async () => {
    const call = {
      integration: aLambdaProxy({ httpMethod: 'GET' }),
      options: { lambda: aRecordingLambda().lambda },
    };
    const definition = { position: POSITION, responseParameters: {}, responseTemplates: {} };

    expect((await serveOne(call)).statusCode).toBe(500);
    expect(
      (await serveOne({ ...call, api: { gatewayResponses: { INTEGRATION_FAILURE: definition } } }))
        .statusCode,
    ).toBe(504);
  });

  test('D: an error of Step Functions is no gateway response', async () => {
    const response = await serveOne({
      api: {
        gatewayResponses: {
          DEFAULT_4XX: {
            position: POSITION,
            responseParameters: { 'gatewayresponse.header.X-A': "'a'" },
            responseTemplates: {},
          },
        },
      },
      options: { states: () => ({ statusCode: 400, body: '{"__type":"x"}' }) },
    });

    expect(response.body).toBe('{"__type":"x"}');
    expect(headerValues(response, 'X-A')).toEqual([]);
  });

  test('DG "Gateway response types": a type that does not exist is refused with the list', () => {
    const { errors } = loadOperation(
      withIntegration(),
      'x-amazon-apigateway-gateway-responses: {NOT_FOUND: {}}',
    );

    expect(errors).toEqual([expect.stringMatching(/invalid-gateway-response.*DEFAULT_4XX/)]);
  });
});
