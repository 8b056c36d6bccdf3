import { restApisOf } from '../../../toolbox/template/apis.ts';
import { load, SERVERLESS } from './load.ts';

/** A template with functions, by name, each with one event that names no API. */
const withFunctions = (functions: Readonly<Record<string, string>>, rest = '') =>
  `${SERVERLESS}Conditions: {Never: !Equals [a, b], Neither: !Equals [a, c]}
Resources:
${Object.entries(functions)
  .map(
    ([name, attributes]) => `  ${name}:
    Type: AWS::Serverless::Function
    ${attributes}
    Properties:
      Runtime: nodejs24.x
      Handler: a.b
      Events: {Call: {Type: Api, Properties: {Path: /${name}, Method: get}}}
`,
  )
  .join('')}${rest}`;

const OUTPUT = 'Outputs: {Url: {Value: !Sub "${ServerlessRestApi}/${ServerlessRestApi.Stage}"}}\n';

describe('implicitApi', () => {
  test('takes the events that name no API, on the stage Prod', () => {
    const { template, errors, warnings } = load(withFunctions({ One: '', Two: '' }, OUTPUT));
    const [api] = restApisOf(template);

    expect([...errors, ...warnings]).toEqual([]);
    expect(restApisOf(template)).toHaveLength(1);
    expect(api).toMatchObject({
      logicalId: 'ServerlessRestApi',
      stageName: 'Prod',
      position: { file: 'template.yaml', line: 10, column: 16 },
    });
    expect(api?.methods.map(({ resourcePath }) => resourcePath)).toEqual(['/One', '/Two']);
  });

  test('is what !Ref ServerlessRestApi gives', () => {
    const more = `  Reader:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: a.b
      Environment: {Variables: {API: !Ref ServerlessRestApi, STAGE: !Ref ServerlessRestApiProdStage}}
`;
    const { template, errors } = load(withFunctions({ One: '' }, more));

    expect(errors).toEqual([]);
    expect(template.functions[1]?.environment).toEqual({
      API: restApisOf(template)[0]?.apiId,
      STAGE: 'Prod',
    });
  });

  test('has the properties of Globals.Api', () => {
    const globals = `Globals:
  Api: {Name: shop, Variables: {A: b}, Auth: {DefaultAuthorizer: AWS_IAM, InvokeRole: NONE}}
`;
    const { template } = load(withFunctions({ One: '' }, globals));

    expect(restApisOf(template)[0]).toMatchObject({
      name: 'shop',
      stageName: 'Prod',
      stageVariables: { A: 'b' },
      methods: [{ authorizationType: 'AWS_IAM' }],
    });
  });

  test('takes the events that name it, and the place of a resource of its name', () => {
    const { template } = load(`${SERVERLESS}Resources:
  ServerlessRestApi: {Type: AWS::Serverless::Api, Properties: {StageName: own, Name: own}}
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: a.b
      Events: {A: {Type: Api, Properties: {RestApiId: !Ref ServerlessRestApi, Path: /a, Method: get}}}
`);

    expect(restApisOf(template)).toMatchObject([{ name: 'local', stageName: 'Prod' }]);
  });

  test('does not exist without such an event', () => {
    const { errors } = load(`Resources: {}\n${OUTPUT}`);

    expect(errors).toEqual([
      expect.stringMatching(/^template\.yaml:2:30 unresolved-reference "ServerlessRestApi"/),
      expect.stringMatching(/^template\.yaml:2:51 unresolved-reference "ServerlessRestApi"/),
    ]);
  });

  test('exists when one of its functions is created', () => {
    const functions = { One: 'Condition: Never', Two: 'Condition: Neither', Three: '' };
    const { template, errors } = load(withFunctions(functions, OUTPUT));

    expect(errors).toEqual([]);
    expect(restApisOf(template)[0]?.methods.map(({ resourcePath }) => resourcePath)).toEqual([
      '/Three',
    ]);
    expect(restApisOf(template)[0]?.position).toEqual({
      file: 'template.yaml',
      line: 24,
      column: 16,
    });
  });

  test('is not created when none of its functions is', () => {
    const functions = { One: 'Condition: Never', Two: 'Condition: Neither' };
    const reader = `  Reader: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref ServerlessRestApi}}
  Role: {Type: AWS::IAM::Role, Properties: {RoleName: !Ref ServerlessRestApi}}
`;
    const { template, errors } = load(withFunctions(functions, reader));

    expect(restApisOf(template)).toEqual([]);
    expect(errors).toEqual([
      expect.stringMatching(/"ServerlessRestApi" is not created, because its condition "Never"/),
    ]);
  });

  test('is there when only a workflow has an event for it', () => {
    const { template, errors } = load(`${SERVERLESS}Resources:
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: {StartAt: A}
      Events: {A: {Type: Api, Properties: {Path: /a, Method: post}}}
${OUTPUT}`);

    expect(errors).toEqual([]);
    expect(restApisOf(template).map(({ logicalId }) => logicalId)).toEqual(['ServerlessRestApi']);
  });
});
