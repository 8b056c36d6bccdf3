import { isJsonObject, type JsonObject, type JsonValue, propertyOf } from '../../shared/json.ts';
import type { QueryLanguage, State } from '../../states/definition.ts';
import { readDefinition } from '../../states/reader/read-definition.ts';
import { TESTED_STATE_NAME } from '../../states/test-state.ts';
import { ServiceError } from '../service-error.ts';
import {
  type DefinitionFault,
  invalidDefinition,
  parseDefinitionText,
} from '../state-machine-definition.ts';

export interface TestedState {
  readonly state: State;
  readonly queryLanguage: QueryLanguage;
}

/**
 * The state that a test is about.
 *
 * @param text - the definition of the state, or of the state machine around the state `stateName`
 * @throws ServiceError InvalidDefinition, ValidationException when there is no such state
 */
export function readTestedState(text: string, stateName: string | undefined): TestedState {
  const parsed = parseDefinitionText(text);
  if ('code' in parsed) throw invalidDefinition([parsed]);
  const { json } = parsed;
  const machine = stateName === undefined && isJsonObject(json) ? machineAround(json) : json;
  const { definition, problems } = readDefinition(machine);
  const faults =
    stateName === undefined ? problems.filter((problem) => !isOwnTransition(problem)) : problems;
  if (faults.length > 0) throw invalidDefinition(faults);
  const name = stateName ?? TESTED_STATE_NAME;
  const state = definition.States.get(name);
  if (state === undefined) {
    throw new ServiceError('ValidationException', 'State not found in definition');
  }
  return { state, queryLanguage: queryLanguageOf(machine, name) };
}

function machineAround(state: JsonObject): JsonObject {
  return { StartAt: TESTED_STATE_NAME, States: { [TESTED_STATE_NAME]: state } };
}

const OWN_TRANSITION = new RegExp(
  `^/States/${TESTED_STATE_NAME}/(?:Next|Default|(?:Choices|Catch)/\\d+/Next)$`,
);

/** The states that a lone state leads to are not there. */
function isOwnTransition({ code, pointer }: DefinitionFault): boolean {
  return code === 'MISSING_TRANSITION_TARGET' && OWN_TRANSITION.test(pointer);
}

function queryLanguageOf(machine: JsonValue, name: string): QueryLanguage {
  const states = memberOf(machine, 'States');
  const state = states === undefined ? undefined : memberOf(states, name);
  const declared = [state, machine].map((value) => value && memberOf(value, 'QueryLanguage'));
  return declared.find((language) => language !== undefined) === 'JSONata' ? 'JSONata' : 'JSONPath';
}

function memberOf(value: JsonValue, key: string): JsonValue | undefined {
  return isJsonObject(value) ? propertyOf(value, key) : undefined;
}
