import { restApisOf } from '../../../../../toolbox/template/apis.ts';
import { load } from '../../load.ts';

/** An API with the resource `/orders/{id}`, a stage and further resources, which begin at line 14. */
function loadResources(more: string, api = 'Name: shop') {
  const loaded = load(`Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties: {${api}}
  Orders:
    Type: AWS::ApiGateway::Resource
    Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: orders}
  Order:
    Type: AWS::ApiGateway::Resource
    Properties: {RestApiId: !Ref Api, ParentId: !Ref Orders, PathPart: '{id}'}
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties: {RestApiId: !Ref Api, StageName: live, DeploymentId: none}
${more}`);
  const [first] = restApisOf(loaded.template);
  return { ...loaded, api: first, method: first?.methods[0] };
}

/** A method of `/orders/{id}`; its properties stand in line 16. */
const method = (properties: string, name = 'Post'): string => `  ${name}:
    Type: AWS::ApiGateway::Method
    Properties: {RestApiId: !Ref Api, ResourceId: !Ref Order, HttpMethod: POST, ${properties}}
`;

const MOCK = 'Integration: {Type: MOCK}';

// CFN "AWS::ApiGateway::Method" and its property types
describe('documentOfResources', () => {
  test('makes methods with the paths of their resources', () => {
    const { api, errors, warnings } = loadResources(`${method(MOCK)}  Root:
    Type: AWS::ApiGateway::Method
    Properties: {RestApiId: !Ref Api, ResourceId: !GetAtt Api.RootResourceId, HttpMethod: ANY, AuthorizationType: NONE, Integration: {Type: MOCK}}
`);

    expect([...errors, ...warnings]).toEqual([]);
    expect(api).toMatchObject({ name: 'shop', stageName: 'live' });
    expect(
      api?.methods.map(({ httpMethod, resourcePath, position }) => [
        httpMethod,
        resourcePath,
        position.line,
      ]),
    ).toEqual([
      ['POST', '/orders/{id}', 14],
      ['ANY', '/', 17],
    ]);
  });

  test('reads an integration with all its properties at their places', () => {
    const { method: read, errors } = loadResources(
      method(`AuthorizationType: AWS_IAM, ApiKeyRequired: true, OperationName: createOrder,
      RequestParameters: {method.request.path.id: true, method.request.querystring.q: false},
      MethodResponses: [{StatusCode: 200, ResponseParameters: {method.response.header.X-A: true}}, {StatusCode: 400}],
      Integration: {
        Type: AWS, IntegrationHttpMethod: post, Uri: !Sub 'arn:aws:apigateway:\${AWS::Region}:states:action/StartExecution',
        Credentials: arn:aws:iam::123456789012:role/states, PassthroughBehavior: NEVER, TimeoutInMillis: 1000,
        ContentHandling: CONVERT_TO_TEXT,
        RequestParameters: {integration.request.header.X: method.request.path.id},
        RequestTemplates: {application/json: '{"a": "$input.body"}'},
        IntegrationResponses: [
          {StatusCode: 400, SelectionPattern: '4..', ResponseTemplates: {application/json: bad}},
          {StatusCode: 200, ResponseParameters: {method.response.header.X-A: "'1'"}}]}`),
    );

    expect(errors).toEqual([]);
    expect(read).toMatchObject({
      operationId: 'createOrder',
      authorizationType: 'AWS_IAM',
      apiKeyRequired: true,
      requestParameters: [
        { name: 'id', in: 'path', required: true },
        { name: 'q', in: 'querystring', required: false },
      ],
      methodResponses: { 200: { headers: ['X-A'] }, 400: { headers: [] } },
      integration: {
        position: { line: 19, column: 7 },
        type: 'AWS',
        httpMethod: 'POST',
        uri: 'arn:aws:apigateway:eu-west-1:states:action/StartExecution',
        credentials: 'arn:aws:iam::123456789012:role/states',
        passthroughBehavior: 'NEVER',
        timeoutInMillis: 1000,
        contentHandling: 'CONVERT_TO_TEXT',
        requestParameters: { 'integration.request.header.X': 'method.request.path.id' },
        requestTemplates: { 'application/json': { text: '{"a": "$input.body"}' } },
        responses: [
          {
            position: { line: 26, column: 11 },
            selectionPattern: '4..',
            statusCode: '400',
            responseTemplates: { 'application/json': { text: 'bad' } },
          },
          { statusCode: '200', responseParameters: { 'method.response.header.X-A': "'1'" } },
        ],
      },
    });
    expect(read?.integration?.responses[1]).not.toHaveProperty('selectionPattern');
  });

  // CFN "AWS::ApiGateway::Model" and "AWS::ApiGateway::RequestValidator"
  test.each([
    ['{type: object, required: [name]}', 'Pet'],
    [`'{"type": "object", "required": ["name"]}'`, 'Pet'],
  ])('validates by models and validators, with the schema %s', (schema, name) => {
    const {
      api,
      method: read,
      errors,
      warnings,
    } = loadResources(`${method(
      `RequestModels: {application/json: !Ref Model}, RequestValidatorId: !Ref Validator, ${MOCK}`,
    )}  Model:
    Type: AWS::ApiGateway::Model
    Properties: {RestApiId: !Ref Api, Name: ${name}, ContentType: application/json, Schema: ${schema}}
  Validator:
    Type: AWS::ApiGateway::RequestValidator
    Properties: {RestApiId: !Ref Api, ValidateRequestBody: true, ValidateRequestParameters: false}
`);

    expect([...errors, ...warnings]).toEqual([]);
    expect(read).toMatchObject({
      requestModels: { 'application/json': { $ref: '#/components/schemas/Pet' } },
      requestValidator: { validateRequestBody: true, validateRequestParameters: false },
    });
    expect(api?.models['Pet']).toEqual({ type: 'object', required: ['name'] });
  });

  // APIGW DG "Understand data models": Empty and Error are there from the start.
  test('knows the models that every API has', () => {
    const { warnings } = loadResources(method(`RequestModels: {application/json: Empty}, ${MOCK}`));

    expect(warnings).toEqual([]);
  });

  // CFN "AWS::ApiGateway::GatewayResponse"
  test('reads gateway responses', () => {
    const { api, errors } = loadResources(`${method(MOCK)}  Denied:
    Type: AWS::ApiGateway::GatewayResponse
    Properties: {RestApiId: !Ref Api, ResponseType: DEFAULT_4XX, StatusCode: '404', ResponseParameters: {gatewayresponse.header.X-A: "'1'"}, ResponseTemplates: {application/json: '{}'}}
`);

    expect(errors).toEqual([]);
    expect(api?.gatewayResponses['DEFAULT_4XX']).toMatchObject({
      statusCode: '404',
      responseParameters: { 'gatewayresponse.header.X-A': "'1'" },
      responseTemplates: { 'application/json': '{}' },
    });
  });

  test('adds methods to a document, whose models they may name', () => {
    const { api, errors, warnings } = loadResources(
      method(`RequestModels: {application/json: Cat}, ${MOCK}`),
      'Body: {openapi: 3.0.1, components: {schemas: {Cat: {type: object}}}, paths: {/b: {get: {x-amazon-apigateway-integration: {type: mock}}}}}',
    );

    expect([...errors, ...warnings]).toEqual([]);
    expect(api?.methods.map(({ resourcePath }) => resourcePath)).toEqual(['/b', '/orders/{id}']);
  });

  // CFN "AWS::ApiGateway::GatewayResponse": RestApiId may be that of an API of SAM.
  test.each([
    [
      'DefinitionBody: {openapi: 3.0.1, paths: {/b: {get: {x-amazon-apigateway-integration: {type: mock}}}}}',
      ['/b', '/'],
    ],
    ['Description: written by SAM', ['/']],
  ])('adds to an API of SAM with %s', (api, paths) => {
    const { template, errors, warnings } = load(`Transform: AWS::Serverless-2016-10-31
Resources:
  Api: {Type: AWS::Serverless::Api, Properties: {StageName: live, ${api}}}
  Denied:
    Type: AWS::ApiGateway::GatewayResponse
    Properties: {RestApiId: !Ref Api, ResponseType: DEFAULT_4XX, StatusCode: '404'}
  Root:
    Type: AWS::ApiGateway::Method
    Properties: {RestApiId: !Ref Api, ResourceId: !GetAtt Api.RootResourceId, HttpMethod: POST, ${MOCK}}
`);
    const [found] = restApisOf(template);

    expect([...errors, ...warnings]).toEqual([]);
    expect(found?.methods.map(({ resourcePath }) => resourcePath)).toEqual(paths);
    expect(found?.gatewayResponses['DEFAULT_4XX']?.statusCode).toBe('404');
  });

  test('names a method of an API that is elsewhere', () => {
    const { errors, warnings } = loadResources(`${method(MOCK)}  Far:
    Type: AWS::ApiGateway::Method
    Properties: {RestApiId: abc123, ResourceId: def456, HttpMethod: GET, ${MOCK}}
`);

    expect(errors).toEqual([]);
    expect(warnings).toEqual([
      expect.stringMatching(/^template\.yaml:19:29 unsupported-resource "Far".*not served/),
    ]);
  });

  test('leaves out what a condition leaves out', () => {
    const { api } = loadResources(`${method(MOCK)}  Get:
    Type: AWS::ApiGateway::Method
    Condition: Never
    Properties: {RestApiId: !Ref Api, ResourceId: !Ref Order, HttpMethod: GET, Integration: {Type: MOCK}}
Conditions: {Never: !Equals [a, b]}
`);

    expect(api?.methods).toHaveLength(1);
  });

  test.each([
    [
      method(`${MOCK}, ResourceId: x`).replace('ResourceId: !Ref Order, ', ''),
      /:16:\d+ unknown-resource ResourceId of "Post"/,
    ],
    [
      method(MOCK) + method(MOCK, 'Again'),
      /:17:3 duplicate-method "Again" is a second method POST \/orders\/\{id\}/,
    ],
    [method('AuthorizationType: NONE'), /:14:3 missing-integration POST \/orders\/\{id\}/],
    [
      method(`${MOCK}, RequestModels: {application/json: Cat}`),
      /:16:\d+ unknown-model "Cat" is no model of the API of "Post" \(Empty, Error\)/,
    ],
    [
      method(`${MOCK}, RequestValidatorId: abc`),
      /:16:\d+ unknown-validator RequestValidatorId of "Post"/,
    ],
    [
      method(`${MOCK}, RequestParameters: {header.X: true}`),
      /:16:\d+ invalid-property "header.X" is no request parameter/,
    ],
    [
      method(`${MOCK}, AuthorizationType: CUSTOM`),
      /:16:\d+ missing-property AuthorizationType CUSTOM of "Post" needs an AuthorizerId/,
    ],
    [
      method(`${MOCK}, AuthorizationType: SECRET`),
      /:16:\d+ invalid-property AuthorizationType of method "Post"/,
    ],
    [method(MOCK).replace('POST', 'FETCH'), /:16:\d+ invalid-property HttpMethod of method "Post"/],
    [
      method('Integration: {Type: HTTP, Uri: "http://a.example"}'),
      /:16:\d+ missing-property the Integration has no IntegrationHttpMethod/,
    ],
    [
      method('Integration: {Type: HTTP, IntegrationHttpMethod: GET}'),
      /:16:\d+ missing-property the Integration has no Uri/,
    ],
    [
      method('Integration: {PassthroughBehavior: NEVER}').replace(
        '{Pass',
        '{Uri: "http://a.example", IntegrationHttpMethod: GET, Pass',
      ),
      /:16:\d+ missing-property the Integration has no Type/,
    ],
    [
      `${method(MOCK)}  Deep:
    Type: AWS::ApiGateway::Resource
    Properties: {RestApiId: !Ref Api, ParentId: !Ref Order, PathPart: a/b}
`,
      /:19:\d+ invalid-path PathPart "a\/b" of "Deep" has to be one segment/,
    ],
    [
      method('Integration: {Type: SOAP, Uri: x, IntegrationHttpMethod: POST}'),
      /:16:\d+ invalid-property type of the integration/,
    ],
    [
      method('Integration: {Type: AWS, Uri: x, IntegrationHttpMethod: POST}'),
      /:16:\d+ invalid-integration "x" is no URI/,
    ],
    [
      `${method(MOCK)}  Lost:
    Type: AWS::ApiGateway::Resource
    Properties: {RestApiId: !Ref Api, ParentId: somewhere, PathPart: a}
`,
      /:19:49 unknown-resource ParentId of "Lost" is no resource of API "Api"/,
    ],
    [
      `${method(MOCK)}  Model:
    Type: AWS::ApiGateway::Model
    Properties: {RestApiId: !Ref Api, Schema: '{"type": }'}
`,
      /:19:\d+ json-syntax/,
    ],
    [
      `${method(MOCK)}  Denied:
    Type: AWS::ApiGateway::GatewayResponse
    Properties: {RestApiId: !Ref Api, ResponseType: TEAPOT}
`,
      /:17:3 invalid-gateway-response "TEAPOT"/,
    ],
  ])('refuses what CloudFormation or API Gateway refuses: %#', (more, message) => {
    expect(loadResources(more).errors).toEqual([expect.stringMatching(message)]);
  });

  test('refuses a method that the document has too', () => {
    const { errors } = loadResources(
      `  Root:
    Type: AWS::ApiGateway::Method
    Properties: {RestApiId: !Ref Api, ResourceId: !GetAtt Api.RootResourceId, HttpMethod: GET, ${MOCK}}
`,
      'Body: {openapi: 3.0.1, paths: {/: {get: {x-amazon-apigateway-integration: {type: mock}}}}}',
    );

    expect(errors).toEqual([
      expect.stringMatching(/:14:3 duplicate-method GET \/ is in the document/),
    ]);
  });

  test('says that a second response for a pattern is never selected', () => {
    const { warnings } = loadResources(
      method(
        'MethodResponses: [{StatusCode: 200}], Integration: {Type: MOCK, IntegrationResponses: [{StatusCode: 200}, {StatusCode: 200}]}',
      ),
    );

    expect(warnings).toEqual([expect.stringMatching(/:16:\d+ duplicate-response/)]);
  });
});
