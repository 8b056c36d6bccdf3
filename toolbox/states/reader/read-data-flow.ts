import { type JsonValue, keysOf, propertyOf } from '../../shared/json.ts';
import type { Assignment, DataFlow, JsonPathFlow } from '../definition.ts';
import { type DefinitionNode, objectField, pointerTo, report } from './definition-node.ts';
import { dataPathField, resultPathField } from './read-expressions.ts';
import { readMember, templateField } from './read-template.ts';

const NO_JSON_PATH_FIELDS: JsonPathFlow = {
  QueryLanguage: 'JSONPath',
  InputPath: undefined,
  Parameters: undefined,
  ResultSelector: undefined,
  ResultPath: undefined,
  OutputPath: undefined,
  Assign: [],
};

/** The fields of a state that speak of its input and output. The Parameters of a Map state are its ItemSelector. */
export function readDataFlow(node: DefinitionNode): DataFlow {
  if (node.state.queryLanguage === 'JSONata') return readJsonataFlow(node);
  return {
    QueryLanguage: 'JSONPath',
    InputPath: dataPathField(node, 'InputPath'),
    Parameters:
      propertyOf(node.value, 'Type') === 'Map' ? undefined : templateField(node, 'Parameters'),
    ResultSelector: templateField(node, 'ResultSelector'),
    ResultPath: resultPathField(node),
    OutputPath: dataPathField(node, 'OutputPath'),
    Assign: readAssign(node),
  };
}

export function readCatcherFlow(node: DefinitionNode): DataFlow {
  if (node.state.queryLanguage === 'JSONata') return readJsonataFlow(node);
  return { ...NO_JSON_PATH_FIELDS, ResultPath: resultPathField(node), Assign: readAssign(node) };
}

/** @param state - the Choice state around the rule */
export function readRuleFlow(node: DefinitionNode, state: DefinitionNode): DataFlow {
  if (node.state.queryLanguage === 'JSONata') return readJsonataFlow(node);
  return {
    ...NO_JSON_PATH_FIELDS,
    OutputPath: dataPathField(state, 'OutputPath'),
    Assign: readAssign(node),
  };
}

function readJsonataFlow(node: DefinitionNode): DataFlow {
  return {
    QueryLanguage: 'JSONata',
    Arguments: templateField(node, 'Arguments'),
    Output: templateField(node, 'Output'),
    Assign: readAssign(node),
  };
}

function readAssign(node: DefinitionNode): Assignment[] {
  const assign = objectField(node, 'Assign');
  if (assign === undefined) return [];
  return keysOf(assign.value).map((key) => {
    const assignment = readMember(assign, key, assign.value[key] as JsonValue);
    reportVariableName(assign, key, assignment.name);
    return assignment;
  });
}

const VARIABLE_NAME = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u;
const MAX_VARIABLE_NAME_LENGTH = 80;
/** `$states` is the service's own. */
const RESERVED_NAME = 'states';

function reportVariableName(assign: DefinitionNode, key: string, name: string): void {
  const fault = faultOf(name);
  if (fault === undefined) return;
  report(assign, pointerTo(assign, key), `The variable name '${name}' ${fault}`);
}

function faultOf(name: string): string | undefined {
  if (name === RESERVED_NAME) return 'is reserved';
  if (name.length > MAX_VARIABLE_NAME_LENGTH) {
    return `must have at most ${MAX_VARIABLE_NAME_LENGTH} characters`;
  }
  return VARIABLE_NAME.test(name) ? undefined : 'must be an identifier';
}
