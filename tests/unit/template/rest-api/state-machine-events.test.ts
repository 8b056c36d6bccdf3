import { restApisOf } from '../../../../toolbox/template/apis.ts';
import { load, SERVERLESS } from '../load.ts';

const EVENT = 'RestApiId: !Ref Api, Path: /orders, Method: post';

/** A state machine with an event, beside an API `Api`; its lines stand where the place 14 counts from. */
function loadStateMachine(event: string, { api = '', properties = '', more = '' } = {}) {
  const loaded = load(`${SERVERLESS}Resources:
  Api: {Type: AWS::Serverless::Api, Properties: {StageName: live${api}}}
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: {StartAt: A, States: {A: {Type: Succeed}}}
${properties}      Events:
        Post: {Type: Api, Properties: {${event}}}
${more}`);
  const [first] = restApisOf(loaded.template);
  return { ...loaded, api: first, method: first?.methods[0] };
}

const ARN = 'arn:aws:states:eu-west-1:123456789012:stateMachine:Machine';

// SAM DG "Api" (StateMachine), and what SAM's translator writes for it.
describe('an event of a state machine', () => {
  test('makes a method that starts an execution with the role of the event', () => {
    const { method, errors, warnings } = loadStateMachine(EVENT);

    expect([...errors, ...warnings]).toEqual([]);
    expect(method).toMatchObject({
      resourcePath: '/orders',
      httpMethod: 'POST',
      position: { file: 'template.yaml', line: 9, column: 9 },
      authorizationType: 'NONE',
      methodResponses: { 200: { headers: [] }, 400: { headers: [] } },
      integration: {
        type: 'AWS',
        httpMethod: 'POST',
        uri: 'arn:aws:apigateway:eu-west-1:states:action/StartExecution',
        credentials: 'arn:aws:iam::123456789012:role/MachinePostRole',
        passthroughBehavior: 'WHEN_NO_MATCH',
        responses: [
          { selectionPattern: '200', statusCode: '200' },
          { selectionPattern: '400', statusCode: '400' },
        ],
      },
    });
  });

  test.each([
    ['', `{"input": "$util.escapeJavaScript($input.json('$'))", "stateMachineArn": "${ARN}"}`],
    [
      ', UnescapeMappingTemplate: true',
      `{"input": "$util.escapeJavaScript($input.json('$')).replaceAll("\\\\'","'")", "stateMachineArn": "${ARN}"}`,
    ],
  ])('has the request template of SAM {%s}', (more, template) => {
    const { method } = loadStateMachine(EVENT + more);

    expect(method?.integration?.requestTemplates['application/json']?.text).toBe(template);
  });

  test('gets a role that may start this state machine alone', () => {
    const { template } = loadStateMachine(EVENT);

    expect(template.roles).toContainEqual(
      expect.objectContaining({
        logicalId: 'MachinePostRole',
        roleArn: 'arn:aws:iam::123456789012:role/MachinePostRole',
        statements: [{ Action: 'states:StartExecution', Effect: 'Allow', Resource: ARN }],
      }),
    );
    expect(template.permissions).toEqual([]);
  });

  test('leaves the document of an API as it is, and has its role', () => {
    const { api, template, errors } = loadStateMachine(EVENT, {
      api: ', MergeDefinitions: true, DefinitionBody: {openapi: 3.0.1, paths: {/b: {get: {x-amazon-apigateway-integration: {type: mock}}}}}',
    });

    expect(errors).toEqual([]);
    expect(api?.methods.map(({ resourcePath }) => resourcePath)).toEqual(['/b']);
    expect(template.roles.map(({ logicalId }) => logicalId)).toContain('MachinePostRole');
  });

  test('stands with events of functions on the API that SAM makes', () => {
    const { template, errors } = load(`${SERVERLESS}Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: a.b
      Events: {Get: {Type: Api, Properties: {Path: /orders, Method: get}}}
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: {StartAt: A, States: {A: {Type: Succeed}}}
      Events: {Post: {Type: Api, Properties: {Path: /orders, Method: post}}}
`);

    const [api] = restApisOf(template);
    expect(errors).toEqual([]);
    expect(api?.logicalId).toBe('ServerlessRestApi');
    expect(
      api?.methods.map(({ httpMethod, integration }) => [httpMethod, integration?.type]),
    ).toEqual([
      ['GET', 'AWS_PROXY'],
      ['POST', 'AWS'],
    ]);
  });

  test('takes its Auth, and that of the API', () => {
    const { method } = loadStateMachine(`${EVENT}, Auth: {Authorizer: AWS_IAM}`, {
      api: ', Auth: {ApiKeyRequired: true}',
    });

    expect(method).toMatchObject({ authorizationType: 'AWS_IAM', apiKeyRequired: true });
    expect(method?.integration?.credentials).toMatch(/MachinePostRole$/);
  });

  test('makes no method for a state machine that is not created', () => {
    const { template } = load(`Conditions: {Never: !Equals [a, b]}
${SERVERLESS}Resources:
  Machine:
    Type: AWS::Serverless::StateMachine
    Condition: Never
    Properties:
      Definition: {StartAt: A, States: {A: {Type: Succeed}}}
      Events: {Post: {Type: Api, Properties: {Path: /orders, Method: post}}}
`);

    expect(template.apis).toEqual([]);
  });

  test.each([
    [', RequestModel: {Model: Pet}', /:9:\d+ unknown-property "RequestModel".*UnescapeMapping/],
    [', TimeoutInMillis: 1000', /:9:\d+ unknown-property "TimeoutInMillis"/],
  ])('refuses what SAM knows of functions only {%s}', (more, message) => {
    expect(loadStateMachine(EVENT + more).errors).toEqual([expect.stringMatching(message)]);
  });
});
