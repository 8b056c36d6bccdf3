import { isJsonObject } from '../../../toolbox/shared/json.ts';
import { type DeployedStack, deployedStack } from './deployed-stack.ts';
import { loadApp } from './load-app.ts';

const FUNCTION_LOG_GROUPS = ['StartLogGroup', 'Wait3000LogGroup', 'Wait500LogGroup', 'EndLogGroup'];
const ARN_PREFIX = 'arn:aws:logs:eu-west-1:123456789012:log-group:';

const namesOfType = ({ resources }: DeployedStack, wanted: string): string[] =>
  Object.entries(resources)
    .filter(([, { type }]) => type === wanted)
    .map(([logicalId]) => logicalId);

describe('the logs of the API', () => {
  const stageOf = (ApiLogs: string) => deployedStack({ ApiLogs }).resources['Api']?.properties;

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

describe('the logs of the workflow', () => {
  test.each([
    { overrides: {}, expected: false },
    { overrides: { LogExecutionData: 'true' }, expected: true },
  ])('hold all events, and data: $expected, with $overrides', ({ overrides, expected }) => {
    const [machine] = loadApp(overrides).stateMachines;

    expect(machine?.loggingConfiguration).toEqual({
      Level: 'ALL',
      IncludeExecutionData: expected,
      Destinations: [
        {
          CloudWatchLogsLogGroup: {
            LogGroupArn: `${ARN_PREFIX}/aws/vendedlogs/states/local:*`,
          },
        },
      ],
    });
  });

  test('come with traces', () => {
    expect(loadApp().stateMachines[0]?.tracingConfiguration).toEqual({ Enabled: true });
  });
});

describe('the log groups of the stack', () => {
  test.each([
    { overrides: {}, days: '14' },
    { overrides: { LogRetentionInDays: '30' }, days: '30' },
  ])('keep their events for $days days', ({ overrides, days }) => {
    const stack = deployedStack({ ApiLogs: 'existing', ...overrides });
    const groups = namesOfType(stack, 'AWS::Logs::LogGroup');

    expect(groups).toEqual(['ApiLogGroup', 'ExecuteLogGroup', ...FUNCTION_LOG_GROUPS]);
    for (const group of groups) {
      expect(stack.resources[group]?.properties).toMatchObject({ RetentionInDays: days });
    }
  });

  test('have generated names, apart from the one that needs the prefix of Step Functions', () => {
    const { resources } = deployedStack({ ApiLogs: 'existing' });
    const named = Object.values(resources).flatMap(({ properties }) => {
      const { LogGroupName } = properties;
      return LogGroupName === undefined ? [] : [LogGroupName];
    });

    expect(named).toEqual(['/aws/vendedlogs/states/stepgate']);
  });
});
