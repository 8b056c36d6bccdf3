/**
 * The types of events that SAM knows of functions, with what each cannot do without.
 *
 * @see "EventSource" (SAM Developer Guide)
 */
export const FUNCTION_EVENTS: Readonly<Record<string, readonly string[]>> = {
  AlexaSkill: [],
  Api: ['Path', 'Method'],
  CloudWatchEvent: [],
  CloudWatchLogs: ['LogGroupName', 'FilterPattern'],
  Cognito: ['UserPool', 'Trigger'],
  DocumentDB: ['Cluster', 'DatabaseName'],
  DynamoDB: ['StartingPosition', 'Stream'],
  EventBridgeRule: [],
  HttpApi: [],
  IoTRule: ['Sql'],
  Kinesis: ['StartingPosition', 'Stream'],
  MQ: ['Broker'],
  MSK: ['StartingPosition', 'Stream'],
  S3: ['Bucket', 'Events'],
  SNS: ['Topic'],
  SQS: ['Queue'],
  Schedule: ['Schedule'],
  ScheduleV2: ['ScheduleExpression'],
  SelfManagedKafka: [],
};

/** The same of state machines. */
export const STATE_MACHINE_EVENTS: Readonly<Record<string, readonly string[]>> = {
  Api: ['Path', 'Method'],
  CloudWatchEvent: [],
  EventBridgeRule: [],
  Schedule: ['Schedule'],
  ScheduleV2: ['ScheduleExpression'],
};
