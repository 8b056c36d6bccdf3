import type { GatewayResponse } from '../../../../toolbox/gateway/gateway.ts';
import { GatewayError } from '../../../../toolbox/gateway/gateway-error.ts';
import type { GatewayResponseType } from '../../../../toolbox/gateway/gateway-response-types.ts';
import { gatewayResponse } from '../../../../toolbox/gateway/rest-api/handlers/gateway-exception.ts';
import type { GatewayResponseDefinition } from '../../../../toolbox/template/model.ts';
import { headerValues } from '../an-api.ts';
import { anIntegrationContext, anInvocationContext, REQUEST_ID } from './a-context.ts';

function aDefinition(changes: Partial<GatewayResponseDefinition> = {}): GatewayResponseDefinition {
  return {
    position: { file: 'swagger.yaml', line: 1, column: 1 },
    responseParameters: {},
    responseTemplates: {},
    ...changes,
  };
}

function respondTo(
  error: GatewayError,
  gatewayResponses: Record<string, GatewayResponseDefinition> = {},
  request: Parameters<typeof anIntegrationContext>[0] = {},
): GatewayResponse {
  const context = anIntegrationContext({
    ...request,
    api: { gatewayResponses, stageVariables: { support: 'help@example.com' } },
  });
  return gatewayResponse(context, error);
}

describe('gatewayResponse', () => {
  test.each<[GatewayResponseType, number, string, string]>([
    [
      'MISSING_AUTHENTICATION_TOKEN',
      403,
      'MissingAuthenticationTokenException',
      '{"message":"Missing Authentication Token"}',
    ],
    ['BAD_REQUEST_BODY', 400, 'BadRequestException', '{"message":"Invalid request body"}'],
    ['UNSUPPORTED_MEDIA_TYPE', 415, 'BadRequestException', '{"message":"Unsupported Media Type"}'],
    ['REQUEST_TOO_LARGE', 413, 'RequestTooLargeException', '{"message":"Request Too Long"}'],
    ['INVALID_API_KEY', 403, 'ForbiddenException', '{"message":"Forbidden"}'],
    [
      'ACCESS_DENIED',
      403,
      'AccessDeniedException',
      '{"Message":"User is not authorized to access this resource"}',
    ],
    ['THROTTLED', 429, 'TooManyRequestsException', '{"message":"Too Many Requests"}'],
    ['QUOTA_EXCEEDED', 429, 'LimitExceededException', '{"message":"Limit Exceeded"}'],
    [
      'INTEGRATION_TIMEOUT',
      504,
      'InternalServerErrorException',
      '{"message":"Endpoint request timed out"}',
    ],
    [
      'LAMBDA_PROXY_RESPONSE_ERROR',
      502,
      'InternalServerErrorException',
      '{"message": "Internal server error"}',
    ],
    [
      'LAMBDA_PROXY_INVOCATION_ERROR',
      500,
      'InternalServerErrorException',
      '{"message": "Internal server error"}',
    ],
    [
      'API_CONFIGURATION_ERROR',
      500,
      'InternalServerErrorException',
      '{"message":"Internal server error"}',
    ],
    ['AUTHORIZER_CONFIGURATION_ERROR', 500, 'AuthorizerConfigurationException', '{"message":null}'],
  ])('answers %s with %i %s %s', (type, statusCode, errorType, body) => {
    const response = respondTo(new GatewayError(type));

    expect(response).toMatchObject({ statusCode, body });
    expect(headerValues(response, 'x-amzn-ErrorType')).toEqual([errorType]);
    expect(headerValues(response, 'Content-Type')).toEqual(['application/json']);
    expect(headerValues(response, 'x-amzn-RequestId')).toEqual([REQUEST_ID]);
    expect(headerValues(response, 'x-amz-apigw-id')).toHaveLength(1);
    expect(headerValues(response, 'X-Amzn-Trace-Id')).toEqual([]);
  });

  test('takes DEFAULT_4XX and its status for a type of that class which is not defined', () => {
    const definitions = {
      DEFAULT_4XX: aDefinition({ statusCode: '418' }),
      BAD_REQUEST_BODY: aDefinition(),
    };

    expect(respondTo(new GatewayError('THROTTLED'), definitions).statusCode).toBe(418);
    expect(respondTo(new GatewayError('BAD_REQUEST_BODY'), definitions).statusCode).toBe(400);
    expect(respondTo(new GatewayError('DEFAULT_5XX'), definitions).statusCode).toBe(500);
  });

  test('takes DEFAULT_5XX for a fault of which it knows nothing', () => {
    const context = anIntegrationContext({
      api: { gatewayResponses: { DEFAULT_5XX: aDefinition({ statusCode: '503' }) } },
    });

    expect(gatewayResponse(context, new Error('secret detail'))).toMatchObject({
      statusCode: 503,
      body: '{"message":"Internal server error"}',
    });
  });

  test('cannot be customised for REQUEST_TOO_LARGE', () => {
    const definitions = {
      DEFAULT_4XX: aDefinition({ statusCode: '418' }),
      REQUEST_TOO_LARGE: aDefinition({ statusCode: '419' }),
    };

    expect(respondTo(new GatewayError('REQUEST_TOO_LARGE'), definitions).statusCode).toBe(413);
  });

  test('replaces variables in the template and runs no VTL', () => {
    const template =
      '#if(true)$context.error.message|$context.error.messageString|$context.error.responseType|' +
      '$context.error.validationErrorString|$context.identity.sourceIp|$stageVariables.support|' +
      'method.request.header.X-Order|$method.request.querystring.page|$context.nothing|$input.body';
    const error = new GatewayError('BAD_REQUEST_BODY', { validationErrorString: '[why]' });
    const definitions = {
      DEFAULT_4XX: aDefinition({ responseTemplates: { 'application/json': template } }),
    };
    const request = { headers: { 'X-Order': '7' }, querystring: { page: '2' } };

    expect(respondTo(error, definitions, { request }).body).toBe(
      '#if(true)Invalid request body|"Invalid request body"|BAD_REQUEST_BODY|' +
        '[why]|127.0.0.1|help@example.com|7|2||$input.body',
    );
  });

  test('chooses the template by Accept, else that for JSON', () => {
    const definitions = {
      DEFAULT_4XX: aDefinition({
        responseTemplates: { 'text/html': '<p>no</p>', 'application/json': '{}' },
      }),
    };
    const error = new GatewayError('THROTTLED');

    expect(respondTo(error, definitions, { request: { accept: 'text/html' } }).body).toBe(
      '<p>no</p>',
    );
    expect(respondTo(error, definitions, { request: { accept: '*/*' } }).body).toBe('{}');
  });

  test('sets headers from static values and from the request, but none that break the framing', () => {
    const definitions = {
      DEFAULT_4XX: aDefinition({
        responseParameters: {
          'gatewayresponse.header.Access-Control-Allow-Origin': "'*'",
          'gatewayresponse.header.WWW-Authenticate': "'Basic'",
          'gatewayresponse.header.Content-Type': "'text/plain'",
          'gatewayresponse.header.X-Order': 'method.request.header.X-Order',
          'gatewayresponse.header.X-Absent': 'method.request.header.X-Absent',
          'gatewayresponse.header.Content-Length': "'3'",
          'gatewayresponse.header.X-Error': 'context.error.responseType',
        },
      }),
    };
    const request = { headers: { 'X-Order': 'a\r\nSet-Cookie: b' } };

    const response = respondTo(new GatewayError('THROTTLED'), definitions, { request });

    expect(headerValues(response, 'access-control-allow-origin')).toEqual(['*']);
    expect(headerValues(response, 'www-authenticate')).toEqual(['Basic']);
    expect(headerValues(response, 'content-type')).toEqual(['text/plain']);
    expect(headerValues(response, 'x-order')).toEqual(['a Set-Cookie: b']);
    expect(headerValues(response, 'x-absent')).toEqual([]);
    expect(headerValues(response, 'content-length')).toEqual([]);
    expect(headerValues(response, 'x-error')).toEqual(['THROTTLED']);
  });

  test('answers a request that could not be read', () => {
    const context = anInvocationContext();

    expect(gatewayResponse(context, new GatewayError('REQUEST_TOO_LARGE')).statusCode).toBe(413);
  });

  test.each([
    { type: 'LAMBDA_PROXY_RESPONSE_ERROR', definedAs: 'DEFAULT_5XX', status: 502 },
    { type: 'LAMBDA_PROXY_INVOCATION_ERROR', definedAs: 'DEFAULT_5XX', status: 500 },
    // re:Post question: the 500 turns into 504 when INTEGRATION_FAILURE is customised.
    { type: 'LAMBDA_PROXY_INVOCATION_ERROR', definedAs: 'INTEGRATION_FAILURE', status: 504 },
  ] as const)('customises $type by $definedAs', ({ type, definedAs, status }) => {
    const definition = aDefinition({
      responseParameters: { 'gatewayresponse.header.X-A': "'a'" },
      responseTemplates: { 'application/json': '$context.error.responseType' },
    });

    const response = respondTo(new GatewayError(type), { [definedAs]: definition });
    const withStatus = respondTo(new GatewayError(type), {
      [definedAs]: { ...definition, statusCode: '503' },
    });

    expect(response.statusCode).toBe(status);
    expect(headerValues(response, 'X-A')).toEqual(['a']);
    expect(response.body).not.toContain('LAMBDA_PROXY');
    expect(withStatus.statusCode).toBe(503);
  });
});
