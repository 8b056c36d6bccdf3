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
  requireFields,
  stringField,
} from './definition-node.ts';
import { nestsDeeperThan } from './nests-deeper-than.ts';
import { MAX_SECONDS } from './read-expressions.ts';
import { type MachineKind, queryLanguageField, readState } from './read-state.ts';
import { reportShadowing } from './report-shadowing.ts';
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

const NO_DEFINITION: StateMachineDefinition = {
  StartAt: '',
  States: new Map(),
  TimeoutSeconds: undefined,
  variableReferences: {},
};

/** Reads a definition whole: compiles what is right and collects what is not. */
export function readDefinition(
  value: JsonValue,
  type: MachineKind['type'] = 'STANDARD',
): DefinitionReading {
  const findings: Findings = {
    problems: [],
    known: new Set(),
    unsupported: [],
    variableReferences: new Map(),
  };
  const node: DefinitionNode = {
    value: isJsonObject(value) ? value : {},
    pointer: '',
    state: { name: '', type: undefined, pointer: '', queryLanguage: 'JSONPath' },
    findings,
  };
  const fault = faultOfWhole(value);
  if (fault !== undefined) {
    report(node, '', fault);
    return { ...findings, definition: NO_DEFINITION };
  }
  allowFields(node, MACHINE_FIELDS);
  const machine: MachineKind = { type, queryLanguage: queryLanguageField(node) ?? 'JSONPath' };
  const TimeoutSeconds = integerField(node, 'TimeoutSeconds', { min: 1, max: MAX_SECONDS });
  const graph = readGraph(node, { machine, names: new Set(), outerVariables: new Set() });
  const variableReferences = Object.fromEntries(
    [...findings.variableReferences].map(([name, variables]) => [name, [...variables].sort()]),
  );
  return { ...findings, definition: { ...graph, TimeoutSeconds, variableReferences } };
}

/** Local runtime: the limit of the service is not documented. Jackson, a JSON library of Java, has this one. */
const MAX_LEVELS = 1_000;

/** What is wrong with the definition before any of its parts is read. */
function faultOfWhole(value: JsonValue): string | undefined {
  if (!isJsonObject(value)) return 'Definition must be a valid JSON object';
  return nestsDeeperThan(value, MAX_LEVELS)
    ? `Definition must not nest deeper than ${MAX_LEVELS} levels`
    : undefined;
}

/** What the states of a graph have around them. */
interface GraphScope {
  readonly machine: MachineKind;
  /** Of all states of the machine read so far: they have to differ across branches too. */
  readonly names: Set<string>;
  /** Those that the states around the graph assign. */
  readonly outerVariables: ReadonlySet<string>;
}

function readGraph(node: DefinitionNode, scope: GraphScope): StateGraph {
  requireFields(node, ['StartAt', 'States']);
  const StartAt = stringField(node, 'StartAt') ?? '';
  const States = new Map<string, State>();
  const states = objectField(node, 'States');
  if (states === undefined) return { StartAt, States };
  if (Object.keys(states.value).length === 0) {
    report(states, states.pointer, 'Value cannot be empty');
    return { StartAt, States };
  }
  const outerVariables = reportShadowing(node, states, scope.outerVariables);
  const readInner = (inner: DefinitionNode) => readGraph(inner, { ...scope, outerVariables });
  for (const name of Object.keys(states.value)) {
    reportName(states, name, scope.names);
    const stateNode = objectField(states, name);
    const state = stateNode && readState(stateNode, name, scope.machine, readInner);
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
