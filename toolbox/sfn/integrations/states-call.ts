import { isJsonObject, type JsonObject, propertyOf, stringifyJson } from '../../shared/json.ts';
import { parseJson } from '../../shared/parse-json.ts';
import type { IntegrationPorts } from './integration.ts';

/** An error that an operation of Step Functions answered with. */
export interface StatesServiceError {
  readonly code: string;
  readonly message: string;
  readonly statusCode: number;
}

export type StatesAnswer =
  | { readonly answer: JsonObject; readonly contentLength: number }
  | { readonly error: StatesServiceError };

/** Calls an operation of Step Functions with the role of the state machine. */
export async function callStates(
  { states, principal }: IntegrationPorts,
  operation: string,
  parameters: JsonObject,
  signal?: AbortSignal,
): Promise<StatesAnswer> {
  const response = await states(operation, stringifyJson(parameters), principal, signal);
  const value = parseJson(response.body);
  const answer = isJsonObject(value) ? value : {};
  if (response.statusCode === 200) {
    return { answer, contentLength: Buffer.byteLength(response.body) };
  }
  const type = propertyOf(answer, '__type');
  const message = propertyOf(answer, 'message') ?? propertyOf(answer, 'Message');
  return {
    error: {
      code: typeof type === 'string' ? type.slice(type.indexOf('#') + 1) : 'InternalFailure',
      message: typeof message === 'string' ? message : '',
      statusCode: response.statusCode,
    },
  };
}

/** Errors of the service's front, for which the SDK has no class. */
const UNMODELLED: ReadonlySet<string> = new Set([
  'AccessDeniedException',
  'InternalFailure',
  'SerializationException',
  'UnknownOperationException',
]);

/**
 * The name of the SDK's class for an error of Step Functions.
 *
 * @param otherError - the class of the errors that the API does not model
 */
export function exceptionClass({ code }: StatesServiceError, otherError: string): string {
  if (UNMODELLED.has(code)) return otherError;
  return code.endsWith('Exception') ? code : `${code}Exception`;
}
