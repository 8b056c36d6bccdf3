import { load, SERVERLESS } from './load.ts';

describe('a role of the template', () => {
  test('collects the statements of inline and attached policies', () => {
    const { template, errors } = load(`Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      Path: /app/
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess']
      Policies:
        - PolicyName: one
          PolicyDocument:
            Statement: {Effect: Allow, Action: 's3:GetObject', Resource: !GetAtt Bucket.Arn}
  More:
    Type: AWS::IAM::Policy
    Properties:
      Roles: [!Ref Role]
      PolicyDocument:
        Statement: [{Effect: Deny, Action: '*', Resource: '*'}]
  Bucket:
    Type: AWS::S3::Bucket
`);

    expect(errors).toEqual([]);
    expect(template.roles).toEqual([
      {
        logicalId: 'Role',
        roleName: 'Role',
        roleArn: 'arn:aws:iam::123456789012:role/app/Role',
        position: { file: 'template.yaml', line: 2, column: 3 },
        statements: [
          { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::bucket' },
          { Effect: 'Deny', Action: '*', Resource: '*' },
        ],
        unknownPolicies: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
      },
    ]);
  });

  test('makes the role that SAM generates, with its policy templates', () => {
    const { template } = load(`${SERVERLESS}Resources:
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: {StartAt: A}
      Policies:
        - LambdaInvokePolicy: {FunctionName: !Ref Worker}
        - S3ReadPolicy: {BucketName: b}
        - Statement: [{Effect: Allow, Action: 'sns:Publish', Resource: '*'}]
        - AWSXrayWriteOnlyAccess
        - ReadOnlyAccess
  Worker:
    Type: AWS::Serverless::Function
    Properties: {Runtime: nodejs24.x, Handler: a.b, Role: 'arn:aws:iam::123456789012:role/w'}
`);

    expect(template.roles).toEqual([
      expect.objectContaining({
        logicalId: 'MachineRole',
        roleArn: 'arn:aws:iam::123456789012:role/MachineRole',
        statements: [
          {
            Effect: 'Allow',
            Action: ['lambda:InvokeFunction'],
            Resource: ['arn:aws:lambda:eu-west-1:123456789012:function:Worker*'],
          },
          { Effect: 'Allow', Action: 'sns:Publish', Resource: '*' },
        ],
        unknownPolicies: ['S3ReadPolicy', 'ReadOnlyAccess'],
      }),
    ]);
  });
});

/** The role of a template whose role `Role` has these properties, with further resources. */
function roleWith(properties: string, resources = '') {
  const { template } = load(`Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      ${properties}
${resources}`);
  return template.roles[0];
}

const allow = (Action: string[], Resource: string | string[]) => ({
  Effect: 'Allow',
  Action,
  Resource,
});

describe('managed policies', () => {
  test.each([
    'service-role/AWSLambdaBasicExecutionRole',
    'service-role/AWSLambdaVPCAccessExecutionRole',
    'AWSXRayDaemonWriteAccess',
    'AWSXrayWriteOnlyAccess',
    'service-role/AmazonAPIGatewayPushToCloudWatchLogs',
    'CloudWatchLogsFullAccess',
  ])('%s allows nothing that is asked for here', (policy) => {
    expect(roleWith(`ManagedPolicyArns: ['arn:aws:iam::aws:policy/${policy}']`)).toMatchObject({
      statements: [],
      unknownPolicies: [],
    });
  });

  test.each([
    ['service-role/AWSLambdaRole', allow(['lambda:InvokeFunction'], '*')],
    [
      'AWSLambda_FullAccess',
      allow(['lambda:*', 'states:DescribeStateMachine', 'states:ListStateMachines'], '*'),
    ],
    ['AWSStepFunctionsFullAccess', allow(['states:*'], '*')],
    [
      'AmazonAPIGatewayInvokeFullAccess',
      allow(['execute-api:Invoke', 'execute-api:ManageConnections'], 'arn:aws:execute-api:*:*:*'),
    ],
  ])('%s gives its statements', (policy, statement) => {
    expect(roleWith(`ManagedPolicyArns: ['arn:aws:iam::aws:policy/${policy}']`)).toMatchObject({
      statements: [statement],
      unknownPolicies: [],
    });
  });

  test.each([
    "'arn:aws:iam::123456789012:policy/AWSLambdaRole'",
    "'arn:aws:iam::aws:policy/toString'",
  ])('%s is not known', (policy) => {
    const role = roleWith(`ManagedPolicyArns: [${policy}]`);

    expect(role).toMatchObject({ statements: [], unknownPolicies: [policy.slice(1, -1)] });
  });

  test('of the template give their statements, attached by the role or by themselves', () => {
    const role = roleWith(
      'ManagedPolicyArns: [!Ref Listed]',
      `  Listed:
    Type: AWS::IAM::ManagedPolicy
    Properties: {PolicyDocument: {Statement: [{Effect: Allow, Action: ['a:One'], Resource: '*'}]}}
  Attached:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      Roles: [!Ref Role]
      PolicyDocument: {Statement: [{Effect: Allow, Action: ['a:Two'], Resource: '*'}]}
`,
    );

    expect(role).toMatchObject({
      statements: [allow(['a:Two'], '*'), allow(['a:One'], '*')],
      unknownPolicies: [],
    });
  });
});

describe('what is not known', () => {
  const UNKNOWN = 'a policy with a value that is not known here';

  test.each([
    '!ImportValue table',
    '[!Sub "arn:aws:s3:::${Name}/*"]',
    "'{{resolve:ssm:name}}'",
    '{Fn::Transform: {Name: Names}}',
    '{Fn::GetStackOutput: {StackName: a, OutputName: b}}',
  ])('a statement about %s is left out, and the role is not fully known', (resource) => {
    const { template } = load(`Parameters:
  Name: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /name}
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyDocument:
            Statement:
              - {Effect: Allow, Action: ['s3:GetObject'], Resource: ${resource}}
              - {Effect: Allow, Action: ['states:StartExecution'], Resource: '*'}
`);

    expect(template.roles[0]).toMatchObject({
      statements: [allow(['states:StartExecution'], '*')],
      unknownPolicies: [UNKNOWN],
    });
  });

  test('a managed policy whose ARN is another stack’s', () => {
    expect(roleWith('ManagedPolicyArns: [!ImportValue policy]')?.unknownPolicies).toEqual([
      '<ImportValue policy>',
    ]);
    expect(roleWith('ManagedPolicyArns: [!Cidr [a, 1]]')?.unknownPolicies).toEqual([UNKNOWN]);
  });

  test('a policy template about a machine of another stack', () => {
    const { template } = load(`${SERVERLESS}Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: a.b
      Policies: {StepFunctionsExecutionPolicy: {StateMachineName: !ImportValue machine}}
`);

    expect(template.roles[0]).toMatchObject({
      statements: [],
      unknownPolicies: ['StepFunctionsExecutionPolicy'],
    });
  });

  test('what connectors of SAM add', () => {
    const { template } = load(`${SERVERLESS}Resources:
  Worker:
    Type: AWS::Serverless::Function
    Connectors: {Start: {Properties: {Destination: {Id: Machine}, Permissions: [Write]}}}
    Properties: {Runtime: nodejs24.x, Handler: a.b}
  Link:
    Type: AWS::Serverless::Connector
    Properties: {Source: {Id: Worker}, Destination: {Id: Worker}, Permissions: [Write]}
`);

    expect(template.roles[0]?.unknownPolicies).toEqual([
      'connector Worker.Start',
      'connector Link',
    ]);
    expect(template.permissions).toEqual(
      Array(2).fill(
        expect.objectContaining({ functionName: '*', action: 'lambda:*', principal: '*' }),
      ),
    );
  });

  test('a policy resource that is not created counts for nothing', () => {
    const { template } = load(`Conditions: {Never: !Equals [a, b]}
Resources:
  Role: {Type: AWS::IAM::Role}
  More:
    Type: AWS::IAM::Policy
    Condition: Never
    Properties:
      Roles: [!Ref Role]
      PolicyDocument: {Statement: [{Effect: Deny, Action: '*', Resource: '*'}]}
`);

    expect(template.roles[0]).toMatchObject({ statements: [], unknownPolicies: [] });
  });
});

describe('the role that SAM makes', () => {
  const MACHINE_ARN = 'arn:aws:states:eu-west-1:123456789012:stateMachine:Orders';

  test.each([
    ['StepFunctionsExecutionPolicy', ['states:StartExecution']],
    ['StepFunctionsExecutionPolicy_v2', ['states:StartExecution', 'states:StartSyncExecution']],
    [
      'StepFunctionsCallbackPolicy',
      ['states:SendTaskFailure', 'states:SendTaskHeartbeat', 'states:SendTaskSuccess'],
    ],
  ])('has the statement of %s', (policy, actions) => {
    const { template } = load(`${SERVERLESS}Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: a.b
      Tracing: Active
      VpcConfig: {SubnetIds: [a], SecurityGroupIds: [b]}
      Policies: [{${policy}: {StateMachineName: Orders}}]
`);

    expect(template.roles[0]).toMatchObject({
      statements: [allow(actions, [MACHINE_ARN])],
      unknownPolicies: [],
    });
  });

  test('has the policies that name it, and may invoke the functions that results go to', () => {
    const { template } = load(`${SERVERLESS}Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: a.b
      EventInvokeConfig:
        DestinationConfig:
          OnSuccess: {Type: SQS, Destination: 'arn:aws:sqs:eu-west-1:123456789012:done'}
          OnFailure: {Type: Lambda, Destination: !GetAtt Other.Arn}
  Other:
    Type: AWS::Serverless::Function
    Properties: {Runtime: nodejs24.x, Handler: a.b, Role: 'arn:aws:iam::123456789012:role/w'}
  More:
    Type: AWS::IAM::Policy
    Properties:
      Roles: [!Ref WorkerRole]
      PolicyDocument: {Statement: [{Effect: Allow, Action: ['states:*'], Resource: '*'}]}
`);

    expect(template.roles.map(({ statements }) => statements)).toEqual([
      [
        allow(['states:*'], '*'),
        allow(['lambda:InvokeFunction'], 'arn:aws:lambda:eu-west-1:123456789012:function:Other'),
      ],
    ]);
  });
});
