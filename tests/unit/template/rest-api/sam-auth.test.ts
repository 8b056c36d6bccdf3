import { restApisOf } from '../../../../toolbox/template/apis.ts';
import { load, SERVERLESS } from '../load.ts';
import { GET_A, loadEvents } from './events-of-an-api.ts';

const ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:check';
const URI = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${ARN}/invocations`;
const POOL = 'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_A';
const SDG = 'SDG "ApiAuth"';

/** The method of an event, and its API, whose only authorizer is the default one. */
function methodWith(authorizer: string, more = '') {
  return loadEvents([GET_A], {
    api: `Auth: {DefaultAuthorizer: Mine, Authorizers: {Mine: {${authorizer}}}${more}}`,
  });
}

describe('samAuthorizerScheme', () => {
  test.each<[source: string, authorizer: string, expected: object]>([
    [
      'SDG "LambdaTokenAuthorizer"',
      `FunctionArn: '${ARN}'`,
      {
        type: 'TOKEN',
        authorizerUri: URI,
        identitySource: ['method.request.header.Authorization'],
        authorizerResultTtlInSeconds: 300,
      },
    ],
    [
      'SDG "LambdaTokenAuthorizationIdentity"',
      `FunctionArn: '${ARN}', FunctionPayloadType: TOKEN, FunctionInvokeRole: 'arn:aws:iam::1:role/r', Identity: {Header: X-Token, ValidationExpression: 'a+', ReauthorizeEvery: 30}`,
      {
        type: 'TOKEN',
        identitySource: ['method.request.header.X-Token'],
        identityValidationExpression: 'a+',
        authorizerCredentials: 'arn:aws:iam::1:role/r',
        authorizerResultTtlInSeconds: 30,
      },
    ],
    [
      'SDG "LambdaRequestAuthorizationIdentity"',
      `FunctionArn: '${ARN}', FunctionPayloadType: REQUEST, Identity: {Headers: [A, B], QueryStrings: [c], StageVariables: [d], Context: [identity.sourceIp], ReauthorizeEvery: 0}`,
      {
        type: 'REQUEST',
        identitySource: [
          'method.request.header.A',
          'method.request.header.B',
          'method.request.querystring.c',
          'stageVariables.d',
          'context.identity.sourceIp',
        ],
        authorizerResultTtlInSeconds: 0,
      },
    ],
    [
      'SDG "LambdaRequestAuthorizationIdentity"',
      `FunctionArn: '${ARN}', FunctionPayloadType: REQUEST, FunctionInvokeRole: NONE, Identity: {ReauthorizeEvery: 0}`,
      { type: 'REQUEST', identitySource: [] },
    ],
    [
      'SDG "CognitoAuthorizer"',
      `UserPoolArn: '${POOL}'`,
      {
        type: 'COGNITO_USER_POOLS',
        providerArns: [POOL],
        identitySource: ['method.request.header.Authorization'],
      },
    ],
    [
      'SDG "CognitoAuthorizationIdentity"',
      `UserPoolArn: ['${POOL}', b], Identity: {Header: X-Token, ValidationExpression: app}`,
      {
        providerArns: [POOL, 'b'],
        identitySource: ['method.request.header.X-Token'],
        identityValidationExpression: 'app',
      },
    ],
  ])('%s: {%s}', (_source, authorizer, expected) => {
    const { method, errors, warnings } = methodWith(authorizer);

    expect([...errors, ...warnings]).toEqual([]);
    expect(method?.authorizer).toMatchObject(expected);
    if (!authorizer.includes('role/r')) {
      expect(method?.authorizer).not.toHaveProperty('authorizerCredentials');
    }
  });

  test.each([
    ['Identity: {Header: A}', 'has neither UserPoolArn nor FunctionArn'],
    [
      `FunctionArn: '${ARN}', FunctionPayloadType: JSON`,
      'FunctionPayloadType of authorizer "Mine"',
    ],
    [`FunctionArn: '${ARN}', FunctionPayloadType: REQUEST`, 'Identity of authorizer "Mine"'],
    [
      `FunctionArn: '${ARN}', FunctionPayloadType: REQUEST, Identity: {ReauthorizeEvery: 5}`,
      'Identity of authorizer "Mine"',
    ],
  ])('refuses {%s}', (authorizer, message) => {
    expect(methodWith(authorizer).errors).toEqual([expect.stringContaining(message)]);
  });
});

describe('the permission of an authorizer', () => {
  test('is made by SAM, for every authorizer of the API', () => {
    const { template, api } = methodWith(`FunctionArn: '${ARN}'`);

    expect(template.permissions[0]).toMatchObject({
      functionName: ARN,
      action: 'lambda:InvokeFunction',
      principal: 'apigateway.amazonaws.com',
      sourceArn: `arn:aws:execute-api:eu-west-1:123456789012:${api?.apiId}/authorizers/*`,
    });
  });

  test('is not made when the template says so, which is warned of', () => {
    const { template, warnings } = methodWith(
      `FunctionArn: '${ARN}', DisableFunctionDefaultPermissions: true`,
    );

    expect(template.permissions).toHaveLength(1);
    expect(warnings).toEqual([expect.stringContaining('missing-permission')]);
  });
});

describe('withAuth', () => {
  const OPERATIONS = `{
          swagger: '2.0',
          paths: {
            /a: {
              get: {x-amazon-apigateway-integration: {type: mock}},
              post: {security: [{Other: []}], x-amazon-apigateway-integration: {type: mock}},
              put: {security: [{NONE: []}], x-amazon-apigateway-integration: {type: mock}},
              delete: {security: [{own: []}], x-amazon-apigateway-integration: {type: mock}},
              options: {x-amazon-apigateway-integration: {type: mock}}}},
          securityDefinitions: {own: {type: apiKey, name: x-api-key, in: header}}}`;

  function loadDocument(auth: string, events = '') {
    const loaded = load(`${SERVERLESS}Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Auth: {${auth}}
      DefinitionBody:
        ${OPERATIONS}
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: a.b
      Events: {${events}}
`);
    const methods = restApisOf(loaded.template)[0]?.methods ?? [];
    return {
      ...loaded,
      answers: Object.fromEntries(
        methods.map(({ httpMethod, authorizationType, authorizer, apiKeyRequired }) => [
          httpMethod,
          `${authorizer?.name ?? authorizationType}${apiKeyRequired ? ' with key' : ''}`,
        ]),
      ),
    };
  }

  const AUTHORIZERS = `Authorizers: {Mine: {UserPoolArn: '${POOL}'}, Other: {UserPoolArn: '${POOL}'}}`;

  test.each<[source: string, auth: string, answers: Record<string, string>]>([
    [
      SDG,
      AUTHORIZERS,
      { GET: 'NONE', POST: 'Other', PUT: 'NONE', DELETE: 'NONE with key', OPTIONS: 'NONE' },
    ],
    [
      SDG,
      `DefaultAuthorizer: Mine, ${AUTHORIZERS}`,
      { GET: 'Mine', POST: 'Other', PUT: 'NONE', DELETE: 'Mine with key', OPTIONS: 'Mine' },
    ],
    [
      SDG,
      `DefaultAuthorizer: Mine, AddDefaultAuthorizerToCorsPreflight: false, ${AUTHORIZERS}`,
      { GET: 'Mine', POST: 'Other', PUT: 'NONE', DELETE: 'Mine with key', OPTIONS: 'NONE' },
    ],
    [
      SDG,
      `DefaultAuthorizer: AWS_IAM, ${AUTHORIZERS}`,
      {
        GET: 'AWS_IAM',
        POST: 'Other',
        PUT: 'NONE',
        DELETE: 'AWS_IAM with key',
        OPTIONS: 'AWS_IAM',
      },
    ],
    [
      SDG,
      `ApiKeyRequired: true, AddApiKeyRequiredToCorsPreflight: false, ${AUTHORIZERS}`,
      {
        GET: 'NONE with key',
        POST: 'Other with key',
        PUT: 'NONE with key',
        DELETE: 'NONE with key',
        OPTIONS: 'NONE',
      },
    ],
  ])('%s: {%s} beside a document', (_source, auth, answers) => {
    const loaded = loadDocument(auth);

    expect([...loaded.errors, ...loaded.warnings]).toEqual([]);
    expect(loaded.answers).toEqual(answers);
  });

  test.each<[event: string, answers: Record<string, string>]>([
    ['Auth: {Authorizer: Other}', { GET: 'Mine' }],
    ['Auth: {Authorizer: Other, OverrideApiAuth: true}', { GET: 'Other', OPTIONS: 'Mine' }],
    ['Auth: {Authorizer: NONE, OverrideApiAuth: true}', { GET: 'NONE', OPTIONS: 'Mine' }],
    ['Auth: {ApiKeyRequired: true, OverrideApiAuth: true}', { GET: 'Mine with key' }],
  ])('SDG "ApiFunctionAuth": an event with %s beside a document', (event, answers) => {
    const loaded = loadDocument(
      `DefaultAuthorizer: Mine, ${AUTHORIZERS}`,
      `One: {Type: Api, Properties: {${GET_A}, ${event}}}`,
    );

    expect(loaded.errors).toEqual([]);
    expect(loaded.answers).toMatchObject(answers);
  });

  test.each([
    [`Authorizers: {Mine: {UserPoolArn: '${POOL}'}}`, false],
    ['ApiKeyRequired: true', true],
    ['DefaultAuthorizer: AWS_IAM', false],
    ['InvokeRole: NONE', true],
  ])(`${SDG}: {%s} beside the schemes of a document of OpenAPI 3`, (auth, apiKeyRequired) => {
    const { template, warnings } = load(`${SERVERLESS}Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Auth: {${auth}}
      DefinitionBody:
        openapi: 3.0.1
        paths: {/a: {get: {security: [{own: []}], x-amazon-apigateway-integration: {type: mock}}}}
        components: {securitySchemes: {own: {type: apiKey, name: x-api-key, in: header}}}
`);

    expect(restApisOf(template)[0]?.methods[0]?.apiKeyRequired).toBe(apiKeyRequired);
    expect(warnings).toEqual(
      auth === 'InvokeRole: NONE'
        ? []
        : [
            expect.stringMatching(/:10:\d+ unknown-security-scheme "own"/),
            expect.stringMatching(/:11:\d+ replaced-security-schemes SAM/),
          ],
    );
  });

  test('warns of an event that overrides what the document does not have', () => {
    const { warnings } = loadDocument(
      AUTHORIZERS,
      'One: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /b, Method: get, Auth: {Authorizer: Mine, OverrideApiAuth: true}}}',
    );

    expect(warnings).toEqual([expect.stringContaining('has no GET /b')]);
  });

  test('is refused beside a document that is included', () => {
    const { errors } = load({
      'template.yaml': `${SERVERLESS}Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Auth: {DefaultAuthorizer: AWS_IAM}
      DefinitionBody:
        Fn::Transform: {Name: AWS::Include, Parameters: {Location: api.yaml}}
`,
      'api.yaml':
        'openapi: 3.0.1\npaths: {/a: {get: {x-amazon-apigateway-integration: {type: mock}}}}\n',
    });

    expect(errors).toEqual([
      expect.stringMatching(/^template\.yaml:7:7 sam-property-needs-inline-document Auth/),
    ]);
  });
});
