import { unsupportedFeatures } from '../../../toolbox/gateway/unsupported-features.ts';
import {
  aLambdaProxy,
  aMethod,
  aMock,
  anIntegration,
  anIntegrationResponse,
  aRestApi,
  LAMBDA_URI,
} from './an-api.ts';

describe('unsupportedFeatures', () => {
  test('finds nothing in Step Functions, Lambda and mock integrations', () => {
    const methods = [
      aMethod(),
      aMethod({ httpMethod: 'GET', integration: aLambdaProxy() }),
      aMethod({ httpMethod: 'PUT', integration: anIntegration({ uri: LAMBDA_URI }) }),
      aMethod({ httpMethod: 'OPTIONS', integration: aMock() }),
    ];

    expect(unsupportedFeatures(aRestApi({ methods }))).toEqual([]);
  });

  test.each([
    { name: 'HTTP', integration: anIntegration({ type: 'HTTP', uri: 'http://example.com' }) },
    { name: 'HTTP_PROXY', integration: anIntegration({ type: 'HTTP_PROXY', uri: 'http://e.com' }) },
    {
      name: 'AWS_PROXY to another service',
      integration: anIntegration({
        type: 'AWS_PROXY',
        uri: 'arn:aws:apigateway:eu-west-1:firehose:action/PutRecord',
      }),
    },
    {
      name: 'a stage variable in the URI',
      integration: aLambdaProxy({
        uri: 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${stageVariables.function}/invocations',
      }),
    },
    {
      name: 'another service',
      integration: anIntegration({ uri: 'arn:aws:apigateway:eu-west-1:sqs:action/SendMessage' }),
    },
  ])('names the method of an integration with $name', ({ integration }) => {
    const [problem] = unsupportedFeatures(aRestApi({ methods: [aMethod({ integration })] }));

    expect(problem).toMatchObject({ rule: 'unsupported-integration', severity: 'warning' });
    expect(problem?.message).toContain('POST /orders');
    expect(problem?.message).toContain(integration.uri);
  });

  test('names a method without an integration', () => {
    const { integration: _, ...method } = aMethod();

    expect(unsupportedFeatures(aRestApi({ methods: [method] }))).toMatchObject([
      { rule: 'missing-integration' },
    ]);
  });

  test('names API keys, binary media types, compression and binary conversion', () => {
    const method = aMethod({
      apiKeyRequired: true,
      integration: anIntegration({ contentHandling: 'CONVERT_TO_BINARY' }),
    });
    const api = aRestApi({
      methods: [method],
      binaryMediaTypes: ['image/png'],
      minimumCompressionSize: 0,
    });

    expect(unsupportedFeatures(api).map(({ rule }) => rule)).toEqual([
      'unsupported-binary-media-types',
      'unsupported-compression',
      'unsupported-api-key',
      'unsupported-content-handling',
    ]);
  });

  test('names a selection pattern that is not supported', () => {
    const integration = anIntegration({
      responses: [anIntegrationResponse({ selectionPattern: '4\\d\\X' })],
    });

    expect(unsupportedFeatures(aRestApi({ methods: [aMethod({ integration })] }))).toMatchObject([
      { rule: 'unsupported-selection-pattern' },
    ]);
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
    );

    expect(problems.map(({ message }) => /"(\S+):/.exec(message)?.[1])).toEqual([
      'gatewayresponse.header.G',
      'integration.request.cookie.B',
      'integration.request.header.C',
      'method.response.header.E',
    ]);
  });
});
