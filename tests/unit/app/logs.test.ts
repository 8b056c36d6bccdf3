import { isJsonObject } from '../../../toolbox/shared/json.ts';
import { type DeployedStack, deployedStack } from './deployed-stack.ts';
import { loadApp } from './load-app.ts';

const FUNCTION_LOG_GROUPS = [
  'StartLogGroup',
  'Wait3000LogGroup',
  'Wait500LogGroup',
  'EndLogGroup',
  'HelloLogGroup',
  'StartHelloLogGroup',
  'StartChoiceLogGroup',
  'PetsLogGroup',
];
/** Of each workflow. */
const STATE_MACHINE_LOG_GROUPS = [
  ['ExecuteStateMachine', 'ExecuteLogGroup', ''],
  ['HelloStateMachine', 'HelloStateMachineLogGroup', '-hello'],
  ['ChoiceStateMachine', 'ChoiceStateMachineLogGroup', '-choice'],
  ['PetsStateMachine', 'PetsStateMachineLogGroup', '-pets'],
] as const;
const ARN_PREFIX = 'arn:aws:logs:eu-west-1:123456789012:log-group:';

const namesOfType = ({ resources }: DeployedStack, wanted: string): string[] =>
  Object.entries(resources)
    .filter(([, { type }]) => type === wanted)
    .map(([logicalId]) => logicalId);

describe.each(['Api', 'PetsApi'])('the logs of %s', (api) => {
  const stageOf = (ApiLogs: string) => deployedStack({ ApiLogs }).resources[api]?.properties;

  test.each([
    { ApiLogs: 'none', created: [] },
    { ApiLogs: 'existing', created: ['ApiLogGroup'] },
    { ApiLogs: 'manage', created: ['ApiLogGroup', 'ApiGatewayAccount', 'ApiGatewayLogsRole'] },
  ])('need these resources with ApiLogs=$ApiLogs: $created', ({ ApiLogs, created }) => {
    const { resources } = deployedStack({ ApiLogs });
    const needed = ['ApiLogGroup', 'ApiGatewayAccount', 'ApiGatewayLogsRole'];

    expect(needed.filter((logicalId) => logicalId in resources)).toEqual(created);
  });

  test('are not written by default', () => {
    expect(deployedStack().resources).not.toHaveProperty('ApiLogGroup');
    expect(stageOf('none')).toMatchObject({ MethodSettings: [{ LoggingLevel: 'OFF' }] });
    expect(stageOf('none')).not.toHaveProperty('AccessLogSetting');
  });

  test.each(['existing', 'manage'])('hold errors without data with ApiLogs=%s', (ApiLogs) => {
    expect(stageOf(ApiLogs)).toMatchObject({
      MethodSettings: [{ LoggingLevel: 'ERROR', DataTraceEnabled: false }],
    });
  });

  test.each(['existing', 'manage'])('hold a line of JSON per request with %s', (ApiLogs) => {
    const setting = stageOf(ApiLogs)?.['AccessLogSetting'];
    const format = isJsonObject(setting) ? String(setting['Format']) : '';

    expect(setting).toMatchObject({ DestinationArn: `${ARN_PREFIX}ApiLogGroup:*` });
    expect(format).not.toContain('\n');
    expect(JSON.parse(format)).toEqual({
      requestId: '$context.requestId',
      requestTime: '$context.requestTime',
      api: '$context.apiId',
      route: '$context.httpMethod $context.resourcePath',
      status: '$context.status',
      error: '$context.error.responseType',
      integrationStatus: '$context.integration.status',
      integrationRequestId: '$context.integration.requestId',
      integrationError: '$context.integration.error',
    });
  });

  // The setting is the account's, and other APIs may rely on it.
  test.each(['ApiGatewayAccount', 'ApiGatewayLogsRole'])('leave %s when deleted', (logicalId) => {
    const { resources } = deployedStack({ ApiLogs: 'manage' });

    expect(resources[logicalId]?.attributes).toMatchObject({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('come through a role that API Gateway alone may take', () => {
    const { resources } = deployedStack({ ApiLogs: 'manage' });

    expect(resources['ApiGatewayAccount']?.properties).toEqual({
      CloudWatchRoleArn: 'arn:aws:iam::123456789012:role/ApiGatewayLogsRole',
    });
    expect(resources['ApiGatewayLogsRole']?.properties).toEqual({
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'apigateway.amazonaws.com' },
            Action: 'sts:AssumeRole',
          },
        ],
      },
      ManagedPolicyArns: [
        'arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs',
      ],
    });
  });

  test('have their role before the group, and the API before the role is set', () => {
    const { resources } = deployedStack({ ApiLogs: 'manage' });

    expect(resources['ApiLogGroup']?.attributes).toMatchObject({ DependsOn: 'ApiGatewayAccount' });
    expect(resources['ApiGatewayAccount']?.attributes).toMatchObject({ DependsOn: 'Api' });
  });
});

describe('the logs of the workflows', () => {
  test.each([
    { overrides: {}, expected: false },
    { overrides: { LogExecutionData: 'true' }, expected: true },
  ])('hold all events, and data: $expected, with $overrides', ({ overrides, expected }) => {
    const configurations = loadApp(overrides).stateMachines.map((machine) => [
      machine.logicalId,
      machine.loggingConfiguration,
    ]);

    expect(configurations).toEqual(
      STATE_MACHINE_LOG_GROUPS.map(([logicalId, , suffix]) => [
        logicalId,
        {
          Level: 'ALL',
          IncludeExecutionData: expected,
          Destinations: [
            {
              CloudWatchLogsLogGroup: {
                LogGroupArn: `${ARN_PREFIX}/aws/vendedlogs/states/local${suffix}:*`,
              },
            },
          ],
        },
      ]),
    );
  });

  test('come with traces', () => {
    for (const { tracingConfiguration } of loadApp().stateMachines) {
      expect(tracingConfiguration).toEqual({ Enabled: true });
    }
  });
});

describe('the log groups of the stack', () => {
  test.each([
    { overrides: {}, days: '14' },
    { overrides: { LogRetentionInDays: '30' }, days: '30' },
  ])('keep their events for $days days', ({ overrides, days }) => {
    const stack = deployedStack({ ApiLogs: 'existing', ...overrides });
    const groups = namesOfType(stack, 'AWS::Logs::LogGroup');

    const ofMachines = STATE_MACHINE_LOG_GROUPS.map(([, group]) => group);
    expect(groups.toSorted()).toEqual(
      ['ApiLogGroup', ...ofMachines, ...FUNCTION_LOG_GROUPS].toSorted(),
    );
    for (const group of groups) {
      expect(stack.resources[group]?.properties).toMatchObject({ RetentionInDays: days });
    }
  });

  test('have generated names, apart from those that need the prefix of Step Functions', () => {
    const { resources } = deployedStack({ ApiLogs: 'existing' });
    const named = Object.values(resources).flatMap(({ properties }) => {
      const { LogGroupName } = properties;
      return LogGroupName === undefined ? [] : [LogGroupName];
    });

    expect(named).toEqual(
      STATE_MACHINE_LOG_GROUPS.map(([, , suffix]) => `/aws/vendedlogs/states/stepgate${suffix}`),
    );
  });
});
