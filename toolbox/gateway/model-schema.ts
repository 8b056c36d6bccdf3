import { isJsonObject, type JsonObject, type JsonValue } from '../shared/json.ts';

/**
 * The keywords of JSON Schema draft 4 that request validation judges. It ignores all others: those
 * of OpenAPI (`nullable`, `discriminator`, `example`, `readOnly`), `format`, `default`, and of
 * draft 4 `exclusiveMinimum`, `minItems` and `maxItems`.
 *
 * @see "Amazon API Gateway important notes for REST APIs" (API Gateway Developer Guide)
 */
const PLAIN_KEYWORDS: ReadonlySet<string> = new Set([
  'type',
  'enum',
  'required',
  'minLength',
  'maxLength',
  'pattern',
  'minimum',
  'maximum',
  'exclusiveMaximum',
  'multipleOf',
  'uniqueItems',
  'minProperties',
  'maxProperties',
]);
/** Keywords whose value is a schema, a list of schemas, or a boolean. */
const SCHEMA_KEYWORDS: ReadonlySet<string> = new Set([
  'additionalItems',
  'additionalProperties',
  'allOf',
  'anyOf',
  'items',
  'not',
  'oneOf',
]);
/** Keywords whose value holds a schema for each name. */
const SCHEMA_MAP_KEYWORDS: ReadonlySet<string> = new Set([
  'definitions',
  'dependencies',
  'patternProperties',
  'properties',
]);

const MODEL_REFERENCE = /^#\/(?:components\/schemas|definitions)\/([^/]+)$/;

/** The schema with only those keywords that request validation judges. */
export function judgedSchema(schema: JsonObject): JsonObject {
  // Draft 4 ignores whatever stands beside a reference.
  if (typeof schema['$ref'] === 'string') return { $ref: schema['$ref'] };
  const judged: JsonObject = {};
  for (const [keyword, value] of Object.entries(schema)) {
    // Of draft 3, and named at start.
    if (keyword === 'required' && typeof value === 'boolean') continue;
    if (PLAIN_KEYWORDS.has(keyword)) judged[keyword] = value;
    else if (SCHEMA_KEYWORDS.has(keyword)) judged[keyword] = judgedValue(value);
    else if (SCHEMA_MAP_KEYWORDS.has(keyword) && isJsonObject(value)) {
      judged[keyword] = mapValues(value, judgedValue);
    }
  }
  return judged;
}

/**
 * The schema together with the models that its references name.
 *
 * @param models - by name; reached as `#/components/schemas/X` and as `#/definitions/X`
 */
export function schemaDocument(
  schema: JsonObject,
  models: Readonly<Record<string, JsonObject>>,
): JsonObject {
  const schemas = mapValues(models, judgedSchema);
  return { allOf: [judgedSchema(schema)], components: { schemas }, definitions: schemas };
}

/**
 * The model that a reference names, through references to references; the schema itself when it is
 * none.
 */
export function resolveReference(
  schema: JsonObject,
  models: Readonly<Record<string, JsonObject>>,
): JsonObject | undefined {
  const seen = new Set<JsonObject>();
  let resolved: JsonObject | undefined = schema;
  while (resolved !== undefined && typeof resolved['$ref'] === 'string') {
    if (seen.has(resolved)) return undefined;
    seen.add(resolved);
    const name: string | undefined = MODEL_REFERENCE.exec(resolved['$ref'])?.[1];
    resolved = name !== undefined && Object.hasOwn(models, name) ? models[name] : undefined;
  }
  return resolved;
}

/** Keywords whose cost has no bound by the length of the body alone. */
const SLOW_KEYWORDS: readonly string[] = ['pattern', 'patternProperties', 'uniqueItems'];
/** Keywords that multiply the work of each level of a model that refers to itself. */
const BRANCHING_KEYWORDS: readonly string[] = ['allOf', 'anyOf', 'not', 'oneOf'];

/** Tells whether there may be a body whose validation does not end in sensible time. */
export function mayTakeLong(
  schema: JsonObject,
  models: Readonly<Record<string, JsonObject>>,
): boolean {
  const keywords = new Set<string>();
  collectKeys([schema, models as JsonObject], keywords);
  const hasAny = (names: readonly string[]): boolean => names.some((name) => keywords.has(name));
  return hasAny(SLOW_KEYWORDS) || (keywords.has('$ref') && hasAny(BRANCHING_KEYWORDS));
}

/** Names of properties are taken along: one too many does no harm. */
function collectKeys(value: JsonValue, keys: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    keys.add(key);
    collectKeys(member, keys);
  }
}

function judgedValue(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(judgedValue);
  return isJsonObject(value) ? judgedSchema(value) : value;
}

function mapValues<Value extends JsonValue>(
  record: Readonly<Record<string, Value>>,
  convert: (value: Value) => JsonValue,
): JsonObject {
  const converted: JsonObject = Object.create(null);
  for (const [name, value] of Object.entries(record)) converted[name] = convert(value);
  return converted;
}
