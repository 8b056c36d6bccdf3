import type { ErrorObject } from 'ajv';

type Complain = (error: ErrorObject) => string;

/**
 * What the validator of API Gateway says when a body breaks a keyword.
 *
 * @see "syntax.properties" and "validation.properties" of the json-schema-validator for Java
 */
const COMPLAINTS: Readonly<Record<string, Complain>> = {
  additionalProperties: ({ params, data, parentSchema }) =>
    `object instance has properties which are not allowed by the schema: ${JSON.stringify(
      unwanted(params['additionalProperty'], data as object, parentSchema),
    )}`,
  anyOf: ({ schema }) =>
    `instance failed to match at least one required schema among ${branchCount(schema)}`,
  enum: ({ data, schema }) =>
    `instance value (${JSON.stringify(data)}) not found in enum (possible values: ${JSON.stringify(schema)})`,
  maximum: ({ data, schema }) =>
    `numeric instance is greater than the required maximum (maximum: ${schema}, found: ${data})`,
  maxLength: ({ data, schema }) =>
    `string ${JSON.stringify(data)} is too long (length: ${lengthOf(data)}, maximum allowed: ${schema})`,
  maxProperties: ({ data, schema }) =>
    `object has too many properties (found ${propertyCount(data)} but schema requires at most ${schema})`,
  minimum: ({ data, schema }) =>
    `numeric instance is lower than the required minimum (minimum: ${schema}, found: ${data})`,
  minLength: ({ data, schema }) =>
    `string ${JSON.stringify(data)} is too short (length: ${lengthOf(data)}, required minimum: ${schema})`,
  minProperties: ({ data, schema }) =>
    `object has too few properties (found ${propertyCount(data)} but schema requires at least ${schema})`,
  multipleOf: ({ data, schema }) => `remainder of division is not zero (${data} / ${schema})`,
  not: () => 'instance matched a schema which it should not have',
  oneOf: ({ params, schema }) =>
    `instance failed to match exactly one schema (matched ${params['passingSchemas']?.length ?? 0} out of ${branchCount(schema)})`,
  pattern: ({ data, schema }) =>
    `ECMA 262 regex "${schema}" does not match input string ${JSON.stringify(data)}`,
  required: ({ data, parentSchema }) => {
    const required: readonly string[] = parentSchema?.['required'] ?? [];
    const names = required.filter((name) => !Object.hasOwn(data as object, name));
    return `object has missing required properties (${JSON.stringify(names)})`;
  },
  type: ({ data, schema }) => typeComplaint(data, [schema].flat()),
  uniqueItems: () => 'array must not contain duplicate elements',
};

/** The complaint about one error of the validation library; in its own words where the keyword is rare. */
export function modelComplaint(error: ErrorObject): string {
  const { keyword, instancePath, message } = error;
  const complain = Object.hasOwn(COMPLAINTS, keyword) ? COMPLAINTS[keyword] : undefined;
  return complain?.(error) ?? `${instancePath || 'the body'} ${message ?? `fails ${keyword}`}`;
}

export function typeComplaint(value: unknown, allowed: readonly unknown[]): string {
  return `instance type (${typeName(value)}) does not match any allowed primitive type (allowed: ${JSON.stringify(allowed)})`;
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/** All of them; beside patterns, which are not tried again, the one that was found. */
function unwanted(
  found: string,
  data: object,
  schema: ErrorObject['parentSchema'],
): readonly string[] {
  if (schema?.['patternProperties'] !== undefined) return [found];
  const allowed: object = schema?.['properties'] ?? {};
  return Object.keys(data)
    .filter((name) => !Object.hasOwn(allowed, name))
    .sort();
}

/** In characters, as the schema counts them. */
function lengthOf(text: unknown): number {
  return [...String(text)].length;
}

function branchCount(schemas: unknown): number {
  return (schemas as readonly unknown[]).length;
}

function propertyCount(object: unknown): number {
  return Object.keys(object as object).length;
}
