import { restApisOf } from '../../../../toolbox/template/apis.ts';
import { load, SERVERLESS } from '../load.ts';
import { GET_A, loadEvents } from './events-of-an-api.ts';

const integration = '{x-amazon-apigateway-integration: {type: mock}}';

function loadDocument(cors: string, paths = `/a: {get: ${integration}}`) {
  const loaded = load(`${SERVERLESS}Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Cors: ${cors}
      DefinitionBody:
        openapi: 3.0.1
        paths:
          ${paths}
`);
  return { ...loaded, methods: restApisOf(loaded.template)[0]?.methods ?? [] };
}

/** The headers that the first OPTIONS method sends, without the quotes of their mapping. */
function headersOf(methods: ReturnType<typeof loadDocument>['methods']) {
  const options = methods.find(({ httpMethod }) => httpMethod === 'OPTIONS');
  const parameters = Object.entries(options?.integration?.responses[0]?.responseParameters ?? {});
  return Object.fromEntries(
    parameters.map(([target, source]) => [
      target.replace('method.response.header.Access-Control-', ''),
      source,
    ]),
  );
}

describe('withCors', () => {
  // SAM DG "CorsConfiguration", and what SAM's translator writes for it.
  test('adds the OPTIONS method of SAM to a document', () => {
    const { methods, errors, warnings } = loadDocument(`"'*'"`);

    expect([...errors, ...warnings]).toEqual([]);
    expect(methods).toHaveLength(2);
    expect(methods[1]).toMatchObject({
      resourcePath: '/a',
      httpMethod: 'OPTIONS',
      position: { line: 7, column: 7 },
      methodResponses: {
        200: { headers: ['Access-Control-Allow-Origin', 'Access-Control-Allow-Methods'] },
      },
      integration: { type: 'MOCK', responses: [{ statusCode: '200' }] },
    });
    const mock = methods[1]?.integration;
    expect(mock?.requestTemplates['application/json']?.text).toBe('{\n  "statusCode" : 200\n}\n');
    expect(mock?.responses[0]?.responseTemplates['application/json']?.text).toBe('{}\n');
  });

  test.each([
    [`"'*'"`, { 'Allow-Origin': "'*'", 'Allow-Methods': "'GET,OPTIONS'" }],
    [
      `{AllowOrigin: "'https://a.example'", AllowCredentials: true, AllowHeaders: "'X-A'", AllowMethods: "'GET'", MaxAge: "'600'"}`,
      {
        'Allow-Origin': "'https://a.example'",
        'Allow-Credentials': "'true'",
        'Allow-Headers': "'X-A'",
        'Allow-Methods': "'GET'",
        'Max-Age': "'600'",
      },
    ],
    [
      `{AllowHeaders: "'X-A'"}`,
      { 'Allow-Origin': "'*'", 'Allow-Headers': "'X-A'", 'Allow-Methods': "'GET,OPTIONS'" },
    ],
    [
      `!Sub "'https://\${AWS::Region}.example'"`,
      { 'Allow-Origin': "'https://eu-west-1.example'", 'Allow-Methods': "'GET,OPTIONS'" },
    ],
  ])('sends what %s says', (cors, headers) => {
    expect(headersOf(loadDocument(cors).methods)).toEqual(headers);
  });

  test.each([
    [`/a: {get: ${integration}, post: ${integration}}`, 'GET,OPTIONS,POST'],
    [
      `/a: {x-amazon-apigateway-any-method: ${integration}}`,
      'DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT',
    ],
  ])('allows the methods of the path {%s}', (paths, methods) => {
    expect(headersOf(loadDocument(`"'*'"`, paths).methods)['Allow-Methods']).toBe(`'${methods}'`);
  });

  test('leaves a path with OPTIONS alone, and one that differs in its last slash only', () => {
    const { methods } = loadDocument(
      `"'*'"`,
      `{/a: {options: ${integration}}, /b: {get: ${integration}}, /b/: {put: ${integration}}}`,
    );

    expect(methods.map(({ httpMethod, resourcePath }) => `${httpMethod} ${resourcePath}`)).toEqual([
      'OPTIONS /a',
      'GET /b',
      'OPTIONS /b',
      'PUT /b/',
    ]);
    expect(headersOf(methods)).toEqual({});
  });

  test('adds one to each path of events, which the default authorizer holds for too', () => {
    const { api } = loadEvents([`${GET_A}, Auth: {Authorizer: AWS_IAM}`], {
      api: `Cors: "'*'", Auth: {DefaultAuthorizer: AWS_IAM}`,
    });

    expect(
      api?.methods.map(({ httpMethod, authorizationType }) => [httpMethod, authorizationType]),
    ).toEqual([
      ['GET', 'AWS_IAM'],
      ['OPTIONS', 'AWS_IAM'],
    ]);
  });

  test('leaves preflights open when the API says so, whatever their events say', () => {
    const { api } = loadEvents([`${GET_A}, Auth: {Authorizer: AWS_IAM, ApiKeyRequired: true}`], {
      api: `Cors: "'*'", Auth: {AddDefaultAuthorizerToCorsPreflight: false, DefaultAuthorizer: AWS_IAM}`,
    });

    expect(api?.methods[1]).toMatchObject({
      httpMethod: 'OPTIONS',
      authorizationType: 'NONE',
      apiKeyRequired: false,
    });
  });

  test('comes from Globals for the API that SAM makes', () => {
    const { template } = load(`${SERVERLESS}Globals: {Api: {Cors: "'*'"}}
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: a.b
      Events: {Get: {Type: Api, Properties: {Path: /a, Method: get}}}
`);

    expect(restApisOf(template)[0]?.methods).toHaveLength(2);
  });

  test.each([
    ['"*"', /:7:13 invalid-mapping \* is no source.*"'\*'"/],
    [`{AllowOrigin: "'*'", MaxAge: 600}`, /:7:42 invalid-mapping 600 is no source/],
    [
      `{AllowOrigin: "'*'", AllowCredentials: true}`,
      /:7:52 invalid-property Cors of API "Api" with AllowCredentials/,
    ],
    ['{AllowCredentials: true}', /:7:32 invalid-property Cors of API "Api" with AllowCredentials/],
    [`{AllowOrigins: "'*'"}`, /:7:14 unknown-property "AllowOrigins" is no property of Cors/],
    ['{AllowOrigin: ""}', /:7:27 invalid-property .*needs an AllowOrigin/],
    ['true', /:7:13 invalid-property Cors of API "Api" has to be text/],
  ])('refuses %s at its place', (cors, message) => {
    expect(loadDocument(cors).errors).toEqual([expect.stringMatching(message)]);
  });
});
