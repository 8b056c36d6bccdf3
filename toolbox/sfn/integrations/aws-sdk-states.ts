import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  keysOf,
  setProperty,
  stringifyJson,
} from '../../shared/json.ts';
import { JsonDocument } from '../../shared/json-document.ts';
import { StatesError } from '../../states/states-error.ts';
import type { Integration } from './integration.ts';
import { lowerCamelCase, upperCamelCase, withMemberNames } from './member-names.ts';
import { callStates, exceptionClass } from './states-call.ts';

/** Parameters of the API that are no texts; an object given for any other is sent as its JSON text. */
const STRUCTURED: ReadonlySet<string> = new Set([
  'encryptionConfiguration',
  'loggingConfiguration',
  'mock',
  'routingConfiguration',
  'stateConfiguration',
  'tagKeys',
  'tags',
  'tracingConfiguration',
]);

/**
 * A Task whose Resource is `arn:aws:states:::aws-sdk:sfn:<action>`: an operation of Step Functions
 * itself, called as the role of the state machine.
 *
 * @see "Integrating services with Step Functions", AWS SDK integrations (Step Functions Developer Guide)
 */
export function awsSdkStates(action: string): Integration {
  return {
    parameterErrors: () => [],
    invoke: async (ports, { payload, signal, onStarted }) => {
      onStarted();
      const parameters = isJsonObject(payload.value) ? apiParameters(payload.value) : {};
      const result = await callStates(ports, upperCamelCase(action), parameters, signal);
      if ('error' in result) {
        const { message, statusCode } = result.error;
        throw new StatesError(
          `Sfn.${exceptionClass(result.error, 'SfnException')}`,
          `${message} (Service: Sfn, Status Code: ${statusCode}, Request ID: ${ports.uuid()}) (SDK Attempt Count: 1)`,
        );
      }
      return JsonDocument.fromValue(sdkAnswer(result.answer));
    },
  };
}

/** null counts as not given. */
function apiParameters(parameters: JsonObject): JsonObject {
  const renamed: JsonObject = {};
  for (const key of keysOf(parameters)) {
    const name = lowerCamelCase(key);
    const value = parameters[key] ?? null;
    if (value !== null) setProperty(renamed, name, apiParameter(name, value));
  }
  return renamed;
}

function apiParameter(name: string, value: JsonValue): JsonValue {
  if (STRUCTURED.has(name)) return withMemberNames(value, lowerCamelCase);
  return Array.isArray(value) || isJsonObject(value) ? stringifyJson(value) : value;
}

/** The SDK's answer: its own names, and times in ISO 8601. */
function sdkAnswer(answer: JsonObject): JsonValue {
  return withMemberNames(withIsoDates(answer), upperCamelCase);
}

const TIME = /(?:Date|^timestamp)$/;

function withIsoDates(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withIsoDates);
  if (!isJsonObject(value)) return value;
  const copy: JsonObject = {};
  for (const name of keysOf(value)) {
    const member = value[name] ?? null;
    setProperty(copy, name, TIME.test(name) ? isoDate(member) : withIsoDates(member));
  }
  return copy;
}

function isoDate(epochSeconds: JsonValue): string {
  return new Date(Math.round(Number(epochSeconds) * 1000)).toISOString();
}
