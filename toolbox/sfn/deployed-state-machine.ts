import { isJsonObject, type JsonObject, type JsonValue, keysOf } from '../shared/json.ts';
import { parseDefinition } from '../states/parse-definition.ts';
import { rolePrincipal } from './role-principal.ts';
import type { StateMachine } from './state-machine.ts';
import { configurationWithDefaults } from './state-machine-configuration.ts';

/** A state machine as CloudFormation hands it to the service. */
export interface StateMachineResource {
  readonly name: string;
  readonly stateMachineArn: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly roleArn: string;
  readonly definition: { readonly text: string; readonly value: JsonValue };
  readonly loggingConfiguration?: JsonObject;
  readonly tracingConfiguration?: JsonObject;
}

/**
 * @param creationDate - milliseconds since 1970
 * @param uuid - gives the session of the machine's role its name
 */
export function deployedStateMachine(
  resource: StateMachineResource,
  creationDate: number,
  uuid: () => string,
): StateMachine {
  const { name, stateMachineArn, type, roleArn, definition } = resource;
  return {
    stateMachineArn,
    name,
    type,
    roleArn,
    principal: rolePrincipal(roleArn, uuid),
    definitionText: definition.text,
    definition: parseDefinition(definition.value, type),
    creationDate,
    updateDate: creationDate,
    ...configurationWithDefaults({
      loggingConfiguration: withApiNames(resource.loggingConfiguration),
      tracingConfiguration: withApiNames(resource.tracingConfiguration),
    }),
  };
}

/** CloudFormation spells `LogGroupArn` what the API spells `logGroupArn`. */
function withApiNames(configuration: JsonObject | undefined): JsonObject {
  return configuration === undefined ? {} : (renamed(configuration) as JsonObject);
}

function renamed(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(renamed);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    keysOf(value).map((key) => [
      key.charAt(0).toLowerCase() + key.slice(1),
      renamed(value[key] as JsonValue),
    ]),
  );
}
