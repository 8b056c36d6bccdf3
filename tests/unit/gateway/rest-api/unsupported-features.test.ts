import { unsupportedFeatures } from '../../../../toolbox/gateway/rest-api/unsupported-features.ts';
import {
  aLambdaProxy,
  aMethod,
  aMock,
  anIntegration,
  anIntegrationResponse,
  aRestApi,
  LAMBDA_URI,
} from '../an-api.ts';

describe('unsupportedFeatures', () => {
  test('finds nothing in the integrations that are served', () => {
    const methods = [
      aMethod(),
      aMethod({ httpMethod: 'GET', integration: aLambdaProxy() }),
      aMethod({ httpMethod: 'PUT', integration: anIntegration({ uri: LAMBDA_URI }) }),
      aMethod({ httpMethod: 'OPTIONS', integration: aMock() }),
      aMethod({
        httpMethod: 'PATCH',
        integration: anIntegration({ type: 'HTTP_PROXY', uri: 'http://127.0.0.1' }),
      }),
    ];

    expect(unsupportedFeatures(aRestApi({ methods }), {})).toEqual([]);
  });

  test.each([
    {
      name: 'AWS_PROXY to another service',
      integration: anIntegration({
        type: 'AWS_PROXY',
        uri: 'arn:aws:apigateway:eu-west-1:firehose:action/PutRecord',
      }),
    },
    {
      name: 'another service',
      integration: anIntegration({ uri: 'arn:aws:apigateway:eu-west-1:sqs:action/SendMessage' }),
    },
  ])('names the method of an integration with $name', ({ integration }) => {
    const [problem] = unsupportedFeatures(aRestApi({ methods: [aMethod({ integration })] }), {});

    expect(problem).toMatchObject({ rule: 'unsupported-integration', severity: 'warning' });
    expect(problem?.message).toContain('POST /orders');
    expect(problem?.message).toContain(integration.uri);
  });

  test('names a stage variable that the stage does not have, and no other', () => {
    const uri = LAMBDA_URI.replace('orders', '${stageVariables.fn}:${stageVariables.alias}');
    const api = aRestApi({
      methods: [aMethod({ integration: aLambdaProxy({ uri }) })],
      stageVariables: { fn: 'orders' },
    });

    const problems = unsupportedFeatures(api, {});

    expect(problems).toMatchObject([{ rule: 'missing-stage-variable' }]);
    expect(problems[0]?.message).toContain('alias');
  });

  test.each([
    { environment: {}, rules: ['missing-endpoint'] },
    { environment: { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' }, rules: [] },
    { environment: { AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:9000' }, rules: [] },
    { environment: { AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:9000' }, rules: ['missing-endpoint'] },
  ])('asks for the endpoint of S3: $environment', ({ environment, rules }) => {
    const uri = 'arn:aws:apigateway:eu-west-1:s3:path/{bucket}/{key}';
    const api = aRestApi({ methods: [aMethod({ integration: anIntegration({ uri }) })] });

    expect(unsupportedFeatures(api, environment).map(({ rule }) => rule)).toEqual(rules);
  });

  test.each([
    // DG "Amazon API Gateway important notes": /ping and /sping are reserved.
    { resourcePath: '/ping', rules: ['reserved-path'] },
    { resourcePath: '/sping', rules: ['reserved-path'] },
    { resourcePath: '/ping/me', rules: [] },
  ])('names the reserved path among them: $resourcePath', ({ resourcePath, rules }) => {
    const api = aRestApi({ methods: [aMethod({ resourcePath })] });

    expect(unsupportedFeatures(api, {}).map(({ rule }) => rule)).toEqual(rules);
  });

  test('names a method without an integration', () => {
    const { integration: _, ...method } = aMethod();

    expect(unsupportedFeatures(aRestApi({ methods: [method] }), {})).toMatchObject([
      { rule: 'missing-integration' },
    ]);
  });

  test('names API keys and compression', () => {
    const methods = [aMethod({ apiKeyRequired: true })];
    const api = aRestApi({ methods, minimumCompressionSize: 0 });

    expect(unsupportedFeatures(api, {}).map(({ rule }) => rule)).toEqual([
      'unsupported-compression',
      'missing-api-key',
    ]);
  });

  test('names a selection pattern that is not supported', () => {
    const integration = anIntegration({
      responses: [anIntegrationResponse({ selectionPattern: '4\\d\\X' })],
    });

    expect(
      unsupportedFeatures(aRestApi({ methods: [aMethod({ integration })] }), {}),
    ).toMatchObject([{ rule: 'unsupported-selection-pattern' }]);
  });

  test('names each mapping that it cannot follow, and no other', () => {
    const integration = anIntegration({
      requestParameters: {
        'integration.request.header.A': "'a'",
        'integration.request.cookie.B': "'b'",
        'integration.request.header.C': 'integration.response.header.C',
      },
      responses: [
        anIntegrationResponse({
          responseParameters: {
            'method.response.header.D': 'integration.response.body.d',
            'method.response.header.E': 'integration.response.body.[[',
          },
        }),
      ],
    });
    const gatewayResponses = {
      DEFAULT_4XX: {
        position: { file: 'swagger.yaml', line: 9, column: 1 },
        responseParameters: {
          'gatewayresponse.header.F': 'method.request.header.F',
          'gatewayresponse.header.G': 'plain',
        },
        responseTemplates: {},
      },
    };

    const problems = unsupportedFeatures(
      aRestApi({ methods: [aMethod({ integration })], gatewayResponses }),
      {},
    );

    expect(problems.map(({ message }) => /"(\S+):/.exec(message)?.[1])).toEqual([
      'gatewayresponse.header.G',
      'integration.request.cookie.B',
      'integration.request.header.C',
      'method.response.header.E',
    ]);
  });
});
