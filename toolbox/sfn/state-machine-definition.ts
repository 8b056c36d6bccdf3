import { jacksonMessage } from '../shared/jackson-message.ts';
import type { JsonValue } from '../shared/json.ts';
import { parseJson } from '../shared/parse-json.ts';
import type { StateMachineDefinition } from '../states/definition.ts';
import { readDefinition } from '../states/reader/read-definition.ts';
import { ServiceError } from './service-error.ts';

/** Something for which the service refuses a definition. */
export interface DefinitionFault {
  /** Such as `SCHEMA_VALIDATION_FAILED`. */
  readonly code: string;
  readonly message: string;
  /** JSON pointer into the definition; empty when the fault is in no part of it. */
  readonly pointer: string;
}

/**
 * Compiles the definition that a caller sends.
 *
 * @throws ServiceError InvalidDefinition that lists everything which is wrong
 */
export function compileDefinition(
  text: string,
  type: 'STANDARD' | 'EXPRESS',
): StateMachineDefinition {
  const { definition, faults } = readDefinitionText(text, type);
  if (definition === undefined) throw invalidDefinition(faults);
  return definition;
}

/** The definition, or everything that is wrong with it. */
export function readDefinitionText(
  text: string,
  type: 'STANDARD' | 'EXPRESS',
): {
  readonly definition?: StateMachineDefinition;
  readonly faults: readonly DefinitionFault[];
} {
  const value = parseDefinitionText(text);
  if ('code' in value) return { faults: [value] };
  const { definition, problems } = readDefinition(value.json, type);
  return problems.length === 0 ? { definition, faults: [] } : { faults: problems };
}

/** Text without anything in it is no fault of syntax: it is no object, as other JSON may be none. */
export function parseDefinitionText(text: string): { readonly json: JsonValue } | DefinitionFault {
  if (text.trim() === '') return { json: null };
  try {
    return { json: parseJson(text) };
  } catch {
    return { code: 'INVALID_JSON_DESCRIPTION', message: jacksonMessage(text), pointer: '' };
  }
}

export function invalidDefinition(faults: readonly DefinitionFault[]): ServiceError {
  return new ServiceError(
    'InvalidDefinition',
    `Invalid State Machine Definition: '${faults.map(faultText).join(', ')}'`,
  );
}

function faultText({ code, message, pointer }: DefinitionFault): string {
  return pointer === '' ? `${code}: ${message}` : `${code}: ${message} at ${pointer}`;
}
