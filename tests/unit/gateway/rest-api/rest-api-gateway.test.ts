import fc from 'fast-check';
import type { GatewayResponse } from '../../../../toolbox/gateway/gateway.ts';
import { createRestApiGateway } from '../../../../toolbox/gateway/rest-api/rest-api-gateway.ts';
import type { Method, RestApi } from '../../../../toolbox/template/model.ts';
import {
  aMethod,
  aMock,
  anIntegration,
  anIntegrationResponse,
  aRecordingService,
  aRequest,
  aRestApi,
  aTemplate,
  gatewayOptions,
  headerValues,
  NOW_MS,
  respond,
} from '../an-api.ts';

const JSON_TYPE = 'application/json';

function anApiOf(method: Partial<Method>, changes: Partial<RestApi> = {}): RestApi {
  return aRestApi({ methods: [aMethod(method)], ...changes });
}

/** An API that starts executions as one would deploy it. */
function aStartingApi(): RestApi {
  return anApiOf({
    requestValidator: { validateRequestBody: true, validateRequestParameters: true },
    methodResponses: { 200: { headers: ['X-A'] }, 400: { headers: [] } },
    integration: anIntegration({
      passthroughBehavior: 'NEVER',
      requestTemplates: {
        [JSON_TYPE]: aTemplate(
          `{"input": "$util.escapeJavaScript($input.body).replaceAll("\\\\'", "'")"}`,
        ),
      },
      responses: [
        anIntegrationResponse({
          selectionPattern: '200',
          responseParameters: { 'method.response.header.X-A': "'a'" },
        }),
        anIntegrationResponse({ statusCode: '400' }),
      ],
    }),
  });
}

describe('createRestApiGateway', () => {
  test('answers at once when nothing has to wait', () => {
    const gateway = createRestApiGateway(aStartingApi(), gatewayOptions());

    expect(gateway(aRequest({ body: '{}' }))).toMatchObject({
      statusCode: 200,
      body: '{"ok":true}',
    });
  });

  test.each([
    { name: 'quotes', body: '{"note":"it\'s \\"fine\\""}' },
    { name: 'numbers as written', body: '{"a":1.0,"b":12345678901234567890,"c":1e3}' },
    { name: 'duplicate and dangerous keys', body: '{"a":1,"a":2,"__proto__":{"x":1}}' },
    { name: 'what looks like a template', body: '{"a":"$util.x #set($a = 1) ${b}"}' },
    { name: 'other scripts', body: '{"a":"ü€😀\u2028"}' },
    { name: 'line breaks', body: '{\r\n\t"a": "\\n"\n}' },
    { name: 'great depth', body: `{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}` },
    { name: 'much text', body: JSON.stringify({ a: "it's".repeat(75_000) }) },
  ])('hands over the body character by character: $name', async ({ body }) => {
    const { states, calls } = aRecordingService();

    const response = await respond(aStartingApi(), aRequest({ body }), { states });

    expect(response.statusCode).toBe(200);
    expect(calls.map(([operation]) => operation)).toEqual(['StartExecution']);
    expect(JSON.parse(calls[0]?.[1] ?? '').input).toBe(body);
  });

  test.each([
    { body: '{"a":', statusCode: 400 },
    { body: '\ufeff{}', statusCode: 400 },
    { body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), statusCode: 400 },
    { body: '[]', statusCode: 400 },
  ])('refuses the body $body with $statusCode', async ({ body, statusCode }) => {
    expect((await respond(aStartingApi(), aRequest({ body }))).statusCode).toBe(statusCode);
  });

  test('lets a wrong body win over an unsupported media type', async () => {
    const headers = [['Content-Type', 'application/json; charset=utf-8']] as const;
    const xml = [['Content-Type', 'text/xml']] as const;

    expect((await respond(aStartingApi(), aRequest({ headers, body: '[' }))).statusCode).toBe(400);
    expect((await respond(aStartingApi(), aRequest({ headers: xml, body: '[' }))).statusCode).toBe(
      415,
    );
  });

  test('answers an unknown path and method with 403', async () => {
    for (const changes of [{ rawPath: '/other' }, { method: 'GET' }]) {
      const response = await respond(aStartingApi(), aRequest(changes));

      expect(response).toMatchObject({
        statusCode: 403,
        body: '{"message":"Missing Authentication Token"}',
      });
    }
  });

  test('gives the error of the service to the response that its status selects', async () => {
    const body = '{"__type":"com.amazonaws.swf.service.v2.model#InvalidName","message":"m"}';

    const response = await respond(aStartingApi(), aRequest({ body: '{}' }), {
      states: async () => ({ statusCode: 400, body }),
    });

    expect(response).toMatchObject({ statusCode: 400, body });
    expect(response.entry).toMatchObject({ status: 400, integrationStatus: 400 });
  });

  test('carries overrides of the request template into the response of a mock', async () => {
    const integration = aMock({
      requestTemplates: {
        [JSON_TYPE]: aTemplate(
          '#set($context.responseOverride.status = 444)#set($context.requestOverride.header.X = "kept"){"statusCode": 200}',
        ),
      },
      responses: [
        anIntegrationResponse({
          responseTemplates: { [JSON_TYPE]: aTemplate('$context.requestOverride.header.X') },
        }),
      ],
    });

    const response = await respond(anApiOf({ integration }), aRequest({ body: 'request' }));

    expect(response).toMatchObject({ statusCode: 444, body: 'kept' });
  });

  test('does not show the request body to the response template of a mock', async () => {
    const integration = aMock({
      responses: [
        anIntegrationResponse({ responseTemplates: { [JSON_TYPE]: aTemplate('[$input.body]') } }),
      ],
    });

    const response = await respond(anApiOf({ integration }), aRequest({ body: 'request' }));

    expect(response.body).toBe('[{}]');
  });

  test('answers a preflight without a body', async () => {
    const integration = aMock({
      responses: [
        anIntegrationResponse({
          responseParameters: { 'method.response.header.Access-Control-Allow-Origin': "'*'" },
        }),
      ],
    });
    const request = aRequest({ method: 'OPTIONS' });

    const response = await respond(anApiOf({ httpMethod: 'OPTIONS', integration }), request);

    expect(response).toMatchObject({ statusCode: 200, body: '' });
    expect(headerValues(response, 'Access-Control-Allow-Origin')).toEqual(['*']);
    expect(headerValues(response, 'Content-Type')).toEqual([JSON_TYPE]);
  });

  test.each([
    {
      name: 'a mock without a status',
      integration: aMock({ requestTemplates: { [JSON_TYPE]: aTemplate('{}') } }),
      error: 'statusCode',
    },
    {
      name: 'a header that no service accepts',
      integration: anIntegration({
        requestParameters: { 'integration.request.header.Authorization': "'x'" },
      }),
      error: 'Authorization',
    },
    {
      name: 'an integration that is not served',
      integration: anIntegration({ uri: 'arn:aws:apigateway:eu-west-1:sqs:action/SendMessage' }),
      error: 'does not serve AWS integrations to arn:aws:apigateway:eu-west-1:sqs',
    },
  ])('answers $name with 500 and logs why', async ({ integration, error }) => {
    const response = await respond(anApiOf({ integration }), aRequest({ body: '{}' }));

    expect(response).toMatchObject({
      statusCode: 500,
      body: '{"message":"Internal server error"}',
    });
    expect(response.entry?.error).toContain(error);
  });

  test('answers a template that fails with 500 and logs its place', async () => {
    const integration = anIntegration({
      requestTemplates: { [JSON_TYPE]: aTemplate('{\n  "a": $util.urlDecode("%")\n}') },
    });

    const response = await respond(anApiOf({ integration }), aRequest());

    expect(response.statusCode).toBe(500);
    expect(response.body).not.toContain('swagger');
    expect(response.entry?.error).toMatch(/^swagger\.yaml:2:\d+ ./);
  });

  test('answers a body that makes a regular expression catastrophic with 500 and logs why', async () => {
    const integration = anIntegration({
      requestTemplates: { [JSON_TYPE]: aTemplate('$input.body.replaceAll("(a+)+$", "")') },
    });

    const response = await respond(
      anApiOf({ integration }),
      aRequest({ body: `"${'a'.repeat(100_000)}!"` }),
    );

    expect(response.statusCode).toBe(500);
    expect(response.entry?.error).toContain('the regular expression takes too many steps');
  });

  test('answers 504 when the integration takes too long', async () => {
    const response = await respond(aStartingApi(), aRequest({ body: '{}' }), {
      states: () => new Promise(() => {}),
      clock: { now: () => NOW_MS, sleep: async () => {} },
    });

    expect(response).toMatchObject({
      statusCode: 504,
      body: '{"message":"Endpoint request timed out"}',
    });
  });

  test('enforces throttling only when asked', async () => {
    const api = {
      ...aStartingApi(),
      methodSettings: [{ resourcePath: '/*', httpMethod: '*', throttlingBurstLimit: 0 }],
    };
    const request = aRequest({ body: '{}' });

    expect((await respond(api, request)).statusCode).toBe(200);
    expect((await respond(api, request, { throttle: true })).statusCode).toBe(429);
  });

  test('enforces AWS_IAM only when asked', async () => {
    const api = anApiOf({ authorizationType: 'AWS_IAM' });
    const caller = { accessKey: 'k', accountId: 'a', caller: 'c', user: 'u', userArn: 'arn' };

    expect((await respond(api, aRequest())).statusCode).toBe(200);
    expect((await respond(api, aRequest(), { authorizer: () => caller })).statusCode).toBe(200);
  });

  test('logs each call without headers and bodies', async () => {
    const { entry } = await respond(
      aStartingApi(),
      aRequest({ rawQuery: 'token=secret', body: '{"secret":1}', headers: [['X', 'secret']] }),
    );

    expect(entry).toEqual({
      requestId: '11112222-3333-4444-8555-666677778888',
      method: 'POST',
      path: '/orders',
      resourcePath: '/orders',
      status: 200,
      integrationStatus: 200,
      durationMs: 0,
    });
  });

  test.each([
    {
      body: '{"__type":"com.amazon.coral.service#AccessDeniedException","Message":"not \\"now\\""}',
      error: 'AccessDeniedException: not \\"now\\"',
    },
    {
      body: '{"__type":"com.amazon.coral.service#SerializationException"}',
      error: 'SerializationException',
    },
    { body: '<html>', error: '<html>' },
    {
      body: `{"__type":"ValidationException","message":"${'x'.repeat(500)}"}`,
      error: expect.stringMatching(/^ValidationException: x{379}$/),
    },
  ])('logs why Step Functions refused: $error', async ({ body, error }) => {
    const states = () => ({ statusCode: 400, body });

    const { entry } = await respond(aStartingApi(), aRequest(), { states });

    expect(entry).toMatchObject({ integrationStatus: 400, error });
  });

  test('throws for a template that is no VTL', () => {
    const integration = anIntegration({ requestTemplates: { [JSON_TYPE]: aTemplate('#if(') } });

    expect(() => createRestApiGateway(anApiOf({ integration }), gatewayOptions())).toThrow(
      expect.objectContaining({ name: 'VtlError' }),
    );
  });

  test('has an answer to any request', async () => {
    const greedy = aMethod({
      ...aStartingApi().methods[0],
      resourcePath: '/{proxy+}',
      httpMethod: 'ANY',
    });
    const gateway = createRestApiGateway(aRestApi({ methods: [greedy] }), gatewayOptions());
    const text = fc.string({ unit: 'binary' });
    const headers = fc.array(
      fc.tuple(fc.constantFrom('Accept', 'Content-Type', 'a', 'X-HTTP-Method-Override'), text),
    );

    await fc.assert(
      fc.asyncProperty(
        text,
        text,
        headers,
        fc.uint8Array(),
        async (path, rawQuery, pairs, body) => {
          const request = aRequest({ rawPath: `/${path}`, rawQuery, headers: pairs, body });

          const response: GatewayResponse = await gateway(request);

          expect([200, 400, 403, 415]).toContain(response.statusCode);
        },
      ),
      { numRuns: 500 },
    );
  });
});
