import { deployedStack } from './deployed-stack.ts';
import { loadApp } from './load-app.ts';

const FUNCTIONS = ['StartFunction', 'Wait3000Function', 'Wait500Function', 'EndFunction'];

/** Actions that know no resources, so that AWS takes only `*` for them. */
const ACTIONS_WITHOUT_RESOURCES = [
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
];

const statementsOf = (role: string) =>
  loadApp().roles.find(({ logicalId }) => logicalId === role)?.statements ?? [];

const trustOf = (role: string) =>
  deployedStack().resources[role]?.properties['AssumeRolePolicyDocument'];

const trustIn = (service: string, condition = {}) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: service },
      Action: 'sts:AssumeRole',
      ...condition,
    },
  ],
});

describe('the roles of the stack', () => {
  // No condition keys are documented for API Gateway, and a wrong one would fail every call.
  test('trust API Gateway and Lambda without a condition', () => {
    expect(trustOf('ApiRole')).toEqual(trustIn('apigateway.amazonaws.com'));
    for (const name of FUNCTIONS) {
      expect(trustOf(`${name}Role`)).toEqual(trustIn('lambda.amazonaws.com'));
    }
  });

  test('trust Step Functions for the state machines of this account and region alone', () => {
    expect(trustOf('ExecuteStateMachineRole')).toEqual(
      trustIn('states.amazonaws.com', {
        Condition: {
          StringEquals: { 'aws:SourceAccount': '123456789012' },
          ArnLike: { 'aws:SourceArn': 'arn:aws:states:eu-west-1:123456789012:stateMachine:*' },
        },
      }),
    );
  });

  test('are those that the API and the state machine use', () => {
    const { apis, stateMachines, roles } = loadApp();
    const arnOf = (role: string) => roles.find(({ logicalId }) => logicalId === role)?.roleArn;

    expect(apis[0]?.methods[0]?.integration?.credentials).toBe(arnOf('ApiRole'));
    expect(stateMachines[0]?.roleArn).toBe(arnOf('ExecuteStateMachineRole'));
  });

  test('let the state machine deliver logs and traces', () => {
    expect(statementsOf('ExecuteStateMachineRole').slice(1)).toEqual([
      { Effect: 'Allow', Action: ACTIONS_WITHOUT_RESOURCES, Resource: '*' },
    ]);
  });

  test('let the API start executions of its state machine and nothing else', () => {
    const [machine] = loadApp().stateMachines;

    expect(statementsOf('ApiRole')).toEqual([
      { Effect: 'Allow', Action: 'states:StartExecution', Resource: machine?.stateMachineArn },
    ]);
  });

  test('let the state machine invoke exactly its functions', () => {
    const { functions } = loadApp();

    expect(statementsOf('ExecuteStateMachineRole')[0]).toEqual({
      Effect: 'Allow',
      Action: 'lambda:InvokeFunction',
      Resource: functions.map(({ functionArn }) => functionArn),
    });
  });

  test.each(FUNCTIONS)('let %s write to its own log group and trace', (name) => {
    const logGroup = name.replace(/Function$/, 'LogGroup');

    expect(statementsOf(`${name}Role`)).toEqual([
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: expect.stringMatching(new RegExp(`:log-group:${logGroup}:\\*$`)),
      },
      {
        Effect: 'Allow',
        Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
        Resource: '*',
      },
    ]);
  });

  test('name * as a resource only where AWS takes nothing else, and never as an action', () => {
    const statements = loadApp().roles.flatMap((role) => role.statements);
    const actionsOf = (chosen: typeof statements) => chosen.flatMap(({ Action }) => Action);

    expect(ACTIONS_WITHOUT_RESOURCES).toEqual(
      expect.arrayContaining(actionsOf(statements.filter(({ Resource }) => Resource === '*'))),
    );
    expect(actionsOf(statements).filter((action) => String(action).includes('*'))).toEqual([]);
  });
});
