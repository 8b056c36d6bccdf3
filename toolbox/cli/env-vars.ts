import { isJsonNumber, isJsonObject, type JsonValue, propertyOf } from '../shared/json.ts';
import { parseJson } from '../shared/parse-json.ts';

/** Environment variables that replace those of the template, by logical id of the function. */
export type EnvVars = (logicalId: string) => Readonly<Record<string, string>>;

/**
 * Reads the file of `--env-vars`: `{"FunctionLogicalId": {"NAME": "value"}, "Parameters": {…}}`, where `Parameters`
 * goes to every function.
 *
 * @throws Error that says what is wrong with the text
 * @see "sam local invoke" (SAM Developer Guide), environment variable file
 */
export function parseEnvVars(text: string): EnvVars {
  const root = parseJson(text);
  if (!isJsonObject(root)) {
    throw new Error('expected an object of functions: {"FunctionLogicalId": {"NAME": "value"}}');
  }
  const byFunction = new Map(
    Object.entries(root).map(([logicalId, variables]) => [
      logicalId,
      readVariables(logicalId, variables),
    ]),
  );
  const everywhere = byFunction.get('Parameters') ?? {};
  return (logicalId) => ({ ...everywhere, ...byFunction.get(logicalId) });
}

function readVariables(logicalId: string, variables: JsonValue): Record<string, string> {
  if (!isJsonObject(variables)) {
    throw new Error(`"${logicalId}" must be an object of variables, got ${typeof variables}`);
  }
  return Object.fromEntries(
    Object.keys(variables).map((name) => {
      const value = propertyOf(variables, name);
      if (typeof value !== 'string' && typeof value !== 'boolean' && !isJsonNumber(value)) {
        throw new Error(`"${logicalId}"."${name}" must be a string, number or boolean`);
      }
      return [name, String(value)];
    }),
  );
}
