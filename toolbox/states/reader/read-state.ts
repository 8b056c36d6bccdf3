import { propertyOf } from '../../shared/json.ts';
import type { QueryLanguage, State, StateType } from '../definition.ts';
import {
  allowFields,
  booleanField,
  type DefinitionNode,
  pointerTo,
  report,
  requireFields,
  stringField,
  type UnsupportedFeature,
} from './definition-node.ts';
import { reportExpressRestriction } from './express-restrictions.ts';
import {
  isStateType,
  REQUIRED_FIELDS,
  STATE_FIELDS,
  TYPES_WITH_TRANSITION,
} from './state-fields.ts';
import { type ReadGraph, STATE_READERS } from './state-readers.ts';

/** What holds for all states of a machine. */
export interface MachineKind {
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly queryLanguage: QueryLanguage;
}

/**
 * @param readGraph - reads the states of a branch or of an item processor
 * @returns undefined when it is no state at all
 */
export function readState(
  node: DefinitionNode,
  name: string,
  machine: MachineKind,
  readGraph: ReadGraph,
): State | undefined {
  const type = readType(node);
  if (type === undefined) return undefined;
  requireTransition(node, type);
  if (machine.type === 'EXPRESS') reportExpressRestriction(node);
  // What is unsupported in this state makes it fail when it is entered, and not the state around it.
  const findings = { ...node.findings, unsupported: [] as UnsupportedFeature[] };
  const queryLanguage = readQueryLanguage(node, machine.queryLanguage);
  const own = { ...node, findings, state: { name, type, pointer: node.pointer, queryLanguage } };
  allowFields(own, STATE_FIELDS[queryLanguage][type]);
  requireFields(own, REQUIRED_FIELDS[type] ?? []);
  const state = STATE_READERS[type](own, name, (inner) =>
    readGraph({ ...inner, findings: node.findings }),
  );
  const { unsupported } = findings;
  node.findings.unsupported.push(...unsupported);
  if (unsupported.length === 0 && state !== undefined) return state;
  const reason = unsupported[0]?.message ?? 'it is not valid';
  return { Type: 'Unsupported', Name: name, declaredType: type, reason };
}

function readType(node: DefinitionNode): StateType | undefined {
  requireFields(node, ['Type']);
  const type = stringField(node, 'Type');
  if (type === undefined || isStateType(type)) return type;
  const types = Object.keys(STATE_FIELDS.JSONPath).join(', ');
  report(
    node,
    pointerTo(node, 'Type'),
    `The field 'Type' should have one of these values: [${types}]`,
  );
  return undefined;
}

function readQueryLanguage(node: DefinitionNode, machineLanguage: QueryLanguage): QueryLanguage {
  const language = queryLanguageField(node) ?? machineLanguage;
  if (language === 'JSONPath' && machineLanguage === 'JSONata') {
    report(
      node,
      node.pointer,
      "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
    );
  }
  return language;
}

export function queryLanguageField(node: DefinitionNode): QueryLanguage | undefined {
  const language = stringField(node, 'QueryLanguage');
  if (language === undefined || language === 'JSONPath' || language === 'JSONata') return language;
  report(
    node,
    pointerTo(node, 'QueryLanguage'),
    "The field 'QueryLanguage' should have one of these values: [JSONPath, JSONata]",
  );
  return undefined;
}

function requireTransition(node: DefinitionNode, type: StateType): void {
  if (!TYPES_WITH_TRANSITION.has(type)) return;
  const hasNext = propertyOf(node.value, 'Next') !== undefined;
  const ends = booleanField(node, 'End') === true;
  if (hasNext !== ends) return;
  report(
    node,
    node.pointer,
    hasNext
      ? "A state should have 'Next' or '\"End\": true', found both"
      : "A state should have 'Next' or '\"End\": true', found neither",
  );
}
