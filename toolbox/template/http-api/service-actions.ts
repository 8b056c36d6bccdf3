/** The parameters of a first-class integration. */
interface ServiceAction {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/**
 * By integration subtype; of those that do not run here the parameters are not looked at.
 *
 * @see "Integration subtype reference" (API Gateway Developer Guide)
 */
export const SERVICE_ACTIONS: Readonly<Record<string, ServiceAction | undefined>> = {
  'StepFunctions-StartExecution': {
    required: ['StateMachineArn'],
    optional: ['Name', 'Input', 'Region'],
  },
  'StepFunctions-StartSyncExecution': {
    required: ['StateMachineArn'],
    optional: ['Name', 'Input', 'Region', 'TraceHeader'],
  },
  'StepFunctions-StopExecution': {
    required: ['ExecutionArn'],
    optional: ['Cause', 'Error', 'Region'],
  },
};

/** The subtypes of services that are not served here. */
export const OTHER_SERVICE_ACTIONS: ReadonlySet<string> = new Set([
  'AppConfig-GetConfiguration',
  'EventBridge-PutEvents',
  'Kinesis-PutRecord',
  'SQS-DeleteMessage',
  'SQS-PurgeQueue',
  'SQS-ReceiveMessage',
  'SQS-SendMessage',
]);
