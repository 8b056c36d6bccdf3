import { loadOperation, withIntegration } from './an-api.ts';

const STATES = `type: aws
httpMethod: post
uri: arn:\${AWS::Partition}:apigateway:\${AWS::Region}:states:action/StartExecution
`;

describe('readIntegration', () => {
  test('fills in the defaults, and resolves the variables of the importer', () => {
    const { method, errors } = loadOperation(withIntegration(STATES));

    expect(errors).toEqual([]);
    expect(method?.integration).toEqual({
      position: { file: 'api.yaml', line: 6, column: 7 },
      type: 'AWS',
      httpMethod: 'POST',
      uri: 'arn:aws:apigateway:eu-west-1:states:action/StartExecution',
      passthroughBehavior: 'WHEN_NO_MATCH',
      requestParameters: {},
      requestTemplates: {},
      responses: [],
      timeoutInMillis: 29_000,
    });
  });

  test('reads what is set, words in any case', () => {
    const { method, errors } = loadOperation(
      withIntegration(
        `${STATES}credentials: arn:aws:iam::123456789012:role/api
passthroughBehavior: Never
contentHandling: convert_to_text
timeoutInMillis: 500
requestParameters:
  integration.request.header.X: method.request.header.X
  integration.request.querystring.Static: "'one, two'"
responses:
  4\\d{2}: {statusCode: 400}
  default:
    statusCode: '200'
    responseParameters: {method.response.header.Location: integration.response.body.url}`,
        `parameters: [{name: X, in: header}]
responses: {200: {headers: {Location: {}}}, 400: {}}`,
      ),
    );

    expect(errors).toEqual([]);
    expect(method?.integration).toMatchObject({
      credentials: 'arn:aws:iam::123456789012:role/api',
      passthroughBehavior: 'NEVER',
      contentHandling: 'CONVERT_TO_TEXT',
      timeoutInMillis: 500,
      requestParameters: {
        'integration.request.header.X': 'method.request.header.X',
        'integration.request.querystring.Static': "'one, two'",
      },
      responses: [
        { selectionPattern: '4\\d{2}', statusCode: '400' },
        {
          statusCode: '200',
          responseParameters: {
            'method.response.header.Location': 'integration.response.body.url',
          },
        },
      ],
    });
    expect(method?.integration?.responses[1]).not.toHaveProperty('selectionPattern');
  });

  test('finds a character of a mapping template in the file', () => {
    const { method } = loadOperation(
      withIntegration(
        'type: mock\nrequestTemplates:\n  application/json: |\n    #set($x = 1)\n    {"statusCode": $x}',
      ),
    );
    const template = method?.integration?.requestTemplates['application/json'];
    const offset = template?.text.indexOf('$x}') ?? 0;

    expect(template?.text).toBe('#set($x = 1)\n{"statusCode": $x}\n');
    expect(template?.positionAt(offset)).toEqual({ file: 'api.yaml', line: 11, column: 28 });
  });

  test.each([
    ['uri: x', 'has no type'],
    ['type: magic', 'one of AWS, AWS_PROXY'],
    ['type: aws\nhttpMethod: POST', 'has no uri'],
    ['type: http\nuri: https://example.com', 'has no httpMethod'],
    ['type: http\nhttpMethod: GET\nuri: example.com', 'is no URL'],
    [
      'type: aws\nhttpMethod: POST\nuri: arn:aws:apigateway:eu-west-1:states:StartExecution',
      '…:path/',
    ],
    [`${STATES.replace('type: aws', 'type: aws_proxy')}`, 'Lambda and Firehose only'],
    ['type: mock\ntimeoutInMillis: 20', 'a number of 50 or more'],
    ['type: mock\nresponses: {default: {statusCode: 20}}', 'from 100 to 599'],
    ['type: mock\nresponses: {default: {}}', 'has no statusCode'],
    ['type: mock\nrequestTemplates: {application/json: {statusCode: 200}}', 'has to be text'],
    ['type: mock\nrequestParameters: {header.X: "\'a\'"}', 'no target of a parameter mapping'],
    [
      'type: mock\nrequestParameters: {integration.request.header.X: text}',
      'single quotes, "\'text\'"',
    ],
    [
      'type: mock\nrequestParameters: {integration.request.header.X: method.request.header.X}',
      'method.request.header.X is not declared',
    ],
  ])('refuses %j, as the importer does', (integration, message) => {
    const { errors } = loadOperation(withIntegration(integration, 'responses: {200: {}, 20: {}}'));

    expect(errors).toEqual([expect.stringContaining(message)]);
  });

  test('names a VPC link as not supported', () => {
    const { warnings } = loadOperation(withIntegration('type: mock\nconnectionType: VPC_LINK'));

    expect(warnings).toEqual([expect.stringContaining('api.yaml:8:9 unsupported-integration')]);
  });

  test('warns of a time-out over the default quota', () => {
    const { errors, warnings } = loadOperation(
      withIntegration('type: mock\ntimeoutInMillis: 30000'),
    );

    expect(errors).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining('api.yaml:8:9 long-timeout')]);
  });
});

describe('checkDeclaredResponses', () => {
  const integration = (statusCode: number) =>
    withIntegration(`type: mock
responses:
  default:
    statusCode: ${statusCode}
    responseParameters: {method.response.header.Location: "'x'"}`);

  test('refuses a header that the response does not declare', () => {
    const { errors } = loadOperation(`${integration(200)}responses: {200: {headers: {Other: {}}}}`);

    expect(errors).toEqual([
      expect.stringMatching(/^api\.yaml:11:\d+ undeclared-header .*"Location"/),
    ]);
  });

  // APIGW DG "important notes": what a shared response declares is not imported.
  test('warns of a header of a shared response, which people deploy', () => {
    const { errors, warnings } = loadOperation(
      `${integration(200)}responses: {200: {$ref: '#/components/responses/Ok'}}`,
      'components: {responses: {Ok: {description: fine}}}',
    );

    expect(errors).toEqual([]);
    expect(warnings).toEqual([
      expect.stringMatching(/^api\.yaml:11:\d+ undeclared-header .*"Location"/),
      expect.stringMatching(/ shared-response /),
    ]);
  });

  test('warns of a status that the operation does not declare', () => {
    const { errors, warnings } = loadOperation(`${integration(201)}responses: {200: {}}`);

    expect(errors).toEqual([]);
    expect(warnings).toEqual([expect.stringMatching(/^api\.yaml:9:11 undeclared-response .*201/)]);
  });

  test('takes the headers of a shared response and warns of it', () => {
    const { method, errors, warnings } = loadOperation(
      `${integration(200)}responses:\n  200: {$ref: '#/components/responses/Found'}`,
      'components: {responses: {Found: {headers: {Location: {}}}}}',
    );

    expect(errors).toEqual([]);
    expect(method?.methodResponses).toEqual({ '200': { headers: ['Location'], isShared: true } });
    expect(warnings).toEqual([expect.stringContaining('shared-response')]);
  });
});
