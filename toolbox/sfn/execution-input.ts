import { jacksonMessage } from '../shared/jackson-message.ts';
import { JsonDocument } from '../shared/json-document.ts';
import { parseJson } from '../shared/parse-json.ts';
import { ServiceError } from './service-error.ts';

/** Bytes of UTF-8 that an execution's input or output may have. */
export const MAX_DATA_BYTES = 262_144;

/**
 * The input of a new execution: any JSON value; a missing input is `{}`.
 *
 * @throws ServiceError InvalidExecutionInput when the text is not JSON, ValidationException when it has too many
 *   bytes (too many characters are found with the other parameters)
 */
export function executionInput(text = '{}'): JsonDocument {
  // A character has at most three bytes in UTF-8 for each unit of a JavaScript string.
  if (text.length * 3 > MAX_DATA_BYTES && Buffer.byteLength(text) > MAX_DATA_BYTES) {
    throw new ServiceError(
      'ValidationException',
      `1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have length less than or equal to ${MAX_DATA_BYTES}`,
    );
  }
  try {
    return JsonDocument.fromBoth(text, parseJson(text));
  } catch (cause) {
    throw invalidInput(text, cause);
  }
}

function invalidInput(text: string, cause: unknown): ServiceError {
  const reason = jacksonMessage(text);
  return new ServiceError(
    'InvalidExecutionInput',
    `Invalid State Machine Execution Input: '${reason}'`,
    { cause },
  );
}
