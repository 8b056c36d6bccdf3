import {
  type InvokeRequest,
  type InvokeResult,
  LambdaServiceError,
} from '../../shared/function-invoker.ts';
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  propertyOf,
  stringifyJson,
} from '../../shared/json.ts';
import { JsonDocument } from '../../shared/json-document.ts';
import { parseJson } from '../../shared/parse-json.ts';
import type { TaskRequest } from '../../states/execution.ts';
import { checkDataLimit } from '../../states/input-output.ts';
import { StatesError } from '../../states/states-error.ts';
import { type Integration, type IntegrationPorts, missingField } from './integration.ts';
import { serviceFailure } from './lambda-service-failure.ts';

/**
 * A Task whose Resource is a function's ARN: the whole effective input is the payload, the payload is the result, both
 * as text.
 *
 * @see "Invoke an AWS Lambda function with Step Functions" (Step Functions Developer Guide)
 */
export const invokeByArn: Integration = {
  parameterErrors: () => [],
  invoke: async (ports, task) => {
    const result = await call(ports, task, {
      functionName: task.resource,
      payload: task.payload.text,
    });
    if (result.functionError !== undefined) throw functionError(result.payload, result.payload);
    return JsonDocument.fromText(result.payload);
  },
};

/**
 * A Task whose Resource is `arn:aws:states:::lambda:invoke`: its Parameters are those of the Invoke operation.
 *
 * @see "Invoke an AWS Lambda function with Step Functions" (Step Functions Developer Guide)
 */
export const lambdaInvoke: Integration = {
  parameterErrors: ({ value }) =>
    typeof functionNameIn(value) === 'string' ? [] : [missingField('FunctionName')],
  invoke: async (ports, task) => {
    // Its errors were asked for before.
    const parameters = task.payload.value as JsonObject;
    const invocationType = invocationTypeOf(parameters);
    const result = await call(ports, task, {
      functionName: functionNameIn(parameters) as string,
      payload: payloadText(parameters),
      ...optionalText(parameters, 'Qualifier', 'qualifier'),
      ...optionalText(parameters, 'ClientContext', 'clientContext'),
      ...(propertyOf(parameters, 'LogType') === 'Tail' ? { logType: 'Tail' as const } : {}),
      invocationType,
    });
    if (invocationType !== 'RequestResponse') return unawaitedResult(result, invocationType);
    return awaitedResult(result);
  },
};

function functionNameIn(parameters: JsonValue): JsonValue | undefined {
  return isJsonObject(parameters) ? propertyOf(parameters, 'FunctionName') : undefined;
}

/** @throws StatesError the error of the function, or States.DataLimitExceeded */
function awaitedResult(result: InvokeResult): JsonDocument {
  checkDataLimit(JsonDocument.fromText(result.payload), 'lambda');
  const payload = parseJson(result.payload);
  if (result.functionError !== undefined) {
    throw functionError(result.payload, stringifyJson(payload));
  }
  return JsonDocument.fromValue({
    ExecutedVersion: result.executedVersion,
    ...(result.logResult === undefined ? {} : { LogResult: result.logResult }),
    Payload: payload,
    ...sdkMetadata(result, 200),
    StatusCode: 200,
  });
}

type InvocationType = NonNullable<InvokeRequest['invocationType']>;

function invocationTypeOf(parameters: JsonObject): InvocationType {
  const type = propertyOf(parameters, 'InvocationType');
  return type === 'Event' || type === 'DryRun' ? type : 'RequestResponse';
}

/** The service has taken the event, or would take it; the function's answer goes nowhere. */
function unawaitedResult(result: InvokeResult, type: 'Event' | 'DryRun'): JsonDocument {
  const statusCode = type === 'Event' ? 202 : 204;
  return JsonDocument.fromValue({
    Payload: '',
    ...sdkMetadata(result, statusCode),
    StatusCode: statusCode,
  });
}

/** A string goes out as the raw body and null as an empty one; everything else as JSON. */
function payloadText(parameters: JsonObject): string {
  const payload = propertyOf(parameters, 'Payload') ?? null;
  if (payload === null) return '';
  return typeof payload === 'string' ? payload : stringifyJson(payload);
}

function optionalText<Name extends string>(
  parameters: JsonObject,
  parameter: string,
  name: Name,
): Partial<Record<Name, string>> {
  const value = propertyOf(parameters, parameter);
  return typeof value === 'string' ? ({ [name]: value } as Record<Name, string>) : {};
}

async function call(
  { invokeFunction, principal, uuid }: IntegrationPorts,
  { signal, onStarted }: TaskRequest,
  request: InvokeRequest,
): Promise<InvokeResult> {
  try {
    return await invokeFunction({ ...request, principal, signal, onStarted });
  } catch (error) {
    throw error instanceof LambdaServiceError ? serviceFailure(error, uuid()) : error;
  }
}

/** The error of the function's code: named by the payload's errorType, else `Lambda.Unknown`. */
function functionError(payload: string, cause: string): StatesError {
  const value = parseJson(payload);
  const errorType = isJsonObject(value) ? propertyOf(value, 'errorType') : undefined;
  return new StatesError(typeof errorType === 'string' ? errorType : 'Lambda.Unknown', cause);
}

/** What the service's own SDK client adds to the answer of an optimised integration. */
function sdkMetadata(
  { payload, requestId, executedVersion, logResult }: InvokeResult,
  statusCode: number,
): JsonObject {
  const headers: Record<string, string> = {
    Connection: 'keep-alive',
    'Content-Length': String(Buffer.byteLength(payload)),
    'Content-Type': 'application/json',
    Date: new Date().toUTCString(),
    // Nothing was executed yet when the service answers 202 or 204.
    ...(statusCode === 200 ? { 'X-Amz-Executed-Version': executedVersion } : {}),
    ...(logResult === undefined ? {} : { 'X-Amz-Log-Result': logResult }),
    'x-amzn-Remapped-Content-Length': '0',
    'x-amzn-RequestId': requestId,
    'X-Amzn-Trace-Id': `root=1-${requestId.slice(0, 8)}-${requestId.replaceAll('-', '').slice(8)};sampled=0`,
  };
  const lists = Object.entries(headers).map(([name, value]) => [name, [value]]);
  return {
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(lists) as JsonObject,
      HttpHeaders: headers,
      HttpStatusCode: statusCode,
    },
    SdkResponseMetadata: { RequestId: requestId },
  };
}
