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

const MEMBER_ID = expect.stringMatching(/^[a-z][A-Za-z0-9_]*$/);

/** The sum of one metric over several resources. */
function sumOf(
  label: string,
  namespace: string,
  metric: string,
  dimensions: readonly Readonly<Record<string, unknown>>[],
) {
  return [
    { Id: MEMBER_ID, Label: label, Expression: 'SUM(METRICS())' },
    ...dimensions.map((dimension) => ({
      Id: MEMBER_ID,
      ReturnData: false,
      MetricStat: {
        Metric: {
          Namespace: namespace,
          MetricName: metric,
          Dimensions: Object.entries(dimension).map(([Name, Value]) => ({ Name, Value })),
        },
        Stat: 'Sum',
        Period: 60,
      },
    })),
  ];
}

describe('the alarms of the stack', () => {
  test('are one for each thing that can go wrong, each described', () => {
    const alarms = alarmsOf();

    expect(alarms).toHaveLength(5);
    for (const { AlarmDescription } of alarms) expect(AlarmDescription).toMatch(/^[A-Z].*\.$/);
  });

  test.each(['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionThrottled'])(
    'watch all workflows together: %s',
    (metric) => {
      const dimensions = loadApp().stateMachines.map(({ stateMachineArn }) => ({
        StateMachineArn: stateMachineArn,
      }));

      expect(alarmsOf()).toContainEqual(
        expect.objectContaining({
          ...ONE_IS_ENOUGH,
          Metrics: sumOf(`${metric} of all workflows`, 'AWS/States', metric, dimensions),
        }),
      );
    },
  );

  test("watch the stages' 5XX answers under the names that the APIs and the stages have", () => {
    const overrides = { Environment: 'prod' };
    const { Api, PetsApi } = deployedStack(overrides).resources;

    expect(Api?.properties).toMatchObject({ Name: 'stepgate', StageName: 'prod' });
    expect(PetsApi?.properties).toMatchObject({ Name: 'stepgate-pets', StageName: 'prod' });
    expect(alarmsOf(overrides)).toContainEqual(
      expect.objectContaining({
        ...ONE_IS_ENOUGH,
        Metrics: sumOf('5XX answers of both APIs', 'AWS/ApiGateway', '5XXError', [
          { ApiName: 'stepgate', Stage: 'prod' },
          { ApiName: 'stepgate-pets', Stage: 'prod' },
        ]),
      }),
    );
  });

  test('watch the errors of all functions together', () => {
    const dimensions = loadApp().functions.map(({ functionName }) => ({
      FunctionName: functionName,
    }));

    expect(alarmsOf()).toContainEqual(
      expect.objectContaining({
        ...ONE_IS_ENOUGH,
        Metrics: sumOf('Errors of all functions', 'AWS/Lambda', 'Errors', dimensions),
      }),
    );
  });

  // CloudWatch takes ten metrics in one alarm, the sum among them.
  test('have at most ten metrics each, with ids of their own', () => {
    for (const { Metrics = [] } of alarmsOf()) {
      const ids = (Metrics as JsonObject[]).map(({ Id }) => Id);
      expect(ids.length).toBeLessThanOrEqual(10);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  test('tell the topic when there is one, and nobody otherwise', () => {
    for (const alarm of alarmsOf({ AlarmTopicArn: TOPIC_ARN })) {
      expect(alarm['AlarmActions']).toEqual([TOPIC_ARN]);
    }
    for (const alarm of alarmsOf()) expect(alarm).not.toHaveProperty('AlarmActions');
  });
});
