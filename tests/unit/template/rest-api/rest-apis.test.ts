import { restApisOf } from '../../../../toolbox/template/apis.ts';
import { load, SERVERLESS } from '../load.ts';
import { loadOperation, withIntegration } from './an-api.ts';

describe('readMethods', () => {
  test('reads every operation in order, with any-method as ANY', () => {
    const { api, errors } = loadOperation(
      withIntegration(),
      `  /items/{id}:
    parameters: [{name: id, in: path, required: true}]
    get: {operationId: item, x-amazon-apigateway-integration: {type: mock}}
  /{proxy+}:
    x-amazon-apigateway-any-method: {x-amazon-apigateway-integration: {type: mock}}
`,
    );

    expect(errors).toEqual([]);
    expect(
      api?.methods.map(({ httpMethod, resourcePath }) => `${httpMethod} ${resourcePath}`),
    ).toEqual(['POST /orders', 'GET /items/{id}', 'ANY /{proxy+}']);
    expect(api?.methods[1]).toMatchObject({
      operationId: 'item',
      requestParameters: [{ name: 'id', in: 'path', required: true }],
      position: { file: 'api.yaml', line: 10, column: 5 },
    });
  });

  test('lets a parameter of the operation win over the one of its path', () => {
    const { errors, api } = loadOperation(
      withIntegration(),
      `  /a:
    parameters: [{name: q, in: query, required: true}, {name: c, in: cookie}]
    get:
      parameters: [{name: q, in: query}, {$ref: '#/components/parameters/H'}]
      x-amazon-apigateway-integration: {type: mock}
components: {parameters: {H: {name: X-H, in: header, required: true}}}
`,
    );

    expect(errors).toEqual([]);
    expect(api?.methods[1]?.requestParameters).toEqual([
      { name: 'q', in: 'querystring', required: false },
      { name: 'X-H', in: 'header', required: true },
    ]);
  });

  test.each(['orders', '/a b', '/{id}.json', '/{proxy+}/more'])('refuses the path %s', (path) => {
    const { errors } = loadOperation(withIntegration(), `  ${path}:\n    parameters: []\n`);

    expect(errors).toEqual([expect.stringContaining('api.yaml:8:3 invalid-path')]);
  });

  test('refuses a method without an integration', () => {
    expect(loadOperation('responses: {}').errors).toEqual([
      expect.stringMatching(/^api\.yaml:4:5 missing-integration POST \/orders/),
    ]);
  });

  test.each(['openapi: 3.1.0', 'swagger: "1.2"', 'info: {}'])(
    'refuses a document with %s',
    (version) => {
      expect(loadOperation(withIntegration(), '', version).errors).toEqual([
        expect.stringMatching(/^api\.yaml:1:\d+ openapi-version/),
      ]);
    },
  );
});

describe('readRequestValidator', () => {
  const VALIDATORS = `x-amazon-apigateway-request-validators:
  Body: {validateRequestBody: true, validateRequestParameters: false}
  Both: {validateRequestBody: true, validateRequestParameters: true}
`;

  test('takes the one of the root when the operation names none', () => {
    const { method } = loadOperation(
      withIntegration(),
      `${VALIDATORS}x-amazon-apigateway-request-validator: Body\n`,
    );

    expect(method?.requestValidator).toEqual({
      validateRequestBody: true,
      validateRequestParameters: false,
    });
  });

  test('takes the one of the operation first', () => {
    const { method } = loadOperation(
      withIntegration('type: mock', 'x-amazon-apigateway-request-validator: Both'),
      `${VALIDATORS}x-amazon-apigateway-request-validator: Body\n`,
    );

    expect(method?.requestValidator?.validateRequestParameters).toBe(true);
  });

  test('warns of one that is not declared', () => {
    const { method, warnings } = loadOperation(
      withIntegration('type: mock', 'x-amazon-apigateway-request-validator: Bdy'),
      VALIDATORS,
    );

    expect(method).not.toHaveProperty('requestValidator');
    expect(warnings).toEqual([expect.stringContaining('unknown-validator "Bdy"')]);
  });
});

describe('readRequestModels', () => {
  test('reads the schema of each media type, and the models that they refer to', () => {
    const { api, method } = loadOperation(
      withIntegration(
        'type: mock',
        'requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}',
      ),
      'components: {schemas: {Order: {type: object, required: [id]}}}',
    );

    expect(method?.requestModels).toEqual({
      'application/json': { $ref: '#/components/schemas/Order' },
    });
    expect(api?.models).toEqual({ Order: { type: 'object', required: ['id'] } });
  });

  test('reads the body parameter of Swagger 2.0 for what the API consumes', () => {
    const { api, method, errors } = loadOperation(
      withIntegration(
        'type: mock',
        'parameters: [{in: body, name: Order, schema: {$ref: "#/definitions/Order"}}]',
      ),
      'consumes: [application/xml]\ndefinitions: {Order: {properties: {a: {$ref: "#/definitions/Order"}}}}',
      "swagger: '2.0'",
    );

    expect(errors).toEqual([]);
    expect(method?.requestModels).toEqual({
      'application/xml': { $ref: '#/components/schemas/Order' },
    });
    expect(api?.models['Order']).toEqual({
      properties: { a: { $ref: '#/components/schemas/Order' } },
    });
  });

  test('warns of a model that does not exist', () => {
    const { warnings } = loadOperation(
      withIntegration(
        'type: mock',
        'requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Nope"}}}}',
      ),
    );

    expect(warnings).toEqual([
      expect.stringContaining('unresolved-model "#/components/schemas/Nope"'),
    ]);
  });
});

describe('readGatewayResponses', () => {
  test('reads status, headers and templates by type', () => {
    const { api, errors } = loadOperation(
      withIntegration(),
      `x-amazon-apigateway-gateway-responses:
  DEFAULT_4XX:
    statusCode: 499
    responseParameters: {gatewayresponse.header.Access-Control-Allow-Origin: "'*'"}
    responseTemplates: {application/json: '{"m": $context.error.messageString}'}
`,
    );

    expect(errors).toEqual([]);
    expect(api?.gatewayResponses).toEqual({
      DEFAULT_4XX: {
        position: { file: 'api.yaml', line: 9, column: 3 },
        statusCode: '499',
        responseParameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" },
        responseTemplates: { 'application/json': '{"m": $context.error.messageString}' },
      },
    });
  });

  test.each([
    ['DEFAULT_3XX: {}', 'invalid-gateway-response "DEFAULT_3XX"'],
    ['THROTTLED: {responseParameters: {gatewayresponse.header.X: x}}', 'invalid-mapping'],
  ])('refuses %s', (response, message) => {
    const { errors } = loadOperation(
      withIntegration(),
      `x-amazon-apigateway-gateway-responses: {${response}}`,
    );

    expect(errors).toEqual([expect.stringContaining(message)]);
  });
});

const BODY =
  '{openapi: 3.0.1, info: {title: Shop}, paths: {/a: {get: {x-amazon-apigateway-integration: {type: mock}}}}}';

describe('restApi', () => {
  test('reads the stage of AWS::Serverless::Api', () => {
    const { template, errors } = load(`${SERVERLESS}Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Variables: {backend: blue}
      BinaryMediaTypes: [image~1png]
      MinimumCompressionSize: 100
      MethodSettings:
        - {ResourcePath: /orders~1new, HttpMethod: POST, ThrottlingRateLimit: 5, ThrottlingBurstLimit: 9}
      DefinitionBody: ${BODY}
`);
    const [api] = restApisOf(template);

    expect(errors).toEqual([]);
    expect(api).toMatchObject({
      name: 'Shop',
      stageName: 'live',
      stageVariables: { backend: 'blue' },
      binaryMediaTypes: ['image/png'],
      minimumCompressionSize: 100,
      methodSettings: [
        {
          resourcePath: '/orders/new',
          httpMethod: 'POST',
          throttlingRateLimit: 5,
          throttlingBurstLimit: 9,
        },
      ],
    });
    expect(api?.apiId).toMatch(/^[a-z0-9]{10}$/);
  });

  test('finds the stage resource of AWS::ApiGateway::RestApi', () => {
    const { template, errors } = load(`Resources:
  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: shop, Body: ${BODY}}}
  Release: {Type: AWS::ApiGateway::Deployment, Properties: {RestApiId: !Ref Api, StageName: other}}
  Live:
    Type: AWS::ApiGateway::Stage
    Properties: {RestApiId: !Ref Api, StageName: live, Variables: {a: b}, DeploymentId: !Ref Release}
`);

    expect(errors).toEqual([]);
    expect(restApisOf(template)[0]).toMatchObject({
      name: 'shop',
      stageName: 'live',
      stageVariables: { a: 'b' },
    });
  });

  test('warns of an API that no stage publishes', () => {
    const { template, warnings } = load(
      `Resources:\n  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Body: ${BODY}}}\n`,
    );

    expect(restApisOf(template)[0]?.stageName).toBe('Prod');
    expect(warnings).toEqual([expect.stringContaining('template.yaml:2:3 missing-stage')]);
  });

  test('reads the file of DefinitionUri without resolving intrinsic functions', () => {
    const { template, warnings } = load({
      'template.yaml': `${SERVERLESS}Resources:
  Api: {Type: AWS::Serverless::Api, Properties: {StageName: live, DefinitionUri: api.json}}
`,
      'api.json': `{"swagger": "2.0", "info": {"title": {"Ref": "AWS::StackName"}}, "paths": {"/a": {"get": {"x-amazon-apigateway-integration": {"type": "MOCK"}}}}}`,
    });

    expect(restApisOf(template)[0]?.methods).toHaveLength(1);
    expect(warnings).toEqual([
      expect.stringMatching(/^api\.json:1:\d+ intrinsic-in-definition-file Ref /),
    ]);
  });

  test.each([
    ['DefinitionBody: {Ref: Nobody}', 'unresolved-reference'],
    [
      `DefinitionBody: ${BODY}\n      DefinitionUri: a.yaml`,
      'both DefinitionBody and DefinitionUri',
    ],
    ['DefinitionUri: nothing.yaml', 'missing-file'],
  ])('refuses an API with %j', (definition, message) => {
    const { errors } = load(`${SERVERLESS}Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      ${definition}
`);

    expect(errors).toEqual([expect.stringContaining(message)]);
  });

  test.each(['CanarySetting: {}', 'Policy: {}'])('names %s as not supported', (property) => {
    const { template, warnings } = load(`${SERVERLESS}Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      ${property}
      DefinitionBody: ${BODY}
`);

    expect(restApisOf(template)).toHaveLength(1);
    expect(warnings).toEqual([expect.stringContaining('template.yaml:7:7 unsupported-property')]);
  });
});
