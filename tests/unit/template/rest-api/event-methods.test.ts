import { restApisOf } from '../../../../toolbox/template/apis.ts';
import { load, SERVERLESS } from '../load.ts';
import { GET_A, loadEvents } from './events-of-an-api.ts';

const URI =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:Fn';

describe('eventMethods', () => {
  test('makes the method that SAM writes for an event', () => {
    const { api, errors, warnings } = loadEvents([GET_A]);
    const position = { file: 'template.yaml', line: 10, column: 9 };

    expect([...errors, ...warnings]).toEqual([]);
    expect(api).toMatchObject({ name: 'local', stageName: 'live', models: {} });
    expect(api?.methods).toEqual([
      {
        resourcePath: '/a',
        httpMethod: 'GET',
        position,
        authorizationType: 'NONE',
        apiKeyRequired: false,
        requestParameters: [],
        requestModels: {},
        methodResponses: {},
        integration: {
          position,
          type: 'AWS_PROXY',
          httpMethod: 'POST',
          uri: `${URI}/invocations`,
          passthroughBehavior: 'WHEN_NO_MATCH',
          requestParameters: {},
          requestTemplates: {},
          responses: [],
          timeoutInMillis: 29_000,
        },
      },
    ]);
  });

  test('keeps the order of the template, with any method and parameters in paths', () => {
    const { api } = loadEvents([
      'RestApiId: !Ref Api, Path: "/{proxy+}", Method: any',
      'RestApiId: Api, Path: "/a/{id}/", Method: PUT',
      'RestApiId: !Ref Api, Path: /, Method: Get',
    ]);

    expect(api?.methods.map((method) => [method.httpMethod, method.resourcePath])).toEqual([
      ['ANY', '/{proxy+}'],
      ['PUT', '/a/{id}'],
      ['GET', '/'],
    ]);
  });

  test('calls the alias that SAM publishes', () => {
    const { method } = loadEvents([GET_A], { properties: ['AutoPublishAlias: live'] });

    expect(method?.integration?.uri).toBe(`${URI}:live/invocations`);
  });

  test('takes the time-out of the event', () => {
    const { method } = loadEvents([`${GET_A}, TimeoutInMillis: 5000`]);

    expect(method?.integration?.timeoutInMillis).toBe(5000);
  });

  test('warns of a time-out that needs a raised quota', () => {
    const { warnings } = loadEvents([`${GET_A}, TimeoutInMillis: 50000`]);

    expect(warnings).toEqual([expect.stringMatching(/^template\.yaml:10:\d+ long-timeout/)]);
  });

  test.each([
    ['Path: a, Method: get', /:10:66 invalid-path "a"/],
    ['Path: "/{a}-b", Method: get', /:10:66 invalid-path/],
    [
      'Path: /a, Method: fetch',
      /:10:78 invalid-property Method of the event "One" of "Fn".*"FETCH"/,
    ],
    ['Path: /a', /:10:38 missing-property the event "One" of "Fn" has no Method/],
    ['Path: !Ref AWS::StackName, Method: get', /:10:66 invalid-property Path of the event "One"/],
    ['Path: /a, Method: get, Description: x', /:10:83 unknown-property "Description"/],
  ])('refuses the event {%s} at its place', (event, message) => {
    const { errors } = loadEvents([`RestApiId: !Ref Api, ${event}`]);

    expect(errors).toEqual([expect.stringMatching(message)]);
  });

  test('refuses a second event for the same method and path', () => {
    const { errors, api } = loadEvents([GET_A, 'RestApiId: !Ref Api, Path: /a, Method: GET']);

    expect(errors).toEqual([
      expect.stringMatching(/^template\.yaml:11:9 duplicate-method .*"Two".* GET \/a /),
    ]);
    expect(api?.methods).toHaveLength(1);
  });

  test('takes ANY beside another method of the same path', () => {
    const { errors, api } = loadEvents([GET_A, 'RestApiId: !Ref Api, Path: /a, Method: any']);

    expect(errors).toEqual([]);
    expect(api?.methods).toHaveLength(2);
  });

  test('names ResponseTransferMode as not supported', () => {
    const { warnings } = loadEvents([`${GET_A}, ResponseTransferMode: RESPONSE_STREAM`]);

    expect(warnings).toEqual([
      expect.stringMatching(/^template\.yaml:10:83 unsupported-property ResponseTransferMode/),
    ]);
  });

  test('leaves an API with a document of its own as it is', () => {
    const { api, template, errors, warnings } = loadEvents(
      [`${GET_A}, Auth: {Authorizer: AWS_IAM}, RequestModel: {Model: Pet}`],
      {
        api: 'DefinitionBody: {openapi: 3.0.1, paths: {/b: {get: {x-amazon-apigateway-integration: {type: mock}}}}}',
      },
    );

    expect([...errors, ...warnings]).toEqual([]);
    expect(api?.methods.map(({ resourcePath }) => resourcePath)).toEqual(['/b']);
    expect(template.permissions).toHaveLength(1);
  });

  test.each(['DefinitionBody: {}', 'DefinitionUri: null'])(
    'takes an API with %s as one without a document',
    (definition) => {
      expect(loadEvents([GET_A], { api: definition }).api?.methods).toHaveLength(1);
    },
  );

  test('keeps the warning for events of other types', () => {
    const { warnings } = loadEvents([GET_A], {
      more: '        Four: {Type: Schedule, Properties: {Schedule: rate(1 day)}}\n',
    });

    expect(warnings).toEqual([
      expect.stringMatching(/^template\.yaml:11:9 unsupported-event .*\(Schedule\)/),
    ]);
  });
});

describe('RestApiId', () => {
  test('that names nothing is an error', () => {
    const { errors } = loadEvents(['RestApiId: !Ref Nope, Path: /a, Method: get']);

    expect(errors).toEqual([
      expect.stringMatching(/^template\.yaml:10:50 unresolved-reference "Nope"/),
    ]);
  });

  test.each(['Nope', '!Sub "${Api}"', '!ImportValue api', '!Ref Fn'])('%s is an error', (apiId) => {
    const { errors } = loadEvents([GET_A, `RestApiId: ${apiId}, Path: /b, Method: get`]);

    expect(errors).toEqual([
      expect.stringMatching(/^template\.yaml:11:50 invalid-property RestApiId of the event "Two"/),
    ]);
  });

  test('written as text makes a permission that names no API, which is said', () => {
    const { template, warnings } = loadEvents(['RestApiId: Api, Path: /a, Method: get']);

    expect(warnings).toEqual([
      expect.stringMatching(/^template\.yaml:10:50 missing-permission .*write !Ref Api/),
    ]);
    expect(template.permissions[0]?.sourceArn).toBe(
      'arn:aws:execute-api:eu-west-1:123456789012:Api/*/GET/a',
    );
  });
});

describe('APIs of a template', () => {
  const FUNCTION = `  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: a.b
      Events:
        A: {Type: Api, Properties: {RestApiId: !Ref Second, Path: /a, Method: get}}
        B: {Type: Api, Properties: {Path: /b, Method: get}}
        C: {Type: Api, Properties: {RestApiId: !Ref First, Path: /c, Method: get}}
`;

  test('load in the order of the template, the one that SAM adds last', () => {
    const { template, errors } = load(`${SERVERLESS}Resources:
${FUNCTION}  First: {Type: AWS::Serverless::Api, Properties: {StageName: one, Name: shop}}
  Imported:
    Type: AWS::Serverless::Api
    Properties:
      StageName: two
      DefinitionBody: {openapi: 3.0.1, paths: {/d: {get: {x-amazon-apigateway-integration: {type: mock}}}}}
  Second: {Type: AWS::Serverless::Api, Properties: {StageName: three}}
`);

    expect(errors).toEqual([]);
    expect(
      restApisOf(template).map(({ logicalId, name, stageName, methods }) => [
        logicalId,
        name,
        stageName,
        ...methods.map(({ resourcePath }) => resourcePath),
      ]),
    ).toEqual([
      ['First', 'shop', 'one', '/c'],
      ['Imported', 'Imported', 'two', '/d'],
      ['Second', 'local', 'three', '/a'],
      ['ServerlessRestApi', 'local', 'Prod', '/b'],
    ]);
    expect(new Set(restApisOf(template).map(({ apiId }) => apiId)).size).toBe(4);
  });

  test('without a document and without an event are refused', () => {
    const { errors } = load(
      `${SERVERLESS}Resources:\n  Api: {Type: AWS::Serverless::Api, Properties: {StageName: live}}\n`,
    );

    expect(errors).toEqual([
      expect.stringMatching(/^template\.yaml:3:3 missing-method API "Api" has no method/),
    ]);
  });

  test('whose functions are not created are refused', () => {
    const { errors } = load(`Conditions: {Never: !Equals [a, b]}
${SERVERLESS}Resources:
  Api: {Type: AWS::Serverless::Api, Properties: {StageName: live}}
  Fn:
    Type: AWS::Serverless::Function
    Condition: Never
    Properties:
      Runtime: nodejs24.x
      Handler: a.b
      Events: {A: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /a, Method: get}}}
`);

    expect(errors).toEqual([expect.stringMatching(/^template\.yaml:4:3 missing-method/)]);
  });
});
