import { load, SERVERLESS } from './load.ts';

const TASK = '{StartAt: A, States: {A: {Type: Task, Resource: "arn:aws:lambda:x", End: true}}}';
const PASS = '{StartAt: A, States: {A: {Type: Pass, Result: {Type: Text}, End: true}}}';

/** A template with one state machine of these properties. */
const machineWith = (properties: string): string =>
  `${SERVERLESS}Resources:
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties: {${properties}}
`;

describe('a state machine', () => {
  test('with tasks but neither role nor policies is named, and may do everything', () => {
    const { template, errors, warnings } = load(machineWith(`Definition: ${TASK}`));

    expect(errors).toEqual([]);
    expect(warnings).toEqual([
      expect.stringMatching(
        /^template\.yaml:3:3 missing-permission state machine "Machine" has neither Role nor Policies/,
      ),
    ]);
    expect(template.roles).toEqual([]);
  });

  test.each([
    `Definition: ${PASS}`,
    `Definition: ${TASK}, Role: "arn:aws:iam::123456789012:role/x"`,
    `Definition: ${TASK}, Policies: [AWSLambdaRole]`,
  ])('is not named with %s', (properties) => {
    expect(load(machineWith(properties)).warnings).toEqual([]);
  });

  test('with an empty list of policies has a role that allows nothing', () => {
    const { template } = load(machineWith(`Definition: ${TASK}, Policies: []`));

    expect(template.roles).toMatchObject([
      { logicalId: 'MachineRole', statements: [], unknownPolicies: [] },
    ]);
  });
});

/** An API with a document of its own that invokes a function; more resources may follow. */
const apiWith = (integration: string, more = ''): string =>
  `${SERVERLESS}Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      DefinitionBody:
        openapi: 3.0.1
        paths:
          /x:
            post:
              x-amazon-apigateway-integration:
                {type: aws_proxy, httpMethod: POST, uri: !Sub "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/\${Work.Arn}/invocations"${integration}}
  Work:
    Type: AWS::Lambda::Function
    Properties: {Role: "arn:aws:iam::123456789012:role/x", Runtime: python3.13, Handler: a.b, Code: src}
${more}`;

const permissionFor = (functionName: string): string => `  Permission:
    Type: AWS::Lambda::Permission
    Properties: {FunctionName: ${functionName}, Action: lambda:InvokeFunction, Principal: apigateway.amazonaws.com}
`;

describe('a method that invokes a function', () => {
  test.each(['', permissionFor('other')])('is named without a permission: %j', (more) => {
    const { errors, warnings } = load(apiWith('', more));

    expect(errors).toEqual([]);
    expect(warnings).toEqual([
      expect.stringMatching(
        /^template\.yaml:12:15 missing-permission no AWS::Lambda::Permission lets API Gateway invoke "Work": POST \/x/,
      ),
    ]);
  });

  test.each([
    ['', permissionFor('!Ref Work')],
    ['', permissionFor('!GetAtt Work.Arn')],
    [', credentials: "arn:aws:iam::123456789012:role/x"', ''],
  ])('is not named with %j and %j', (integration, more) => {
    expect(load(apiWith(integration, more)).warnings).toEqual([]);
  });

  test('is not named when only an account knows whose permission there is', () => {
    const { warnings } = load(apiWith('', permissionFor('!ImportValue work')));

    expect(warnings).toEqual([expect.stringContaining('unsupported-intrinsic')]);
  });
});
