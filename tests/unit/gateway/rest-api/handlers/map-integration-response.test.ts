import type { InvocationResponse } from '../../../../../toolbox/gateway/integrations/integration-exchange.ts';
import { mapIntegrationResponse } from '../../../../../toolbox/gateway/rest-api/handlers/map-integration-response.ts';
import type { IntegrationResponse } from '../../../../../toolbox/template/model.ts';
import { anIntegrationResponse, aTemplate } from '../../an-api.ts';
import { anEndpointResponseContext } from '../a-context.ts';

function map(
  response: Partial<IntegrationResponse>,
  options: Parameters<typeof anEndpointResponseContext>[0] = {},
): InvocationResponse {
  const context = anEndpointResponseContext({
    ...options,
    integration: { responses: [anIntegrationResponse(response)] },
  });
  const [integrationResponse] = context.integration.responses;
  if (integrationResponse === undefined) throw new Error('the builder made one');
  return mapIntegrationResponse({ ...context, integrationResponse });
}

function mapTemplate(template: string, options?: Parameters<typeof map>[1]): InvocationResponse {
  return map({ responseTemplates: { 'application/json': aTemplate(template) } }, options);
}

describe('mapIntegrationResponse', () => {
  test.each([
    {
      accept: 'application/json',
      types: ['application/json', 'text/xml'],
      body: 'application/json',
    },
    { accept: 'text/xml', types: ['application/json', 'text/xml'], body: 'text/xml' },
    { accept: '*/*', types: ['text/xml', 'application/json'], body: 'application/json' },
    { accept: '*/*', types: ['text/xml', 'text/html'], body: 'text/xml' },
    { accept: 'application/json', types: [], body: '{"raw":1}' },
  ])('answers $accept from templates $types with $body', ({ accept, types, body }) => {
    const responseTemplates = Object.fromEntries(types.map((type) => [type, aTemplate(type)]));

    const response = map(
      { responseTemplates },
      { request: { accept }, endpointResponse: { body: '{"raw":1}' } },
    );

    expect(response.body).toBe(body);
  });

  test('passes the body through an empty template', () => {
    expect(mapTemplate('', { endpointResponse: { body: '{"raw":1}' } }).body).toBe('{"raw":1}');
  });

  test('sees the body of the integration and the parameters of the request', () => {
    const response = mapTemplate("$input.json('$.a') $input.params('X-Order')", {
      endpointResponse: { body: '{"a":1.50}' },
      request: { headers: { 'X-Order': '7' }, body: '{"a":2}' },
    });

    expect(response.body).toBe('1.50 7');
  });

  test('maps headers from static values, the response and the context', () => {
    const { headers } = map(
      {
        responseParameters: {
          'method.response.header.Access-Control-Allow-Origin': "'*'",
          'method.response.header.X-Type': 'integration.response.header.Content-Type',
          'method.response.header.X-Arn': 'integration.response.body.executionArn',
          'method.response.header.X-Stage': 'context.stage',
          'method.response.header.X-Absent': 'integration.response.header.content-type',
        },
      },
      {
        endpointResponse: { headers: [['Content-Type', 'text/x']], body: '{"executionArn":"a"}' },
      },
    );

    expect(headers).toEqual([
      ['Access-Control-Allow-Origin', '*'],
      ['X-Type', 'text/x'],
      ['X-Arn', 'a'],
      ['X-Stage', 'dev'],
    ]);
  });

  test.each([
    { status: '404', statusCode: 404 },
    { status: '"404"', statusCode: 200 },
    { status: '99', statusCode: 200 },
    { status: '600', statusCode: 200 },
    { status: '404.5', statusCode: 200 },
    { status: 'true', statusCode: 200 },
  ])('answers $statusCode when the template sets the status $status', ({ status, statusCode }) => {
    const response = mapTemplate(`#set($context.responseOverride.status = ${status})`);

    expect(response.statusCode).toBe(statusCode);
  });

  test('lets overriding headers win over mapped ones, whatever the spelling', () => {
    const { headers } = map({
      responseParameters: {
        'method.response.header.X-A': "'mapped'",
        'method.response.header.X-B': "'kept'",
      },
      responseTemplates: {
        'application/json': aTemplate('#set($context.responseOverride.header.x-a = "overridden")'),
      },
    });

    expect(headers).toEqual([
      ['X-B', 'kept'],
      ['x-a', 'overridden'],
    ]);
  });

  test('gives a header for each item of a list', () => {
    const { headers } = mapTemplate('#set($context.responseOverride.header.X-A = ["1", "2"])');

    expect(headers).toEqual([
      ['X-A', '1'],
      ['X-A', '2'],
    ]);
  });
});
