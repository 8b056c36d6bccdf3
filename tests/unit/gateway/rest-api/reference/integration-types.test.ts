import type { Integration } from '../../../../../toolbox/template/model.ts';
import { loadOperation, withIntegration } from '../../../template/rest-api/an-api.ts';
import {
  aLambdaProxy,
  aMock,
  anIntegration,
  anIntegrationResponse,
  aRecordingLambda,
  aRecordingService,
} from '../../an-api.ts';
import {
  aMockWith,
  anHttp,
  anHttpProxy,
  JSON_TYPE,
  sentHeader,
  serveOne,
  templates,
  textOf,
  throughBackend,
} from './serve-one.ts';

const SNS = 'arn:aws:apigateway:eu-west-1:sns:action/Publish';
const ROLE = 'arn:aws:iam::123456789012:role/api';

describe('x-amazon-apigateway-integration', () => {
  const source = 'LS test_apigateway_integrations::test_put_integration_validation';

  test.each([
    { source, integration: `type: aws_proxy\nhttpMethod: POST\nuri: ${SNS}`, message: 'Lambda' },
    { source, integration: `type: aws\nuri: ${SNS}`, message: 'no httpMethod' },
    { source, integration: 'type: http\nuri: http://a.example', message: 'has no httpMethod' },
    { source, integration: 'type: http_proxy\nuri: http://a.example', message: 'no httpMethod' },
    {
      source,
      integration: `type: aws\nhttpMethod: POST\nuri: ${SNS.replace('action/', '')}`,
      message: 'action/<Action> or …:path/<path>',
    },
  ])('is refused ($source): $message', ({ integration, message }) => {
    expect(loadOperation(withIntegration(integration)).errors).toEqual([
      expect.stringContaining(message),
    ]);
  });

  test.each([
    { source, field: 'passthroughBehavior', value: 'WHEN_NO_MATCH' },
    { source, field: 'timeoutInMillis', value: 29_000 },
  ] as const)('has a default ($source): $field', ({ field, value }) => {
    const { method, errors } = loadOperation(withIntegration('type: mock'));

    expect(errors).toEqual([]);
    expect(method?.integration?.[field]).toBe(value);
  });

  test.each([
    { source: 'LS import snapshots', type: 'AWS', words: 'aws', behavior: 'Never' },
    { source: 'LS import snapshots', type: 'AWS', words: 'AWS', behavior: 'never' },
    { source: 'LS import snapshots', type: 'AWS', words: 'Aws', behavior: 'NEVER' },
  ])('takes words in any case ($source): $words $behavior', ({ type, words, behavior }) => {
    const { method } = loadOperation(
      withIntegration(
        `type: ${words}\nhttpMethod: POST\nuri: ${SNS}\npassthroughBehavior: ${behavior}\ncredentials: ${ROLE}`,
      ),
    );

    expect(method?.integration).toMatchObject({ type, passthroughBehavior: 'NEVER' });
  });

  test('SFN-DG "Creating a Step Functions API using API Gateway": a service needs a role', () => {
    const { warnings } = loadOperation(withIntegration(`type: aws\nhttpMethod: POST\nuri: ${SNS}`));

    expect(warnings).toEqual([expect.stringContaining('missing-credentials')]);
  });
});

describe('the request template', () => {
  const mapping = 'DG "Request and response data mapping reference"';

  test.each([
    { source: mapping, contentType: 'application/json', sent: 'json' },
    { source: mapping, contentType: 'application/json; charset=utf-8', sent: 'json' },
    { source: mapping, contentType: 'APPLICATION/JSON', sent: 'json' },
    { source: mapping, contentType: undefined, sent: 'json' },
    { source: mapping, contentType: 'text/xml', sent: 'xml' },
    { source: 'LS-src integration_request', contentType: 'text/csv', sent: 'any' },
  ])('is that of the Content-Type ($source): $contentType', async ({ contentType, sent }) => {
    const { states, calls } = aRecordingService();

    await serveOne({
      integration: anIntegration({
        requestTemplates: templates({ [JSON_TYPE]: 'json', 'text/xml': 'xml', $default: 'any' }),
      }),
      request: { body: 'raw', headers: contentType ? [['Content-Type', contentType]] : [] },
      options: { states },
    });

    expect(calls.map(([, body]) => body)).toEqual([sent]);
  });

  const passthrough = 'DG "Integration passthrough behaviors"';

  test.each([
    { behavior: 'WHEN_NO_MATCH', types: [JSON_TYPE], content: JSON_TYPE, sent: 'rendered' },
    { behavior: 'WHEN_NO_TEMPLATES', types: [JSON_TYPE], content: JSON_TYPE, sent: 'rendered' },
    { behavior: 'NEVER', types: [JSON_TYPE], content: JSON_TYPE, sent: 'rendered' },
    { behavior: 'WHEN_NO_MATCH', types: [JSON_TYPE], content: 'text/plain', sent: 'raw' },
    { behavior: 'WHEN_NO_TEMPLATES', types: [JSON_TYPE], content: 'text/plain', sent: 415 },
    { behavior: 'NEVER', types: [JSON_TYPE], content: 'text/plain', sent: 415 },
    { behavior: 'WHEN_NO_MATCH', types: [], content: JSON_TYPE, sent: 'raw' },
    { behavior: 'WHEN_NO_TEMPLATES', types: [], content: JSON_TYPE, sent: 'raw' },
    { behavior: 'NEVER', types: [], content: JSON_TYPE, sent: 415 },
  ] as const)(
    `${passthrough}: $behavior, templates $types, content $content gives $sent`,
    async ({ behavior, types, content, sent }) => {
      const { states, calls } = aRecordingService();

      const response = await serveOne({
        integration: anIntegration({
          passthroughBehavior: behavior,
          requestTemplates: templates(Object.fromEntries(types.map((type) => [type, 'rendered']))),
        }),
        request: { body: 'raw', headers: [['Content-Type', content]] },
        options: { states },
      });

      expect(sent === 415 ? response.statusCode : calls[0]?.[1]).toBe(sent);
    },
  );

  test('LS-src gateway_response: a 415 has its message and its error type', async () => {
    const response = await serveOne({
      integration: anIntegration({ passthroughBehavior: 'NEVER' }),
      request: { body: '{}' },
    });

    expect(response).toMatchObject({
      statusCode: 415,
      body: '{"message":"Unsupported Media Type"}',
      headers: expect.arrayContaining([['x-amzn-ErrorType', 'BadRequestException']]),
    });
  });

  test('LS-src integration_request: a body that is not UTF-8 fails with 500', async () => {
    const response = await serveOne({
      api: { binaryMediaTypes: ['image/png'] },
      integration: anIntegration({ requestTemplates: templates({ 'image/png': '$input.body' }) }),
      request: { body: Buffer.from([0x89, 0xff]), headers: [['Content-Type', 'image/png']] },
    });

    expect(response.statusCode).toBe(500);
    expect(response.entry?.error).toContain('not UTF-8');
  });
});

describe('a proxy integration', () => {
  const requestTemplates = templates({ [JSON_TYPE]: 'rendered' });
  const requestParameters = { 'integration.request.header.X-Mapped': "'yes'" };

  test('LS test_http_proxy_integration_request_data_mappings: http_proxy ignores templates and honours requestParameters', async () => {
    const { sent } = await throughBackend({
      integration: anHttpProxy({ requestTemplates, requestParameters }),
      request: { body: 'raw' },
    });

    expect(textOf(sent?.body)).toBe('raw');
    expect(sentHeader(sent, 'X-Mapped')).toEqual(['yes']);
  });

  test('LS test_lambda_aws_proxy_integration_request_data_mapping: aws_proxy ignores both', async () => {
    const { lambda, calls } = aRecordingLambda();

    await serveOne({
      integration: aLambdaProxy({ requestTemplates, requestParameters }),
      request: { body: 'raw' },
      options: { lambda },
    });

    const event = JSON.parse(calls[0]?.payload ?? '');
    expect(event.body).toBe('raw');
    expect(event.headers).not.toHaveProperty('X-Mapped');
  });
});

describe('a mock integration', () => {
  const lenient = 'LS test_apigateway_integrations::test_integration_mock_with_path_param';
  const strict = 'LS-unit test_mock_integration';

  test.each([
    { source: 'DG "Set up mock integrations"', template: '{"statusCode": 404}', status: 404 },
    { source: lenient, template: '{statusCode: 200}', status: 200 },
    { source: 'AIR mock request template', template: '{"statusCode": 200,}', status: 200 },
    { source: strict, template: '{"statusCode": "200"}', status: 500 },
    { source: strict, template: '{"status": 200}', status: 500 },
    { source: strict, template: '{"statusCode": 200', status: 500 },
  ])('answers $template with $status ($source)', async ({ template, status }) => {
    const integration = aMock({
      requestTemplates: templates({ [JSON_TYPE]: template }),
      responses: [
        anIntegrationResponse({ selectionPattern: '404', statusCode: '404' }),
        anIntegrationResponse({ statusCode: '200' }),
      ],
    });

    expect((await serveOne({ integration })).statusCode).toBe(status);
  });

  test('LS test_apigateway_import: hides the request body from the response template', async () => {
    const response = await serveOne({
      integration: aMockWith("$input.body|$input.json('$.a')|$input.params('q')"),
      request: { body: '{"a":1}', rawQuery: 'q=2' },
    });

    expect(response.body).toBe('{}|""|2');
  });

  test('LS test_integration_mock_with_request_overrides_in_response_template: keeps what templates park in overrides', async () => {
    const response = await serveOne({
      integration: aMockWith(
        '$context.requestOverride.path.kept',
        '#set($context.requestOverride.path.kept = "yes"){"statusCode": 200}',
      ),
    });

    expect(response.body).toBe('yes');
  });

  test('LS test_integration_mock_with_response_override_in_request_template: takes the status from the request template', async () => {
    const integration: Integration = aMock({
      requestTemplates: templates({
        [JSON_TYPE]: '#set($context.responseOverride.status = 444){"statusCode": 200}',
      }),
    });

    expect((await serveOne({ integration })).statusCode).toBe(444);
  });

  test.each([
    { body: '', status: 500 },
    { body: '{"statusCode": 404}', status: 404 },
  ])(
    'skips the template for another Content-Type with when_no_match: body $body gives $status',
    async ({ body, status }) => {
      const integration = aMock({
        responses: [
          anIntegrationResponse({ selectionPattern: '404', statusCode: '404' }),
          anIntegrationResponse(),
        ],
      });

      const response = await serveOne({
        integration,
        request: { body, headers: [['Content-Type', 'text/odd']] },
      });

      expect(response.statusCode).toBe(status);
    },
  );
});

describe('the security hole of when_no_match', () => {
  test.each([
    { behavior: 'WHEN_NO_MATCH', reached: ['{"stateMachineArn":"mine"}'] },
    { behavior: 'NEVER', reached: [] },
  ] as const)(
    'SFN-DG "Creating a Step Functions API": $behavior lets through $reached',
    async ({ behavior, reached }) => {
      const { states, calls } = aRecordingService();

      await serveOne({
        integration: anIntegration({
          passthroughBehavior: behavior,
          requestTemplates: templates({ [JSON_TYPE]: '{"stateMachineArn":"theirs"}' }),
        }),
        request: { body: '{"stateMachineArn":"mine"}', headers: [['Content-Type', 'text/plain']] },
        options: { states },
      });

      expect(calls.map(([, body]) => body)).toEqual(reached);
    },
  );
});

describe('an http integration', () => {
  test('LS test_http_integration_with_lambda[HTTP]: sends the rendered template', async () => {
    const { sent } = await throughBackend({
      integration: anHttp({ requestTemplates: templates({ [JSON_TYPE]: '{"a":$input.body}' }) }),
      request: { body: '1' },
    });

    expect(textOf(sent?.body)).toBe('{"a":1}');
    expect(sent?.method).toBe('POST');
  });
});
