import { isJsonObject, type JsonObject } from '../../shared/json.ts';
import { JsonDocument } from '../../shared/json-document.ts';
import type { TaskRequest } from '../../states/execution.ts';
import { StatesError } from '../../states/states-error.ts';
import type { Integration, IntegrationPorts } from './integration.ts';
import { OPTIMISED_SERVICES, type OptimisedService } from './optimised-services.ts';
import { sdkMetadata } from './sdk-metadata.ts';
import { ServiceCallError, type ServiceClient } from './service-client.ts';

/**
 * A Task whose Resource is `arn:aws:states:::<service>:<action>`, of a service that is not here.
 *
 * @returns undefined when Step Functions has no such integration, or has it and it cannot run here
 */
export function optimisedService(service: string, action: string): Integration | undefined {
  const rules = OPTIMISED_SERVICES.get(service);
  return (
    rules && {
      service,
      parameterErrors: () => [],
      invoke: (ports, task) => callOptimised(ports, task, service, action, rules),
    }
  );
}

async function callOptimised(
  ports: IntegrationPorts,
  task: TaskRequest,
  service: string,
  action: string,
  rules: OptimisedService,
): Promise<JsonDocument> {
  task.onStarted();
  const client = clientOf(ports, task, service, action);
  const given = parametersOf(task);
  try {
    const { stateMachineArn } = ports;
    const { executionArn } = task;
    const parameters = rules.parameters?.(given, { executionArn, stateMachineArn }) ?? given;
    const answer = await client.call(action, parameters, task.signal);
    rules.checkAnswer?.(answer.output);
    const { output, headers, statusCode, requestId } = answer;
    return JsonDocument.fromValue(
      rules.hasMetadata ? { ...output, ...sdkMetadata(headers, statusCode, requestId) } : output,
    );
  } catch (error) {
    throw error instanceof ServiceCallError ? optimisedFailure(error, rules) : error;
  }
}

function optimisedFailure(
  error: ServiceCallError,
  { errorPrefix, otherError, causeName }: OptimisedService,
): StatesError {
  const { code, message, statusCode, requestId } = error;
  if (code === undefined) return new StatesError(`${errorPrefix}.SdkClientException`, message);
  return new StatesError(
    `${errorPrefix}.${exceptionClass(error, otherError)}`,
    `${message} (Service: ${causeName}; Status Code: ${statusCode}; Error Code: ${code}; Request ID: ${requestId}; Proxy: null)`,
  );
}

/**
 * A Task whose Resource is `arn:aws:states:::aws-sdk:<service>:<action>`, of a service that is not
 * here.
 *
 * @see "Learning to use AWS service SDK integrations in Step Functions" (Step Functions Developer Guide)
 */
export function awsSdkService(service: string, action: string): Integration {
  return {
    service,
    parameterErrors: () => [],
    invoke: async (ports, task) => {
      task.onStarted();
      const client = clientOf(ports, task, service, action);
      try {
        const { output } = await client.call(action, parametersOf(task), task.signal, task.bytesAs);
        return JsonDocument.fromValue(output);
      } catch (error) {
        throw error instanceof ServiceCallError ? sdkFailure(error, client) : error;
      }
    },
  };
}

function sdkFailure(error: ServiceCallError, { className }: ServiceClient): StatesError {
  const { code, message, statusCode, requestId } = error;
  const prefix = javaClassPrefix(className);
  if (code === undefined) return new StatesError(`${prefix}.SdkClientException`, message);
  return new StatesError(
    `${prefix}.${exceptionClass(error, `${prefix}Exception`)}`,
    `${message} (Service: ${prefix}, Status Code: ${statusCode}, Request ID: ${requestId}) (SDK Attempt Count: 1)`,
  );
}

/** The name of the error's class in the Java SDK, which ends in `Exception` whatever the API says. */
function exceptionClass({ code = '', isModelled }: ServiceCallError, otherError: string): string {
  if (!isModelled) return otherError;
  return code.endsWith('Exception') ? code : `${code}Exception`;
}

/** The Java SDK writes `DynamoDb` and `Sqs` for `DynamoDB` and `SQS`. */
function javaClassPrefix(className: string): string {
  return className.replace(
    /([A-Z])([A-Z]+)(?=[A-Z][a-z]|\d|$)/g,
    (_, first: string, rest: string) => first + rest.toLowerCase(),
  );
}

function parametersOf({ payload }: TaskRequest): JsonObject {
  return isJsonObject(payload.value) ? payload.value : {};
}

/** @throws StatesError States.Runtime, with what the developer has to do */
function clientOf(
  { serviceClients }: IntegrationPorts,
  { resource, stateName }: TaskRequest,
  service: string,
  action: string,
): ServiceClient {
  const remedy = serviceClients.remedyOf(service);
  const client = remedy === undefined ? serviceClients.clientOf(service) : undefined;
  if (client?.hasOperation(action)) return client;
  const reason = remedy ?? `The client of the AWS SDK has no operation '${action}'.`;
  throw new StatesError(
    'States.Runtime',
    `The local runtime cannot call the resource '${resource}' of the state '${stateName}'. ${reason} Or mock the state (--mock-config).`,
  );
}
