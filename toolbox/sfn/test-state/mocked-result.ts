import {
  isJsonNumber,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  propertyOf,
} from '../../shared/json.ts';
import { ServiceError } from '../service-error.ts';
import type { FieldSchema, StructureSchema } from './field-schema.ts';
import { resultSchemaOf } from './result-schemas.ts';

export type FieldValidationMode = 'STRICT' | 'PRESENT' | 'NONE';

/**
 * Compares a mocked result with what the API of the service says of its answer; members that the
 * API does not know always pass.
 *
 * Local runtime: actions whose answers are not known here are not checked.
 *
 * @param mode - PRESENT looks only at members that are there, NONE at nothing
 * @throws ServiceError ValidationException
 * @see "MockInput" (Step Functions API Reference)
 */
export function checkMockedResult(
  resource: string,
  result: JsonValue,
  mode: FieldValidationMode,
): void {
  const schema = mode === 'NONE' ? undefined : resultSchemaOf(resource);
  if (schema === undefined) return;
  if (!isJsonObject(result)) throw invalid('Mocked result must be an object');
  checkStructure(result, schema, mode === 'STRICT');
}

function checkStructure(value: JsonObject, schema: StructureSchema, isStrict: boolean): void {
  for (const name of isStrict ? (schema.required ?? []) : []) {
    if (propertyOf(value, name) === undefined) {
      throw invalid(`Required field '${name}' is missing`);
    }
  }
  for (const [name, field] of Object.entries(schema.members)) {
    const member = propertyOf(value, name);
    if (member !== undefined && member !== null) checkField(name, member, field, isStrict);
  }
}

function checkField(name: string, value: JsonValue, field: FieldSchema, isStrict: boolean): void {
  const expected = EXPECTATIONS[field.type];
  if (!expected.fits(value)) throw invalid(`Field '${name}' must be ${expected.text}`);
  if (field.values !== undefined && !field.values.includes(String(value))) {
    throw invalid(`Field '${name}' is not an expected value`);
  }
  checkBounds(name, value, field);
  if (field.structure !== undefined && isJsonObject(value)) {
    checkStructure(value, field.structure, isStrict);
  }
  if (field.item !== undefined && Array.isArray(value)) {
    for (const item of value) checkField(name, item, field.item, isStrict);
  }
}

const EXPECTATIONS: Readonly<
  Record<
    FieldSchema['type'],
    { readonly text: string; readonly fits: (value: JsonValue) => boolean }
  >
> = {
  string: { text: 'a string', fits: (value) => typeof value === 'string' },
  number: { text: 'a number', fits: isJsonNumber },
  boolean: { text: 'a boolean', fits: (value) => typeof value === 'boolean' },
  array: { text: 'an array', fits: (value) => Array.isArray(value) },
  object: { text: 'an object', fits: isJsonObject },
};

function checkBounds(name: string, value: JsonValue, { min, max }: FieldSchema): void {
  const size = typeof value === 'string' || Array.isArray(value) ? value.length : Number(value);
  const quantity = isJsonNumber(value) ? 'value' : 'length';
  if (min !== undefined && size < min) {
    throw invalid(`Field '${name}' is smaller than the minimum ${quantity}`);
  }
  if (max !== undefined && size > max) {
    throw invalid(`Field '${name}' exceeds the maximum ${quantity}`);
  }
}

function invalid(reason: string): ServiceError {
  return new ServiceError('ValidationException', `Mock result schema validation error: ${reason}`);
}
