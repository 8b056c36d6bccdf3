import type { ValidateFunction } from 'ajv';
import { isJsonObject, type JsonObject, type JsonValue } from '../shared/json.ts';
import { TimeLimitError, withinTime } from '../shared/time-limit.ts';
import { modelComplaint, typeComplaint } from './model-complaint.ts';
import { judgedSchema, mayTakeLong, resolveReference, schemaDocument } from './model-schema.ts';

/**
 * Validates the text of a body.
 *
 * @returns what is wrong (`$context.error.validationErrorString`), or undefined; a promise only
 * while the validation library is being loaded
 */
export type ModelValidator = (body: string) => string | undefined | Promise<string | undefined>;

/** Judges a parsed body. */
type Judge = (value: unknown) => string | undefined;

/**
 * Makes the validator of one model. A schema that says no more than `type: object` is judged at
 * once; any other loads the JSON Schema library when the first body comes.
 *
 * @throws Error when the schema is wrong, when the first body comes
 */
export function createModelValidator(
  schema: JsonObject,
  models: Readonly<Record<string, JsonObject>>,
): ModelValidator {
  let judge = judgeOfType(schema, models);
  let loading: Promise<Judge> | undefined;
  return (body) => {
    const parsed = parseBody(body);
    if (parsed === undefined) return 'the body is not JSON';
    if (judge !== undefined) return judge(parsed.value);
    loading ??= compileSchema(schema, models);
    return loading.then((compiled) => {
      judge = compiled;
      return compiled(parsed.value);
    });
  };
}

/**
 * An empty body counts as `{}`. Only the verdict is taken from the value, so the native parser is
 * good enough.
 */
function parseBody(body: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(body === '' ? '{}' : body) };
  } catch {
    return undefined;
  }
}

/**
 * The judge of a schema whose only judged keyword is `type: object`, as that of the built-in model
 * Empty.
 */
function judgeOfType(
  schema: JsonObject,
  models: Readonly<Record<string, JsonObject>>,
): Judge | undefined {
  const resolved = resolveReference(schema, models);
  if (resolved === undefined) return undefined;
  const judged = judgedSchema(resolved);
  if (Object.keys(judged).length !== 1 || judged['type'] !== 'object') return undefined;
  return (value) =>
    isJsonObject(value as JsonValue) ? undefined : typeComplaint(value, ['object']);
}

/** Local runtime: the time that API Gateway gives to a validation is not documented. */
const MAX_VALIDATION_MS = 1_000;

async function compileSchema(
  schema: JsonObject,
  models: Readonly<Record<string, JsonObject>>,
): Promise<Judge> {
  // A CommonJS module: its `default` is `module.exports`, which has a `default` of its own.
  const { default: Ajv } = (await import('ajv-draft-04')).default;
  const ajv = new Ajv({
    strict: false,
    validateSchema: false,
    validateFormats: false,
    unicodeRegExp: false,
    // A property of the body counts, not one that every JavaScript object has.
    ownProperties: true,
    verbose: true,
    logger: false,
  });
  const validate = ajv.compile(schemaDocument(schema, models));
  const judge: Judge = (value) => complaintOf(validate, value);
  return mayTakeLong(schema, models) ? bounded(judge) : judge;
}

function bounded(judge: Judge): Judge {
  return (value) => {
    try {
      return withinTime(MAX_VALIDATION_MS, () => judge(value));
    } catch (error) {
      if (error instanceof TimeLimitError) return 'the body takes too long to validate';
      throw error;
    }
  };
}

function complaintOf(validate: ValidateFunction, value: unknown): string | undefined {
  try {
    if (validate(value)) return undefined;
  } catch (error) {
    // Local runtime: a recursive model cannot follow a body to any depth.
    if (error instanceof RangeError) return 'the body is nested too deeply';
    throw error;
  }
  // The last error is that of the outermost keyword: those of the schemas in oneOf come before it.
  const error = validate.errors?.at(-1);
  return error === undefined ? 'the body does not match the model' : modelComplaint(error);
}
