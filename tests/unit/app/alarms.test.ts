import type { JsonObject } from '../../../toolbox/shared/json.ts';
import { deployedStack } from './deployed-stack.ts';
import { loadApp } from './load-app.ts';

const TOPIC_ARN = 'arn:aws:sns:eu-west-1:123456789012:Alarms';

/** The least there is: one event in a minute. */
const ONE_IS_ENOUGH = {
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  // No executions, no data: that is no reason for an alarm, nor for one that lasts.
  TreatMissingData: 'notBreaching',
};

function alarmsOf(overrides: Readonly<Record<string, string>> = {}): readonly JsonObject[] {
  return Object.values(deployedStack(overrides).resources)
    .filter(({ type }) => type === 'AWS::CloudWatch::Alarm')
    .map(({ properties }) => properties);
}

function functionErrors(functionName: string) {
  return {
    Id: expect.stringMatching(/^[a-z][A-Za-z0-9_]*$/),
    ReturnData: false,
    MetricStat: {
      Metric: {
        Namespace: 'AWS/Lambda',
        MetricName: 'Errors',
        Dimensions: [{ Name: 'FunctionName', Value: functionName }],
      },
      Stat: 'Sum',
      Period: 60,
    },
  };
}

describe('the alarms of the stack', () => {
  test('are one for each thing that can go wrong, each described', () => {
    const alarms = alarmsOf();

    expect(alarms.map(({ MetricName }) => MetricName)).toEqual([
      'ExecutionsFailed',
      'ExecutionsTimedOut',
      'ExecutionThrottled',
      '5XXError',
      // Of several metrics.
      undefined,
    ]);
    for (const { AlarmDescription } of alarms) expect(AlarmDescription).toMatch(/^[A-Z].*\.$/);
  });

  test.each(['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionThrottled'])(
    'watch the workflow: %s',
    (metric) => {
      const [machine] = loadApp().stateMachines;

      expect(alarmsOf().find(({ MetricName }) => MetricName === metric)).toMatchObject({
        ...ONE_IS_ENOUGH,
        Namespace: 'AWS/States',
        Dimensions: [{ Name: 'StateMachineArn', Value: machine?.stateMachineArn }],
        Statistic: 'Sum',
        Period: 60,
      });
    },
  );

  test("watch the stage's 5XX answers under the names that the API and the stage have", () => {
    const overrides = { Environment: 'prod' };
    const { properties } = deployedStack(overrides).resources['Api'] ?? {};

    expect(properties).toMatchObject({ Name: 'stepgate', StageName: 'prod' });
    expect(alarmsOf(overrides).find(({ MetricName }) => MetricName === '5XXError')).toMatchObject({
      ...ONE_IS_ENOUGH,
      Namespace: 'AWS/ApiGateway',
      Dimensions: [
        { Name: 'ApiName', Value: 'stepgate' },
        { Name: 'Stage', Value: 'prod' },
      ],
      Statistic: 'Sum',
      Period: 60,
    });
  });

  test('watch the errors of all functions together', () => {
    const { functions } = loadApp();

    expect(alarmsOf().find(({ Metrics }) => Metrics !== undefined)).toMatchObject({
      ...ONE_IS_ENOUGH,
      Metrics: [
        { Id: 'errors', Label: 'Errors of all functions', Expression: 'SUM(METRICS())' },
        ...functions.map(({ functionName }) => functionErrors(functionName)),
      ],
    });
  });

  test('tell the topic when there is one, and nobody otherwise', () => {
    for (const alarm of alarmsOf({ AlarmTopicArn: TOPIC_ARN })) {
      expect(alarm['AlarmActions']).toEqual([TOPIC_ARN]);
    }
    for (const alarm of alarmsOf()) expect(alarm).not.toHaveProperty('AlarmActions');
  });
});
