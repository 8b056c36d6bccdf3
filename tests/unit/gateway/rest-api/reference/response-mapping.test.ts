import type { Integration } from '../../../../../toolbox/template/model.ts';
import { loadOperation, withIntegration } from '../../../template/rest-api/an-api.ts';
import {
  aLambdaProxy,
  aMock,
  anIntegration,
  anIntegrationResponse,
  aRecordingService,
  headerValues,
} from '../../an-api.ts';
import {
  aMockWith,
  anHttp,
  anHttpProxy,
  JSON_TYPE,
  responses,
  sentHeader,
  serveOne,
  templates,
  throughBackend,
} from './serve-one.ts';

const DG = 'DG "API Gateway API request and response data mapping reference"';
const REMAPPING = 'LS test_apigateway_header_remapping_aws[AWS]';

function withResponse(
  integration: (changes: Partial<Integration>) => Integration,
  response: Parameters<typeof anIntegrationResponse>[0],
): Integration {
  return integration({ responses: [anIntegrationResponse(response)] });
}

const mapped = (source: string) => ({ 'method.response.header.X-Mapped': source });

describe('responseParameters', () => {
  test.each([
    { source: DG, from: "'static'", values: ['static'] },
    { source: DG, from: "'one, two'", values: ['one, two'] },
    { source: DG, from: 'integration.response.header.X-Single', values: ['b'] },
    { source: DG, from: 'integration.response.multivalueheader.X-Single', values: ['a', 'b'] },
    { source: DG, from: 'integration.response.body', values: ['{"a":{"b":[1,"x"]}}'] },
    { source: DG, from: 'integration.response.body.a.b[1]', values: ['x'] },
    { source: DG, from: 'integration.response.body.a', values: ['{"b":[1,"x"]}'] },
    { source: DG, from: 'context.stage', values: ['dev'] },
    { source: DG, from: 'stageVariables.table', values: ['orders'] },
    {
      source: 'LS-src parameters_mapping: case',
      from: 'integration.response.header.x-single',
      values: [],
    },
    {
      source: 'LS-src parameters_mapping: empty',
      from: 'integration.response.body.none',
      values: [],
    },
  ])('$source: $from gives $values', async ({ from, values }) => {
    const response = await throughBackend(
      {
        integration: withResponse(anHttp, { responseParameters: mapped(from) }),
        api: { stageVariables: { table: 'orders' } },
      },
      {
        headers: [
          ['X-Single', 'a'],
          ['X-Single', 'b'],
        ],
        body: Buffer.from('{"a":{"b":[1,"x"]}}'),
      },
    );

    expect(headerValues(response, 'X-Mapped')).toEqual(values);
  });

  test('LS-src parameters_mapping: a body that begins with another character is not parsed', async () => {
    const response = await throughBackend(
      {
        integration: withResponse(anHttp, {
          responseParameters: mapped('integration.response.body.a'),
        }),
      },
      { body: Buffer.from('x{"a":1}') },
    );

    expect(headerValues(response, 'X-Mapped')).toEqual([]);
  });

  test.each([
    { target: 'method.response.body.X', declared: '' },
    { target: 'method.response.header.X', declared: '' },
  ])('API reference, IntegrationResponse: refuses the target $target', ({ target }) => {
    const { errors } = loadOperation(
      withIntegration(
        `type: mock\nresponses: {default: {statusCode: 200, responseParameters: {${target}: "'a'"}}}`,
        'responses: {200: {}}',
      ),
    );

    expect(errors).toHaveLength(1);
  });

  test('LS test_http_integration: headers of the backend do not reach the client unmapped', async () => {
    const response = await throughBackend(
      { integration: anHttp() },
      { headers: [['X-Backend', 'a']] },
    );

    expect(headerValues(response, 'X-Backend')).toEqual([]);
  });
});

describe('the response template', () => {
  const important = 'DG "Amazon API Gateway important notes"';

  test.each([
    { source: DG, accept: 'text/xml', types: [JSON_TYPE, 'text/xml'], body: 'text/xml' },
    { source: DG, accept: undefined, types: ['text/xml', JSON_TYPE], body: JSON_TYPE },
    {
      source: important,
      accept: 'text/csv, text/xml',
      types: [JSON_TYPE, 'text/xml'],
      body: JSON_TYPE,
    },
    { source: 'LS-unit', accept: 'text/csv', types: ['text/xml', JSON_TYPE], body: JSON_TYPE },
    { source: 'LS-unit', accept: 'text/csv', types: ['text/xml', 'text/html'], body: 'text/xml' },
    { source: DG, accept: 'text/csv', types: [], body: '{"ok":true}' },
  ])('$source: Accept $accept of $types gives $body', async ({ accept, types, body }) => {
    const response = await serveOne({
      integration: withResponse(anIntegration, {
        responseTemplates: templates(Object.fromEntries(types.map((type) => [type, type]))),
      }),
      request: { headers: accept ? [['Accept', accept]] : [] },
    });

    expect(response.body).toBe(body);
  });

  test(`${DG}: an empty template passes the body through`, async () => {
    const response = await serveOne({
      integration: withResponse(anIntegration, {
        responseTemplates: templates({ [JSON_TYPE]: '' }),
      }),
    });

    expect(response.body).toBe('{"ok":true}');
  });

  test(`${important}: Content-Type is application/json, whatever the body is`, async () => {
    const response = await serveOne({ integration: aMockWith('<xml/>') });

    expect(headerValues(response, 'Content-Type')).toEqual([JSON_TYPE]);
  });

  test('DG "Testing CORS": an empty mock answer has a Content-Type', async () => {
    const response = await serveOne({ integration: aMock() });

    expect(response.body).toBe('');
    expect(headerValues(response, 'Content-Type')).toEqual([JSON_TYPE]);
  });

  test('a mapping of Content-Type replaces the default', async () => {
    const response = await serveOne({
      integration: withResponse(aMock, {
        responseParameters: { 'method.response.header.Content-Type': "'text/xml'" },
      }),
    });

    expect(headerValues(response, 'Content-Type')).toEqual(['text/xml']);
  });
});

describe('overrides', () => {
  const guide = 'DG "Use a mapping template to override..."';

  test.each([
    { source: 'LS-src integration_response', status: '404', answered: 404 },
    { source: 'LS-src integration_response', status: '"404"', answered: 200 },
    { source: 'LS-src integration_response', status: '99', answered: 200 },
    { source: 'LS-src integration_response', status: '600', answered: 200 },
  ])('$source: the status $status gives $answered', async ({ status, answered }) => {
    const integration = aMockWith(`#set($context.responseOverride.status = ${status})`);

    expect((await serveOne({ integration })).statusCode).toBe(answered);
  });

  test.each([
    { source: guide, set: '.header.X-Mapped = "o"', values: ['o'] },
    { source: guide, set: '.header.X-Mapped = ["o", "p"]', values: ['o', 'p'] },
    { source: 'LS mock_with_vtl_map_assignation', set: '.header["X-Mapped"] = "o"', values: ['o'] },
  ])('$source: $set wins over the mapping', async ({ set, values }) => {
    const integration = aMock({
      responses: [
        anIntegrationResponse({
          responseParameters: mapped("'mapped'"),
          responseTemplates: templates({ [JSON_TYPE]: `#set($context.responseOverride${set})` }),
        }),
      ],
    });

    expect(headerValues(await serveOne({ integration }), 'X-Mapped')).toEqual(values);
  });

  test.each([
    { template: '#set($o.status = 404)#set($o.status = 404)', status: 500 },
    { template: '#set($o.header.X-A = "a")#set($o.header.X-A = "b")', status: 500 },
    { template: '#set($o.header["X-A"] = "a")#set($o.header["X-A"] = "b")', status: 500 },
    { template: '#set($o.header.X-A = "a")#set($o.header.X-B = "b")', status: 200 },
    { template: '#if(false)#set($o.status = 404)#else#set($o.status = 201)#end', status: 201 },
  ])(`${guide}: a parameter is overridden once: $template gives $status`, async (row) => {
    const template = row.template.replaceAll('$o', () => '$context.responseOverride');

    const response = await serveOne({ integration: aMockWith(template) });

    expect(response.statusCode).toBe(row.status);
    if (row.status === 500) {
      expect(response.entry?.error).toMatch(/^swagger\.yaml:1:\d+ .*overridden twice/);
    }
  });

  test.each([
    { source: guide, set: 'header.X-A = "h"', expected: { header: ['h'] } },
    { source: guide, set: 'header.X-A = ["h", "i"]', expected: { header: ['h', 'i'] } },
    { source: guide, set: 'path.id = "p q"', expected: { path: '/p%20q?q=mapped' } },
    { source: guide, set: 'querystring.q = "o"', expected: { path: '/mapped?q=o' } },
    { source: guide, set: 'querystring.q = ["o", "p"]', expected: { path: '/mapped?q=o&q=p' } },
  ])('$source: $set changes the request', async ({ set, expected }) => {
    const { sent } = await throughBackend({
      integration: anHttp({
        uri: 'http://127.0.0.1/{id}',
        requestTemplates: templates({ [JSON_TYPE]: `#set($context.requestOverride.${set})` }),
        requestParameters: {
          'integration.request.path.id': "'mapped'",
          'integration.request.querystring.q': "'mapped'",
        },
      }),
    });

    if ('header' in expected) expect(sentHeader(sent, 'X-A')).toEqual(expected.header);
    else expect(sent?.endpoint.path).toBe(expected.path);
  });
});

describe('headers of the client', () => {
  const full = 'LS test_apigateway_header_remapping "full-integration"';

  test.each([
    'Connection',
    'Content-Length',
    'Content-MD5',
    'Expect',
    'Max-Forwards',
    'Proxy-Authenticate',
    'Server',
    'TE',
    'Trailer',
    'Transfer-Encoding',
    'Upgrade',
    'WWW-Authenticate',
  ])(`${full}: %s is invisible`, async (name) => {
    const response = await serveOne({
      integration: aMockWith(`[$input.params('${name}')]`),
      request: { headers: [[name, 'a']] },
    });

    expect(response.body).toBe('[]');
  });

  test.each(['X-Order', 'Accept', 'User-Agent', 'Authorization'])('%s is visible', async (name) => {
    const response = await serveOne({
      integration: aMockWith(`[$input.params('${name}')]`),
      request: { headers: [[name, 'a']] },
    });

    expect(response.body).toBe('[a]');
  });
});

describe('headers to a backend', () => {
  test.each([
    'Authorization',
    'Connection',
    'Content-Length',
    'Expect',
    'Proxy-Authenticate',
    'TE',
    'Transfer-Encoding',
  ])(`${REMAPPING}: %s mapped to a service is a 500`, async (name) => {
    const { states, calls } = aRecordingService();

    const response = await serveOne({
      integration: anIntegration({
        requestParameters: { [`integration.request.header.${name}`]: "'a'" },
      }),
      options: { states },
    });

    expect(response).toMatchObject({
      statusCode: 500,
      body: '{"message":"Internal server error"}',
    });
    expect(response.entry?.error).toContain(name);
    expect(calls).toEqual([]);
  });

  test.each([
    { integration: anHttp, name: 'Content-Length' },
    { integration: anHttp, name: 'Transfer-Encoding' },
    { integration: anHttpProxy, name: 'Content-Length' },
    { integration: anHttpProxy, name: 'Transfer-Encoding' },
  ])(
    'LS test_apigateway_header_remapping_http: $name mapped to a backend is a 500',
    async (row) => {
      const { sent, statusCode } = await throughBackend({
        integration: row.integration({
          requestParameters: { [`integration.request.header.${row.name}`]: "'1'" },
        }),
      });

      expect(statusCode).toBe(500);
      expect(sent).toBeUndefined();
    },
  );

  test.each([
    { name: 'Accept', values: [JSON_TYPE] },
    { name: 'User-Agent', values: ['AmazonAPIGateway_abcde12345'] },
    { name: 'X-Amzn-Apigateway-Api-Id', values: ['abcde12345'] },
    { name: 'X-Amzn-Trace-Id', values: [expect.stringMatching(/^Root=1-/)] },
    { name: 'Content-Type', values: ['text/plain; charset=utf-8'] },
    { name: 'X-Client', values: [] },
    { name: 'Host', values: [] },
  ])('LS test_http_integration_with_lambda[HTTP]: $name is $values', async ({ name, values }) => {
    const { sent } = await throughBackend({
      integration: anHttp(),
      request: {
        headers: [
          ['X-Client', 'a'],
          ['Content-Type', 'text/plain; charset=utf-8'],
        ],
      },
    });

    expect(sentHeader(sent, name)).toEqual(values);
  });
});

describe('headers to the client', () => {
  test.each([
    'Authorization',
    'Connection',
    'Content-Length',
    'Content-MD5',
    'Date',
    'Expect',
    'Host',
    'Max-Forwards',
    'Proxy-Authenticate',
    'Server',
    'Trailer',
    'Upgrade',
    'User-Agent',
    'WWW-Authenticate',
  ])(`${REMAPPING}: %s is renamed`, async (name) => {
    const response = await serveOne({
      integration: withResponse(anIntegration, {
        responseParameters: { [`method.response.header.${name}`]: "'a'" },
      }),
    });

    expect(headerValues(response, `x-amzn-Remapped-${name}`)).toEqual(['a']);
    expect(headerValues(response, name)).toEqual([]);
  });

  test(`${REMAPPING}: Transfer-Encoding is dropped`, async () => {
    const response = await serveOne({
      integration: withResponse(anIntegration, {
        responseParameters: { 'method.response.header.Transfer-Encoding': "'chunked'" },
      }),
    });

    expect(JSON.stringify(response.headers)).not.toContain('chunked');
  });

  test.each([
    { integration: anIntegration(), traced: true },
    { integration: anHttp(), traced: true },
    { integration: anHttpProxy(), traced: true },
    { integration: aLambdaProxy(), traced: true },
    { integration: aMock(), traced: false },
  ])('LS test_invocation_trace_id: $integration.type has a trace id: $traced', async (row) => {
    const response = await serveOne({ integration: row.integration });

    expect(headerValues(response, 'x-amzn-RequestId')).toHaveLength(1);
    expect(headerValues(response, 'x-amz-apigw-id')).toHaveLength(1);
    expect(headerValues(response, 'X-Amzn-Trace-Id')).toHaveLength(row.traced ? 1 : 0);
    expect(headerValues(response, 'x-amzn-ErrorType')).toEqual([]);
  });

  test('LS test_routing_not_found: an error has its type and no trace id', async () => {
    const response = await serveOne({ request: { rawPath: '/none' } });

    expect(headerValues(response, 'x-amzn-ErrorType')).toEqual([
      'MissingAuthenticationTokenException',
    ]);
    expect(headerValues(response, 'X-Amzn-Trace-Id')).toEqual([]);
  });

  test('issue serverless-step-functions#140: the Content-Type of Step Functions stays behind', async () => {
    const response = await serveOne({
      integration: anIntegration({ responses: responses({ default: {} }) }),
    });

    expect(headerValues(response, 'Content-Type')).toEqual([JSON_TYPE]);
  });
});
