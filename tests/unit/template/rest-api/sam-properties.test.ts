import { restApisOf } from '../../../../toolbox/template/apis.ts';
import { load, SERVERLESS } from '../load.ts';

const MOCK = '{x-amazon-apigateway-integration: {type: mock}}';

function loadApi(properties: string, body = `{openapi: 3.0.1, paths: {/a: {get: ${MOCK}}}}`) {
  const loaded = load({
    'template.yaml': `${SERVERLESS}Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      DefinitionBody: ${body}
      ${properties}
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: a.b
      Events:
        Put: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /a, Method: put, TimeoutInMillis: 900}}
        Get: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /a, Method: get}}
`,
    'api.yaml': `openapi: 3.0.1\npaths: {/b: {get: ${MOCK}}}\n`,
    'paths.yaml': `/b: {get: ${MOCK}}\n`,
  });
  return { ...loaded, api: restApisOf(loaded.template)[0] };
}

const INCLUDE = '{Fn::Transform: {Name: AWS::Include, Parameters: {Location: api.yaml}}}';
const PATHS = '{Fn::Transform: {Name: AWS::Include, Parameters: {Location: paths.yaml}}}';

describe('withSamProperties', () => {
  // SAM DG "AWS::Serverless::Api" GatewayResponses
  test('writes GatewayResponses as the extension has them', () => {
    const { api, errors } = loadApi(
      `GatewayResponses: {DEFAULT_4XX: {StatusCode: 418, ResponseParameters: {Headers: {X-A: "'1'"}}, ResponseTemplates: {application/json: '{}'}}}`,
    );

    expect(errors).toEqual([]);
    expect(api?.gatewayResponses).toEqual({
      DEFAULT_4XX: {
        position: { file: 'template.yaml', line: 8, column: 26 },
        statusCode: '418',
        responseParameters: { 'gatewayresponse.header.X-A': "'1'" },
        responseTemplates: { 'application/json': '{}' },
      },
    });
  });

  test.each([
    [
      '{DEFAULT_4XX: {Status: 400}}',
      /:8:40 unknown-property "Status" is no property of DEFAULT_4XX/,
    ],
    ['{TEAPOT: {StatusCode: 418}}', /:8:26 invalid-gateway-response "TEAPOT"/],
    [
      '{DEFAULT_4XX: {ResponseParameters: {Headers: {X-A: 1}}}}',
      /:8:76 invalid-mapping 1 is no source/,
    ],
  ])('refuses GatewayResponses %s', (responses, message) => {
    expect(loadApi(`GatewayResponses: ${responses}`).errors).toEqual([
      expect.stringMatching(message),
    ]);
  });

  // SAM DG "AWS::Serverless::Api" Models: SAM writes their names in lower case.
  test.each([
    [`{openapi: 3.0.1, paths: {/a: {get: ${MOCK}}}}`],
    [`{swagger: '2.0', paths: {/a: {get: ${MOCK}}}}`],
  ])('adds Models to %s', (body) => {
    const { api, errors } = loadApi('Models: {Pet: {type: object, required: [name]}}', body);

    expect(errors).toEqual([]);
    expect(api?.models).toEqual({ pet: { type: 'object', required: ['name'] } });
  });

  test('says that Models take the place of the schemas', () => {
    const { warnings, api } = loadApi(
      'Models: {Pet: {type: object}}',
      `{openapi: 3.0.1, components: {schemas: {Cat: {type: object}}}, paths: {/a: {get: ${MOCK}}}}`,
    );

    expect(warnings).toEqual([expect.stringMatching(/:8:15 replaced-schemas/)]);
    expect(Object.keys(api?.models ?? {})).toEqual(['pet']);
  });

  test('refuses a model without a type, as SAM does', () => {
    expect(loadApi('Models: {Pet: {properties: {}}}').errors).toEqual([
      expect.stringMatching(/:8:16 invalid-property the model "Pet" .*needs a "type"/),
    ]);
  });

  test.each([
    `Cors: "'*'"`,
    'Models: {Pet: {type: object}}',
    'GatewayResponses: {DEFAULT_4XX: {}}',
  ])('refuses %s beside an included file, as SAM does', (property) => {
    expect(loadApi(property, INCLUDE).errors).toEqual([
      expect.stringMatching(/^template\.yaml:8:7 sam-property-needs-inline-document/),
    ]);
  });

  test('refuses Cors beside DefinitionUri, as SAM does', () => {
    const { errors } = load({
      'template.yaml': `${SERVERLESS}Resources:
  Api: {Type: AWS::Serverless::Api, Properties: {StageName: live, DefinitionUri: api.yaml, Cors: "'*'"}}
`,
      'api.yaml': `openapi: 3.0.1\npaths: {/b: {get: ${MOCK}}}\n`,
    });

    expect(errors).toEqual([
      expect.stringMatching(/:3:92 sam-property-needs-inline-document Cors/),
    ]);
  });

  test.each(['Models', 'GatewayResponses'])('refuses %s that is no mapping', (name) => {
    expect(loadApi(`${name}: [a]`).errors).toEqual([
      expect.stringMatching(
        new RegExp(`:8:\\d+ invalid-property ${name} of API "Api" has to be a`),
      ),
    ]);
  });

  test('adds to a document whose paths alone are included', () => {
    const { api, errors } = loadApi(`Cors: "'*'"`, `{openapi: 3.0.1, paths: ${PATHS}}`);

    expect(errors).toEqual([]);
    expect(api?.methods.map(({ httpMethod }) => httpMethod)).toEqual(['GET', 'OPTIONS']);
  });

  test.each([
    ["OpenApiVersion: '3.0.1'", []],
    ["OpenApiVersion: '3.1.0'", [expect.stringMatching(/:8:23 openapi-version .*3\.1\.0/)]],
  ])('takes versions that API Gateway imports: %s', (property, errors) => {
    expect(loadApi(property).errors).toEqual(errors);
  });
});

// SAM DG "AWS::Serverless::Api" MergeDefinitions
describe('MergeDefinitions', () => {
  test('puts the methods of events into the document, theirs before what is written', () => {
    const { api, errors } = loadApi(
      'MergeDefinitions: true',
      `{openapi: 3.0.1, paths: {/a: {get: {operationId: mine, x-amazon-apigateway-integration: {type: mock}}}}}`,
    );

    expect(errors).toEqual([]);
    expect(
      api?.methods.map(({ httpMethod, operationId, integration }) => [
        httpMethod,
        operationId,
        integration?.type,
        integration?.timeoutInMillis,
      ]),
    ).toEqual([
      ['GET', 'mine', 'AWS_PROXY', 29_000],
      ['PUT', undefined, 'AWS_PROXY', 900],
    ]);
  });

  test('works with included paths', () => {
    const { api } = loadApi('MergeDefinitions: true', `{openapi: 3.0.1, paths: ${PATHS}}`);

    expect(api?.methods.map(({ httpMethod, resourcePath }) => httpMethod + resourcePath)).toEqual([
      'GET/b',
      'PUT/a',
      'GET/a',
    ]);
  });

  test('leaves events out where the whole document is included, and says so', () => {
    const { api, warnings } = loadApi('MergeDefinitions: true', INCLUDE);

    expect(api?.methods).toHaveLength(1);
    expect(warnings).toEqual([
      expect.stringMatching(/^template\.yaml:8:7 event-left-out .*needs "paths" in the template/),
    ]);
  });

  test('takes no events without it', () => {
    expect(loadApi('Description: Pets').api?.methods).toHaveLength(1);
  });
});
