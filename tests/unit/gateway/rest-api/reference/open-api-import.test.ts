import { load, SERVERLESS } from '../../../template/load.ts';
import { loadOperation, withIntegration } from '../../../template/rest-api/an-api.ts';

const DEVELOP = 'DG "Develop REST APIs using OpenAPI"';

describe('an OpenAPI document', () => {
  test.each([
    { version: 'openapi: 3.0.0', taken: true },
    { version: 'openapi: 3.0.3', taken: true },
    { version: "swagger: '2.0'", taken: true },
    { version: 'openapi: 3.1.0', taken: false },
    { version: "swagger: '1.2'", taken: false },
    { version: 'info: {title: none}', taken: false },
  ])(`${DEVELOP}: $version is taken: $taken`, ({ version, taken }) => {
    const { errors } = loadOperation(withIntegration(), '', version);

    expect(errors).toEqual(taken ? [] : [expect.stringContaining('openapi-version')]);
  });

  test('LS test_import_api_bad_file: what is no document is refused with its place', () => {
    const { errors } = load({
      'template.yaml': `${SERVERLESS}Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties: {StageName: live, DefinitionUri: api.yaml}
`,
      'api.yaml': 'paths: [',
    });

    expect(errors).toEqual([expect.stringMatching(/^api\.yaml:\d+:\d+ /)]);
  });

  test('DG "AWS variables for OpenAPI import": the importer resolves its variables itself', () => {
    const { method } = loadOperation(
      withIntegration(
        'type: aws\nhttpMethod: POST\nuri: arn:${AWS::Partition}:apigateway:${AWS::Region}:sns:path/x\ncredentials: arn:aws:iam::${AWS::AccountId}:role/api',
      ),
    );

    expect(method?.integration).toMatchObject({
      uri: 'arn:aws:apigateway:eu-west-1:sns:path/x',
      credentials: 'arn:aws:iam::123456789012:role/api',
    });
  });

  test('DG: security of the root is ignored', () => {
    const { method } = loadOperation(withIntegration(), 'security: [{key: []}]');

    expect(method).toMatchObject({ authorizationType: 'NONE', apiKeyRequired: false });
  });

  test('DG "Set the OpenAPI basePath property": servers and basePath are ignored', () => {
    const { method, errors } = loadOperation(
      withIntegration(),
      'servers: [{url: "https://a.example/base"}]\nbasePath: /base',
    );

    expect(errors).toEqual([]);
    expect(method?.resourcePath).toBe('/orders');
  });

  test('DG "important notes": a $ref to a shared response is named', () => {
    const { warnings } = loadOperation(
      withIntegration('type: mock', "responses: {200: {$ref: '#/components/responses/Fine'}}"),
      'components: {responses: {Fine: {description: fine}}}',
    );

    expect(warnings).toEqual([expect.stringContaining('shared-response')]);
  });

  test('LS import snapshots: each component schema is a model', () => {
    const { api } = loadOperation(
      withIntegration(),
      'components: {schemas: {Order: {type: object}, Line: {type: string}}}',
    );

    expect(Object.keys(api?.models ?? {})).toEqual(['Order', 'Line']);
  });

  test('DG "Errors and warnings during import": a model that is missing is a warning', () => {
    const { errors, warnings } = loadOperation(
      `requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/None'}}}}\n${withIntegration()}`,
    );

    expect(errors).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining('unresolved-model')]);
  });

  test.each([
    { schema: '{type: string}', named: true },
    { schema: '{type: object}', named: false },
    { schema: "{$ref: '#/components/schemas/Order'}", named: false },
  ])('DG "important notes": the response schema $schema is named: $named', ({ schema, named }) => {
    const { warnings } = loadOperation(
      withIntegration(
        'type: mock',
        `responses: {200: {content: {application/json: {schema: ${schema}}}}}`,
      ),
      'components: {schemas: {Order: {type: object}}}',
    );

    expect(warnings).toEqual(named ? [expect.stringContaining('unsupported-response-schema')] : []);
  });

  test.each([
    {
      extension: 'x-amazon-apigateway-binary-media-types: [image/png]',
      field: { binaryMediaTypes: ['image/png'] },
    },
    {
      extension: 'x-amazon-apigateway-minimum-compression-size: 5',
      field: { minimumCompressionSize: 5 },
    },
    {
      extension: 'x-amazon-apigateway-gateway-responses: {DEFAULT_4XX: {statusCode: 418}}',
      field: { gatewayResponses: { DEFAULT_4XX: expect.objectContaining({ statusCode: '418' }) } },
    },
  ])(
    'DG "Working with API Gateway extensions to OpenAPI": reads $extension',
    ({ extension, field }) => {
      expect(loadOperation(withIntegration(), extension).api).toMatchObject(field);
    },
  );

  test('DG extensions: x-amazon-apigateway-any-method is ANY', () => {
    const { api } = loadOperation(
      withIntegration(),
      '  /any:\n    x-amazon-apigateway-any-method: {x-amazon-apigateway-integration: {type: mock}}\n',
    );

    expect(api?.methods.map(({ httpMethod }) => httpMethod)).toEqual(['POST', 'ANY']);
  });

  test('DG extensions: contentHandling of a response, and of the integration', () => {
    const { method } = loadOperation(
      withIntegration(
        'type: mock\ncontentHandling: CONVERT_TO_TEXT\nresponses: {default: {statusCode: 200, contentHandling: convert_to_binary}}',
        'responses: {200: {}}',
      ),
    );

    expect(method?.integration).toMatchObject({
      contentHandling: 'CONVERT_TO_TEXT',
      responses: [{ contentHandling: 'CONVERT_TO_BINARY' }],
    });
  });

  test('DG extensions: tlsConfig.insecureSkipVerification', () => {
    const { method } = loadOperation(
      withIntegration(
        'type: http\nhttpMethod: GET\nuri: https://a.example\ntlsConfig: {insecureSkipVerification: true}',
      ),
    );

    expect(method?.integration?.insecureSkipVerification).toBe(true);
  });
});

describe('AWS::Include', () => {
  const withDocument = (uri: string, definition: string) =>
    load({
      'template.yaml': `${SERVERLESS}Resources:
  Role:
    Type: AWS::IAM::Role
    Properties: {RoleName: api, AssumeRolePolicyDocument: {}}
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      ${definition}
`,
      'api.yaml': `openapi: 3.0.1
paths:
  /orders:
    post:
      x-amazon-apigateway-integration:
        type: aws
        httpMethod: POST
        uri: arn:aws:apigateway:eu-west-1:states:action/StartExecution
        credentials: ${uri}
`,
    });
  const INCLUDED =
    'DefinitionBody: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: api.yaml}}}';

  test('SAM and CloudFormation docs: long-form intrinsics of an included file are resolved', () => {
    const { template, errors } = withDocument('{Fn::GetAtt: [Role, Arn]}', INCLUDED);

    expect(errors).toEqual([]);
    expect(template.apis[0]).toMatchObject({
      methods: [{ integration: { credentials: 'arn:aws:iam::123456789012:role/api' } }],
    });
  });

  test('CloudFormation "AWS::Include transform": short tags of an included file are refused', () => {
    const { errors } = withDocument('!GetAtt Role.Arn', INCLUDED);

    expect(errors).toEqual([expect.stringMatching(/^api\.yaml:9:/)]);
  });

  test('SAM docs: a file of DefinitionUri is a plain document', () => {
    const { warnings } = withDocument('{Fn::GetAtt: [Role, Arn]}', 'DefinitionUri: api.yaml');

    expect(warnings).toEqual(
      expect.arrayContaining([expect.stringContaining('intrinsic-in-definition-file')]),
    );
  });
});
