import type { InvokeRequest } from '../../shared/function-invoker.ts';
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  propertyOf,
  stringifyJson,
} from '../../shared/json.ts';

type InvocationType = NonNullable<InvokeRequest['invocationType']>;

/** By which the service answers. */
export const STATUS_CODES = { RequestResponse: 200, Event: 202, DryRun: 204 } as const;

function invocationTypeOf(parameters: JsonObject): InvocationType {
  const type = propertyOf(parameters, 'InvocationType');
  return type === 'Event' || type === 'DryRun' ? type : 'RequestResponse';
}

/** The Invoke operation that the Parameters describe; their errors were asked for before. */
export function invokeRequest(parameters: JsonObject) {
  return {
    functionName: functionNameIn(parameters) as string,
    payload: payloadText(parameters),
    ...optionalText(parameters, 'Qualifier', 'qualifier'),
    ...optionalText(parameters, 'ClientContext', 'clientContext'),
    ...(propertyOf(parameters, 'LogType') === 'Tail' ? { logType: 'Tail' as const } : {}),
    invocationType: invocationTypeOf(parameters),
  };
}

export function functionNameIn(parameters: JsonValue): JsonValue | undefined {
  return isJsonObject(parameters) ? propertyOf(parameters, 'FunctionName') : undefined;
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
