import { isJsonObject, type JsonValue } from '../../shared/json.ts';
import type { State, StateGraph, StateMachineDefinition } from '../definition.ts';
import {
  allowFields,
  type DefinitionNode,
  type Findings,
  integerField,
  objectField,
  pointerTo,
  report,
  reportUnsupported,
  requireFields,
  stringField,
} from './definition-node.ts';
import { MAX_SECONDS } from './read-expressions.ts';
import {
  JSONATA_UNSUPPORTED,
  type MachineKind,
  queryLanguageField,
  readState,
} from './read-state.ts';
import { reportTransitions } from './report-transitions.ts';

const MACHINE_FIELDS: ReadonlySet<string> = new Set([
  'Comment',
  'QueryLanguage',
  'StartAt',
  'States',
  'TimeoutSeconds',
  'Version',
]);
const MAX_STATE_NAME_LENGTH = 80;

export interface DefinitionReading extends Findings {
  /** Fit to be run only when there are no problems. */
  readonly definition: StateMachineDefinition;
}

/** Reads a definition whole: compiles what is right and collects what is not. */
export function readDefinition(
  value: JsonValue,
  type: MachineKind['type'] = 'STANDARD',
): DefinitionReading {
  const findings: Findings = { problems: [], unsupported: [] };
  const node = { value: isJsonObject(value) ? value : {}, pointer: '', findings };
  if (!isJsonObject(value)) {
    report(node, '/', 'Definition must be a valid JSON object');
    return {
      ...findings,
      definition: { StartAt: '', States: new Map(), TimeoutSeconds: undefined },
    };
  }
  allowFields(node, MACHINE_FIELDS);
  const machine: MachineKind = { type, queryLanguage: queryLanguageField(node) ?? 'JSONPath' };
  if (machine.queryLanguage === 'JSONata') {
    reportUnsupported(node, '/QueryLanguage', JSONATA_UNSUPPORTED);
  }
  const TimeoutSeconds = integerField(node, 'TimeoutSeconds', { min: 1, max: MAX_SECONDS });
  const graph = readGraph(node, machine, new Set());
  return { ...findings, definition: { ...graph, TimeoutSeconds } };
}

/** @param names - of all states of the machine read so far: they have to differ across branches too */
function readGraph(node: DefinitionNode, machine: MachineKind, names: Set<string>): StateGraph {
  requireFields(node, ['StartAt', 'States']);
  const StartAt = stringField(node, 'StartAt') ?? '';
  const States = new Map<string, State>();
  const states = objectField(node, 'States');
  if (states === undefined) return { StartAt, States };
  if (Object.keys(states.value).length === 0) {
    report(states, states.pointer, 'Value cannot be empty');
    return { StartAt, States };
  }
  for (const name of Object.keys(states.value)) {
    reportName(states, name, names);
    const stateNode = objectField(states, name);
    const state =
      stateNode && readState(stateNode, name, machine, (inner) => readGraph(inner, machine, names));
    if (state !== undefined) States.set(name, state);
  }
  reportTransitions(node, states);
  return { StartAt, States };
}

function reportName(states: DefinitionNode, name: string, names: Set<string>): void {
  if (name.length > MAX_STATE_NAME_LENGTH) {
    report(
      states,
      pointerTo(states, name),
      `State names can have at most ${MAX_STATE_NAME_LENGTH} characters`,
    );
  }
  if (names.has(name)) {
    report(
      states,
      pointerTo(states, name),
      `Duplicate State name: ${name}`,
      'DUPLICATE_STATE_NAME',
    );
  }
  names.add(name);
}
