import { load, SERVERLESS } from './load.ts';

/** A function or a state machine whose event `E` stands in line 9. */
function loadEvent(event: string, owner = 'Function') {
  const body =
    owner === 'Function'
      ? 'Runtime: nodejs24.x\n      Handler: a.b'
      : 'Definition: {StartAt: A, States: {A: {Type: Succeed}}}\n      Type: EXPRESS';
  return load(`${SERVERLESS}Resources:
  Owner:
    Type: AWS::Serverless::${owner}
    Properties:
      ${body}
      Events:
        E: {${event}}
`);
}

// SAM DG "EventSource" of functions, "EventSource" of state machines
describe('reportEvents', () => {
  test.each([
    ['Type: AlexaSkill', 'Function'],
    ['Type: CloudWatchEvent, Properties: {Pattern: {source: [a]}}', 'Function'],
    ['Type: CloudWatchLogs, Properties: {LogGroupName: a, FilterPattern: b}', 'Function'],
    ['Type: Cognito, Properties: {UserPool: !Ref AWS::StackName, Trigger: PreSignUp}', 'Function'],
    ['Type: DynamoDB, Properties: {Stream: arn, StartingPosition: LATEST}', 'Function'],
    ['Type: EventBridgeRule, Properties: {Pattern: {source: [a]}}', 'Function'],
    ['Type: IoTRule, Properties: {Sql: SELECT}', 'Function'],
    ['Type: Kinesis, Properties: {Stream: arn, StartingPosition: LATEST}', 'Function'],
    ['Type: MQ, Properties: {Broker: arn}', 'Function'],
    ['Type: S3, Properties: {Bucket: b, Events: "s3:ObjectCreated:*"}', 'Function'],
    ['Type: SNS, Properties: {Topic: arn}', 'Function'],
    ['Type: SQS, Properties: {Queue: arn}', 'Function'],
    ['Type: Schedule, Properties: {Schedule: rate(1 day)}', 'Function'],
    ['Type: ScheduleV2, Properties: {ScheduleExpression: rate(1 day)}', 'Function'],
    ['Type: EventBridgeRule, Properties: {Pattern: {source: [a]}}', 'StateMachine'],
    ['Type: Schedule, Properties: {Schedule: rate(1 day)}', 'StateMachine'],
    ['Type: ScheduleV2, Properties: {ScheduleExpression: rate(1 day)}', 'StateMachine'],
  ])('names the event {%s} of a %s, which starts nothing', (event, owner) => {
    const { errors, warnings } = loadEvent(event, owner);

    expect(errors).toEqual([]);
    expect(warnings).toEqual([
      expect.stringMatching(/^template\.yaml:9:9 unsupported-event the event "E" .*starts nothing/),
    ]);
  });

  test.each([
    [
      'Type: Timer',
      'Function',
      /:9:9 unknown-event .*has the Type "Timer": SAM takes AlexaSkill, Api/,
    ],
    ['Properties: {}', 'Function', /:9:9 unknown-event .*has no Type/],
    [
      'Type: SQS, Properties: {Queue: arn}',
      'StateMachine',
      /:9:9 unknown-event .*"SQS": SAM takes Api/,
    ],
    ['Type: SQS', 'Function', /:9:9 missing-property .*\(SQS\) has no Queue: add it/],
    ['Type: Schedule, Properties: {}', 'StateMachine', /:9:9 missing-property .*has no Schedule/],
  ])('refuses {%s} of a %s', (event, owner, message) => {
    expect(loadEvent(event, owner).errors).toEqual([expect.stringMatching(message)]);
  });
});
