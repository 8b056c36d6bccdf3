import { httpApisOf } from '../../../../toolbox/template/apis.ts';
import { load, SERVERLESS } from '../load.ts';
import { aFunction, anApi, anEvent, loadHttpApi, loadIntegration } from './an-http-api.ts';

const PROXY = "{type: http_proxy, uri: 'https://b', httpMethod: GET, payloadFormatVersion: '1.0'}";
const ROLE = 'arn:aws:iam::123456789012:role/r';

const loadDocument = (...lines: readonly string[]) =>
  loadHttpApi(
    anApi(
      'DefinitionBody:',
      '  openapi: 3.0.1',
      '  info: {title: t}',
      ...lines.map((line) => `  ${line}`),
    ),
  );

const SCHEMES = [
  'components:',
  '  securitySchemes:',
  "    J: {type: oauth2, x-amazon-apigateway-authorizer: {type: jwt, jwtConfiguration: {issuer: 'https://i', audience: [a]}, identitySource: $request.header.Authorization}}",
  "    L: {type: apiKey, x-amazon-apigateway-authorizer: {type: request, authorizerUri: 'arn:a', authorizerCredentials: 'arn:r', authorizerPayloadFormatVersion: '2.0', enableSimpleResponses: true, authorizerResultTtlInSeconds: 7, identitySource: '$request.header.a, $request.querystring.b'}}",
  '    I: {type: apiKey, x-amazon-apigateway-authtype: awsSigv4}',
];

const withSecurity = (security: string) =>
  loadDocument(
    ...SCHEMES,
    `paths: {/a: {get: {security: ${security}, x-amazon-apigateway-integration: ${PROXY}}}}`,
  );

describe('readDocumentRoutes', () => {
  // DG "Working with OpenAPI definitions for HTTP APIs", "x-amazon-apigateway-any-method"
  test.each([
    [`/a: {get: {x-amazon-apigateway-integration: ${PROXY}}}`, 'GET /a'],
    [
      `'/a/{proxy+}': {x-amazon-apigateway-any-method: {x-amazon-apigateway-integration: ${PROXY}}}`,
      'ANY /a/{proxy+}',
    ],
    [
      `/$default: {x-amazon-apigateway-any-method: {isDefaultRoute: true, x-amazon-apigateway-integration: ${PROXY}}}`,
      '$default',
    ],
    [
      `$default: {x-amazon-apigateway-any-method: {x-amazon-apigateway-integration: ${PROXY}}}`,
      '$default',
    ],
    [
      `/other: {x-amazon-apigateway-any-method: {isDefaultRoute: true, x-amazon-apigateway-integration: ${PROXY}}}`,
      '$default',
    ],
  ])('of %s makes %s', (path, routeKey) => {
    const { errors, route } = loadDocument(`paths: {${path}}`);

    expect([errors, route?.routeKey]).toEqual([[], routeKey]);
  });

  test('takes no notice of bodies, models and responses', () => {
    const { errors, warnings, route } = loadDocument(
      'components: {schemas: {Pet: {type: object}}}',
      `paths: {/a: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}, responses: {'200': {description: d}}, x-amazon-apigateway-integration: ${PROXY}}}}`,
    );

    expect([errors, warnings, route?.routeKey]).toEqual([[], [], 'POST /a']);
  });

  test('follows a reference to an integration', () => {
    const { errors, route } = loadDocument(
      `components: {x-amazon-apigateway-integrations: {one: ${PROXY}}}`,
      "paths: {/a: {get: {x-amazon-apigateway-integration: {$ref: '#/components/x-amazon-apigateway-integrations/one'}}}}",
    );

    expect(errors).toEqual([]);
    expect(route?.integration).toMatchObject({ kind: 'HTTP_PROXY', uri: 'https://b' });
  });

  test('resolves what the importer knows by itself', () => {
    const { route } = loadIntegration(
      "{type: aws_proxy, uri: 'arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:f', payloadFormatVersion: '2.0'}",
    );

    expect(route?.integration).toMatchObject({
      uri: 'arn:aws:lambda:eu-west-1:123456789012:function:f',
    });
  });

  // DG "Working with OpenAPI definitions for HTTP APIs"
  test.each([
    ["swagger: '2.0'", /openapi-version .*"openapi: 3\.0\.x" for HTTP APIs, not .*"2\.0"/],
    ['openapi: 3.1.0', /openapi-version/],
  ])('refuses %s', (version, message) => {
    const { errors } = loadHttpApi(anApi('DefinitionBody:', `  ${version}`, '  paths: {}'));

    expect(errors).toEqual([expect.stringMatching(message)]);
  });

  // DG "x-amazon-apigateway-authorizer"
  test.each([
    ['[{J: []}]', { type: 'JWT', scopes: [] }],
    ['[{J: [a, b]}]', { type: 'JWT', scopes: ['a', 'b'], authorizer: { audience: ['a'] } }],
    [
      '[{L: []}]',
      {
        type: 'CUSTOM',
        authorizer: {
          authorizerUri: 'arn:a',
          credentials: 'arn:r',
          enableSimpleResponses: true,
          resultTtlSeconds: 7,
          identitySource: [
            { source: 'header', name: 'a' },
            { source: 'querystring', name: 'b' },
          ],
        },
      },
    ],
    ['[{I: []}]', { type: 'AWS_IAM' }],
    ['[]', { type: 'NONE' }],
  ])('by the security %s asks for %j', (security, expected) => {
    const { errors, route } = withSecurity(security);

    expect(errors).toEqual([]);
    expect(route?.authorization).toMatchObject(expected);
  });

  test.each([
    ["{type: jwt, jwtConfiguration: {issuer: 'https://i'}}", /has no identitySource: add it/],
    ['{type: jwt, identitySource: $request.header.a}', /has no issuer/],
    ['{type: request, identitySource: $request.header.a}', /has no authorizerUri/],
    ['{type: token}', /has to be of type JWT or REQUEST, not "token"/],
    [
      "{type: request, authorizerUri: a, authorizerPayloadFormatVersion: '1.0', enableSimpleResponses: true}",
      /enableSimpleResponses .* needs authorizerPayloadFormatVersion 2\.0/,
    ],
    [
      "{type: request, authorizerUri: a, authorizerPayloadFormatVersion: '2.0', authorizerResultTtlInSeconds: 3601}",
      /authorizerResultTtlInSeconds .* at most 3600/,
    ],
  ])('refuses the authorizer %s', (authorizer, message) => {
    const { errors } = loadDocument(
      'components:',
      `  securitySchemes: {A: {type: oauth2, x-amazon-apigateway-authorizer: ${authorizer}}}`,
      'paths: {}',
    );

    expect(errors).toContainEqual(expect.stringMatching(message));
  });

  test('refuses more than one requirement', () => {
    expect(withSecurity('[{J: []}, {L: []}]').errors).toEqual([
      expect.stringMatching(/invalid-security GET \/a has 2 security requirements/),
    ]);
  });

  test('names a requirement that leads nowhere, as the route is open', () => {
    const { warnings, route } = withSecurity('[{X: []}]');

    expect(route?.authorization).toEqual({ type: 'NONE' });
    expect(warnings).toEqual([expect.stringMatching(/unknown-security-scheme "X"/)]);
  });

  test('takes FailOnWarnings at its word', () => {
    const document = [
      'DefinitionBody:',
      '  openapi: 3.0.1',
      '  info: {title: t}',
      "  paths: {/a: {get: {x-amazon-apigateway-integration: {type: aws, uri: 'arn:x', payloadFormatVersion: '1.0'}}}}",
    ];

    const open = loadHttpApi(anApi(...document));
    const strict = loadHttpApi(anApi('FailOnWarnings: true', ...document));

    expect(open.warnings).toContainEqual(
      expect.stringMatching(/invalid-integration .*of type AWS/),
    );
    expect(open.errors).toEqual([]);
    expect(strict.errors).toEqual([expect.stringMatching(/invalid-integration .*of type AWS/)]);
  });
});

describe('readHttpApiIntegration', () => {
  const WORKFLOW = `type: aws_proxy, integrationSubtype: StepFunctions-StartExecution, payloadFormatVersion: '1.0', credentials: '${ROLE}'`;

  // DG "Integration subtype reference", "x-amazon-apigateway-integration"
  test('reads a first-class integration', () => {
    const { errors, warnings, route } = loadIntegration(
      `{${WORKFLOW}, timeoutInMillis: 2000, requestParameters: {StateMachineArn: arn, Input: $request.body}, responseParameters: {'200': {'overwrite:statuscode': '202'}}}`,
    );

    expect([errors, warnings]).toEqual([[], []]);
    expect(route?.integration).toEqual({
      kind: 'SERVICE',
      position: expect.anything(),
      integrationSubtype: 'StepFunctions-StartExecution',
      credentials: ROLE,
      timeoutInMillis: 2000,
      requestParameters: { StateMachineArn: ['arn'], Input: [{ source: 'body', name: '' }] },
      responseParameters: {
        200: [{ action: 'overwrite', place: 'statuscode', name: '', value: ['202'] }],
      },
    });
  });

  test('reads the mappings of a proxy', () => {
    const { errors, route } = loadIntegration(
      "{type: HTTP_PROXY, uri: 'http://b', httpMethod: any, payloadFormatVersion: 1.0, requestParameters: {'append:header.x-a': $request.path.a, 'remove:querystring.q': \"''\", 'overwrite:path': /x}}",
    );

    expect(errors).toEqual([]);
    expect(route?.integration).toMatchObject({
      httpMethod: 'ANY',
      requestParameters: [
        {
          action: 'append',
          place: 'header',
          name: 'x-a',
          value: [{ source: 'pathParameter', name: 'a' }],
        },
        { action: 'remove', place: 'querystring', name: 'q', value: [] },
        { action: 'overwrite', place: 'path', name: '', value: ['/x'] },
      ],
    });
  });

  const withRequestParameter = (target: string, value = "'a'") =>
    `{type: http_proxy, uri: 'http://b', httpMethod: GET, payloadFormatVersion: '1.0', requestParameters: {'${target}': ${value}}}`;
  const withResponseParameter = (target: string, value = "'a'") =>
    `{type: http_proxy, uri: 'http://b', httpMethod: GET, payloadFormatVersion: '1.0', responseParameters: {'200': {'${target}': ${value}}}}`;

  test.each([
    // DG "Integration subtype reference"; note for the text
    [
      `{${WORKFLOW}}`,
      /StartExecution requires enabling passthrough, or defining all of the following parameters: StateMachineArn/,
    ],
    [`{${WORKFLOW}, requestParameters: {StateMachineArn: a, Foo: b}}`, /"Foo" is no parameter of/],
    [
      `{${WORKFLOW}, requestParameters: {StateMachineArn: $foo}}`,
      /Invalid mapping expression specified: \$foo/,
    ],
    [
      "{type: aws_proxy, integrationSubtype: SNS-Publish, credentials: a, payloadFormatVersion: '1.0'}",
      /"SNS-Publish" is no integration subtype/,
    ],
    [
      "{type: aws_proxy, integrationSubtype: StepFunctions-StopExecution, payloadFormatVersion: '1.0', requestParameters: {ExecutionArn: a}}",
      /has no credentials/,
    ],
    [
      "{type: aws_proxy, integrationSubtype: StepFunctions-StopExecution, credentials: a, payloadFormatVersion: '2.0', requestParameters: {ExecutionArn: a}}",
      /payloadFormatVersion .* has to be 1\.0, not "2\.0"/,
    ],
    // DG "x-amazon-apigateway-integration"
    [
      "{type: aws_proxy, uri: 'arn:aws:lambda:a', payloadFormatVersion: '3.0'}",
      /has to be 1\.0 or 2\.0, not "3\.0"/,
    ],
    [
      "{type: aws_proxy, uri: 'https://b', payloadFormatVersion: '2.0'}",
      /"https:\/\/b" is no function/,
    ],
    ["{type: http_proxy, uri: b, httpMethod: GET, payloadFormatVersion: '1.0'}", /"b" is no URL/],
    ["{type: http_proxy, uri: 'http://b', payloadFormatVersion: '1.0'}", /has no httpMethod/],
    [
      "{type: http_proxy, uri: 'http://b', httpMethod: GET, payloadFormatVersion: '1.0', timeoutInMillis: 30001}",
      /timeoutInMillis .* at most 30000/,
    ],
    // DG "Transforming API requests and responses"
    [withRequestParameter('header.a'), /"header\.a" is no target/],
    [withRequestParameter('append:path'), /is no target/],
    [withRequestParameter('overwrite:statuscode'), /is no target/],
    [withResponseParameter('append:querystring.a'), /is no target/],
    [withResponseParameter('overwrite:path'), /is no target/],
    [withRequestParameter('append:header.a', '$request.body..b'), /Invalid mapping expression/],
    [withResponseParameter('append:header.a', '$request.path'), /Invalid mapping expression/],
    ...[
      'access-control-allow-origin',
      'Apigw-Requestid',
      'Authorization',
      'Connection',
      'Content-Encoding',
      'content-length',
      'Content-Location',
      'Forwarded',
      'Keep-Alive',
      'Origin',
      'Proxy-Authenticate',
      'Proxy-Authorization',
      'TE',
      'Trailers',
      'Transfer-Encoding',
      'Upgrade',
      'x-amz-a',
      'x-amzn-a',
      'X-Forwarded-For',
      'X-Forwarded-Host',
      'X-Forwarded-Proto',
      'Via',
    ].map((name): [string, RegExp] => [
      withRequestParameter(`append:header.${name}`),
      /is reserved/,
    ]),
  ])('refuses %s', (integration, message) => {
    expect(loadIntegration(integration).errors).toContainEqual(expect.stringMatching(message));
  });

  test.each([
    [
      "{type: aws_proxy, uri: 'arn:aws:lambda:a:1:function:f'}",
      /has no payloadFormatVersion, which API Gateway asks for/,
    ],
    [
      "{type: http_proxy, uri: 'http://b', httpMethod: GET, payloadFormatVersion: '1.0', connectionType: VPC_LINK}",
      /goes through a VPC link, which is not supported/,
    ],
    [
      "{type: aws_proxy, integrationSubtype: SQS-SendMessage, credentials: a, payloadFormatVersion: '1.0'}",
      /SQS-SendMessage is not supported here, only those of Step Functions: it answers 503/,
    ],
    [
      "{type: mock, payloadFormatVersion: '1.0'}",
      /of type MOCK: HTTP APIs have AWS_PROXY and HTTP_PROXY only/,
    ],
  ])('names %s', (integration, message) => {
    expect(loadIntegration(integration).warnings).toContainEqual(expect.stringMatching(message));
  });
});

describe('readCors', () => {
  const CORS =
    'x-amazon-apigateway-cors: {allowOrigins: [a], allowMethods: [GET], allowHeaders: [h], exposeHeaders: [e], maxAge: 5, allowCredentials: true}';
  const ALL = {
    allowOrigins: ['a'],
    allowMethods: ['GET'],
    allowHeaders: ['h'],
    exposeHeaders: ['e'],
    maxAgeSeconds: 5,
    allowCredentials: true,
  };

  // DG "x-amazon-apigateway-cors"
  test('reads it from a document', () => {
    expect(loadDocument(CORS, 'paths: {}').api?.cors).toEqual(ALL);
  });

  // SAM translator 1.170.0: each part of the property wins over that of the document
  test('lets the property of SAM win, part by part', () => {
    const { api } = loadHttpApi(
      anApi(
        'CorsConfiguration: {AllowOrigins: [b], MaxAge: 9}',
        'DefinitionBody:',
        '  openapi: 3.0.1',
        '  info: {title: t}',
        `  ${CORS}`,
        '  paths: {}',
      ),
    );

    expect(api?.cors).toEqual({ ...ALL, allowOrigins: ['b'], maxAgeSeconds: 9 });
  });

  test.each([
    ['true', { allowOrigins: ['*'] }],
    ['false', undefined],
    ["{AllowMethods: ['*']}", { allowMethods: ['*'], allowOrigins: [] }],
  ])('reads CorsConfiguration: %s', (written, expected) => {
    const { api, errors } = loadHttpApi(anApi(`CorsConfiguration: ${written}`));

    expect(errors).toEqual([]);
    if (expected === undefined) expect(api).not.toHaveProperty('cors');
    else expect(api?.cors).toMatchObject(expected);
  });

  test.each([
    // issue aws/aws-cdk#9076
    [
      "{AllowOrigins: ['*'], AllowCredentials: true}",
      /allow-credentials is not supported if 'allow-origin' is \*/,
    ],
    ['{Origins: [a]}', /unknown-property "Origins"/],
    ['{MaxAge: soon}', /MaxAge has to be a number/],
  ])('refuses CorsConfiguration: %s', (written, message) => {
    expect(loadHttpApi(anApi(`CorsConfiguration: ${written}`)).errors).toEqual([
      expect.stringMatching(message),
    ]);
  });
});

describe('httpApi', () => {
  test('reads a document beside the template, and includes one', () => {
    const document = `openapi: 3.0.1\ninfo: {title: t}\npaths: {/a: {get: {x-amazon-apigateway-integration: ${PROXY}}}}\n`;
    const read = (properties: string) =>
      load({
        'template.yaml': `${SERVERLESS}Resources:\n${anApi(properties)}`,
        'api.yaml': document,
      });

    for (const properties of [
      'DefinitionUri: api.yaml',
      'DefinitionBody: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: api.yaml}}}',
    ]) {
      const { template, errors } = read(properties);
      expect(errors).toEqual([]);
      expect(httpApisOf(template)[0]?.routes.map(({ routeKey }) => routeKey)).toEqual(['GET /a']);
    }
  });

  // SAM translator 1.170.0
  test.each([
    [
      'DefinitionBody: {openapi: 3.0.1, info: {title: t}, paths: {}}',
      'Name: n',
      /Name of API "Api" cannot be set/,
    ],
    [
      'DefinitionUri: api.yaml',
      'CorsConfiguration: true',
      /works only with a document in DefinitionBody/,
    ],
    ['DefinitionUri: api.yaml', 'Auth: {}', /works only with a document in DefinitionBody/],
    [
      'DefinitionBody: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: api.yaml}}}',
      'CorsConfiguration: true',
      /SAM cannot write CorsConfiguration into the included document/,
    ],
  ])('refuses %s with %s', (definition, property, message) => {
    const { errors } = load({
      'template.yaml': `${SERVERLESS}Resources:\n${anApi(definition, property)}`,
      'api.yaml': 'openapi: 3.0.1\ninfo: {title: t}\npaths: {}\n',
    });

    expect(errors).toEqual([expect.stringMatching(message)]);
  });

  test('refuses an event for an included document', () => {
    const { errors } = load({
      'template.yaml': `${SERVERLESS}Resources:\n${anApi('DefinitionBody: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: api.yaml}}}')}${aFunction(anEvent('Path: /a, Method: get'))}`,
      'api.yaml': 'openapi: 3.0.1\ninfo: {title: t}\npaths: {}\n',
    });

    expect(errors).toEqual([expect.stringMatching(/SAM cannot write the event "E1" of "Fn"/)]);
  });

  test('reads stage, variables and settings', () => {
    const { api } = loadHttpApi(
      anApi(
        'StageName: dev',
        'StageVariables: {a: b}',
        'DefaultRouteSettings: {ThrottlingRateLimit: 2}',
        'RouteSettings: {GET /a/: {ThrottlingBurstLimit: 1}, $default: {ThrottlingRateLimit: 3}, /b: {ThrottlingRateLimit: 4}}',
      ) + aFunction(anEvent('Path: /a, Method: get')),
    );

    expect(api).toMatchObject({
      stageName: 'dev',
      stageVariables: { a: 'b' },
      defaultRouteSettings: { throttlingRateLimit: 2 },
      routeSettings: {
        'GET /a': { throttlingBurstLimit: 1 },
        $default: { throttlingRateLimit: 3 },
        'ANY /b': { throttlingRateLimit: 4 },
      },
    });
  });

  // DG "Working with stages for HTTP APIs"
  test.each(['a b', 'a/b', '$other', 'x'.repeat(129)])('refuses the stage %s', (stageName) => {
    expect(loadHttpApi(anApi(`StageName: ${stageName}`)).errors).toEqual([
      expect.stringMatching(/is no name of a stage/),
    ]);
  });

  // DG "Quotas and important notes"
  test.each([
    [
      '301 routes',
      `paths: {${Array.from({ length: 301 }, (_, index) => `/a${index}: {get: {x-amazon-apigateway-integration: ${PROXY}}}`).join(', ')}}`,
      /has 301 routes: the quota of HTTP APIs is 300/,
    ],
    [
      '11 scopes',
      `paths: {/a: {get: {security: [{J: [${'a,b,c,d,e,f,g,h,i,j,k'}]}], x-amazon-apigateway-integration: ${PROXY}}}}`,
      /GET \/a asks for 11 scopes: HTTP APIs take 10/,
    ],
  ])('names %s', (_case, paths, message) => {
    expect(loadDocument(...SCHEMES, paths).warnings).toContainEqual(expect.stringMatching(message));
  });

  test('names what changes the answers on AWS and not here', () => {
    const { warnings } = loadHttpApi(
      anApi('Domain: {DomainName: a, CertificateArn: b}', 'DisableExecuteApiEndpoint: true'),
    );

    expect(warnings.filter((line) => line.includes('unsupported-property'))).toHaveLength(2);
  });
});
