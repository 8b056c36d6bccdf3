import {
  type InvokeRequest,
  type InvokeResult,
  LambdaServiceError,
} from '../../shared/function-invoker.ts';
import { isJsonObject, type JsonObject, propertyOf, stringifyJson } from '../../shared/json.ts';
import { JsonDocument } from '../../shared/json-document.ts';
import { parseJson } from '../../shared/parse-json.ts';
import type { TaskRequest } from '../../states/execution.ts';
import { checkDataLimit } from '../../states/input-output.ts';
import { StatesError } from '../../states/states-error.ts';
import { type Integration, type IntegrationPorts, missingField } from './integration.ts';
import { functionNameIn, invokeRequest, STATUS_CODES } from './lambda-request.ts';
import { sdkServiceFailure, serviceFailure } from './lambda-service-failure.ts';
import { sdkMetadata } from './sdk-metadata.ts';

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
    const request = invokeRequest(task.payload.value as JsonObject);
    const result = await call(ports, task, request);
    const { invocationType } = request;
    if (invocationType === 'RequestResponse') return awaitedResult(result);
    return unawaitedResult(result, invocationType);
  },
};

/**
 * A Task whose Resource is `arn:aws:states:::aws-sdk:lambda:invoke`: the payload of the answer stays
 * text, and an error of the function is an answer like any other.
 *
 * @see "Invoke an AWS Lambda function with Step Functions" (Step Functions Developer Guide)
 */
export const awsSdkLambdaInvoke: Integration = {
  parameterErrors: lambdaInvoke.parameterErrors,
  invoke: async (ports, task) => {
    const request = invokeRequest(task.payload.value as JsonObject);
    const result = await call(ports, task, request, sdkServiceFailure);
    return JsonDocument.fromValue({
      ExecutedVersion: result.executedVersion,
      ...(result.functionError === undefined ? {} : { FunctionError: result.functionError }),
      ...(result.logResult === undefined ? {} : { LogResult: result.logResult }),
      Payload: result.payload,
      StatusCode: STATUS_CODES[request.invocationType],
    });
  },
};

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
    ...metadataOf(result, 200),
    StatusCode: 200,
  });
}

/** The service has taken the event, or would take it; the function's answer goes nowhere. */
function unawaitedResult(result: InvokeResult, type: 'Event' | 'DryRun'): JsonDocument {
  const statusCode = STATUS_CODES[type];
  return JsonDocument.fromValue({
    Payload: '',
    ...metadataOf(result, statusCode),
    StatusCode: statusCode,
  });
}

async function call(
  { invokeFunction, principal, uuid }: IntegrationPorts,
  { signal, onStarted }: TaskRequest,
  request: InvokeRequest,
  failure = serviceFailure,
): Promise<InvokeResult> {
  try {
    return await invokeFunction({ ...request, principal, signal, onStarted });
  } catch (error) {
    throw error instanceof LambdaServiceError ? failure(error, uuid()) : error;
  }
}

/** The error of the function's code: named by the payload's errorType, else `Lambda.Unknown`. */
function functionError(payload: string, cause: string): StatesError {
  const value = parseJson(payload);
  const errorType = isJsonObject(value) ? propertyOf(value, 'errorType') : undefined;
  return new StatesError(typeof errorType === 'string' ? errorType : 'Lambda.Unknown', cause);
}

function metadataOf(
  { payload, requestId, executedVersion, logResult }: InvokeResult,
  statusCode: number,
): JsonObject {
  return sdkMetadata(
    {
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
    },
    statusCode,
    requestId,
  );
}
