import {
  copyObject,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  propertyOf,
  setProperty,
  stringifyJson,
} from '../../shared/json.ts';
import { StatesError } from '../../states/states-error.ts';

/** What is particular to a service that Step Functions integrates by itself, besides the AWS SDK. */
export interface OptimisedService {
  /** Begins the names of its errors. */
  readonly errorPrefix: string;
  /** The SDK's class for errors that the API does not describe. */
  readonly otherError: string;
  /** As causes name the service. */
  readonly causeName: string;
  /** The answer has the SDK's metadata. */
  readonly hasMetadata: boolean;
  readonly parameters?: (parameters: JsonObject, arns: ExecutionArns) => JsonObject;
  /** @throws StatesError when the answer tells of a failure */
  readonly checkAnswer?: (answer: JsonObject) => void;
}

/** Where the call comes from. */
export interface ExecutionArns {
  readonly executionArn: string;
  readonly stateMachineArn: string;
}

/**
 * Local runtime: the names of the services from `athena` on are assumed.
 *
 * @see "Integrating optimized services with Step Functions" (Step Functions Developer Guide)
 */
export const OPTIMISED_SERVICES: ReadonlyMap<string, OptimisedService> = new Map<
  string,
  OptimisedService
>([
  ['dynamodb', named('DynamoDB', 'AmazonDynamoDBException', 'AmazonDynamoDBv2')],
  [
    'sqs',
    {
      ...named('SQS', 'AmazonSQSException', 'AmazonSQS'),
      parameters: (parameters) => withText(parameters, 'MessageBody'),
    },
  ],
  [
    'sns',
    {
      ...named('SNS', 'AmazonSNSException', 'AmazonSNS'),
      parameters: (parameters) => withText(parameters, 'Message'),
    },
  ],
  [
    'events',
    {
      ...named('EventBridge', 'AmazonEventBridgeException', 'AmazonEventBridge'),
      hasMetadata: false,
      parameters: withSources,
      checkAnswer: checkFailedEntries,
    },
  ],
  ['athena', named('Athena', 'AmazonAthenaException', 'AmazonAthena')],
  ['batch', named('Batch', 'AWSBatchException', 'AWSBatch')],
  ['codebuild', named('CodeBuild', 'AWSCodeBuildException', 'AWSCodeBuild')],
  ['ecs', named('ECS', 'AmazonECSException', 'AmazonECS')],
  ['eks', named('EKS', 'AmazonEKSException', 'AmazonEKS')],
  ['glue', named('Glue', 'AWSGlueException', 'AWSGlue')],
  ['sagemaker', named('SageMaker', 'AmazonSageMakerException', 'AmazonSageMaker')],
] satisfies (readonly [string, OptimisedService])[]);

function named(errorPrefix: string, otherError: string, causeName: string) {
  return { errorPrefix, otherError, causeName, hasMetadata: true };
}

function withText(parameters: JsonObject, name: string): JsonObject {
  const value = propertyOf(parameters, name);
  if (value === undefined || typeof value === 'string') return parameters;
  const copy = copyObject(parameters);
  setProperty(copy, name, stringifyJson(value));
  return copy;
}

/** Events tell which execution of which state machine sent them. */
function withSources(
  parameters: JsonObject,
  { executionArn, stateMachineArn }: ExecutionArns,
): JsonObject {
  const entries = propertyOf(parameters, 'Entries');
  if (!Array.isArray(entries)) return parameters;
  const copy = copyObject(parameters);
  setProperty(
    copy,
    'Entries',
    entries.map((entry): JsonValue => {
      if (!isJsonObject(entry)) return entry;
      const given = propertyOf(entry, 'Resources');
      const resources = Array.isArray(given) ? given : [];
      const withResources = copyObject(withText(entry, 'Detail'));
      setProperty(withResources, 'Resources', [...resources, executionArn, stateMachineArn]);
      return withResources;
    }),
  );
  return copy;
}

function checkFailedEntries(answer: JsonObject): void {
  if (Number(propertyOf(answer, 'FailedEntryCount') ?? 0) === 0) return;
  throw new StatesError('EventBridge.FailedEntry', stringifyJson(answer));
}
