import { propertyOf } from '../../shared/json.ts';
import { JsonDocument } from '../../shared/json-document.ts';
import type {
  ChoiceBranch,
  ChoiceState,
  FailState,
  ParallelState,
  PassState,
  State,
  StateGraph,
  StateType,
  SucceedState,
  TaskState,
  WaitState,
} from '../definition.ts';
import type { Expression } from '../expression.ts';
import {
  allowOneOf,
  type DefinitionNode,
  objectArrayField,
  objectField,
  pointerTo,
  report,
  requireFields,
  requireNonEmpty,
  stringField,
} from './definition-node.ts';
import { readChoiceRule } from './read-choice-rule.ts';
import {
  dataPathField,
  expressionField,
  resultPathField,
  secondsField,
  templateField,
} from './read-expressions.ts';
import { readRecovery } from './read-recovery.ts';
import { readWaitEnd } from './read-wait-end.ts';

export type ReadGraph = (node: DefinitionNode) => StateGraph;

type StateReader = (node: DefinitionNode, name: string, readGraph: ReadGraph) => State | undefined;

/** Reads the fields of each state type; undefined stands for a state that could not be run. */
export const STATE_READERS: Readonly<Record<StateType, StateReader>> = {
  Task: readTask,
  Wait: readWait,
  Pass: readPass,
  Succeed: readSucceed,
  Fail: readFail,
  Choice: readChoice,
  Parallel: readParallel,
  Map: readMap,
};

function inputOutput(node: DefinitionNode): Pick<SucceedState, 'InputPath' | 'OutputPath'> {
  return {
    InputPath: dataPathField(node, 'InputPath'),
    OutputPath: dataPathField(node, 'OutputPath'),
  };
}

/** What the states have in common that make a result of their input. */
function resultFields(node: DefinitionNode) {
  return {
    Next: stringField(node, 'Next'),
    ...inputOutput(node),
    Parameters: templateField(node, 'Parameters'),
    ResultPath: resultPathField(node),
  };
}

function readTask(node: DefinitionNode, name: string): TaskState {
  const Resource = stringField(node, 'Resource');
  if (Resource?.startsWith('arn:') === false) {
    report(node, pointerTo(node, 'Resource'), 'Value is not a valid resource ARN');
  }
  const TimeoutSeconds = secondsField(node, 'TimeoutSeconds');
  const HeartbeatSeconds = secondsField(node, 'HeartbeatSeconds');
  if (
    typeof TimeoutSeconds === 'number' &&
    typeof HeartbeatSeconds === 'number' &&
    HeartbeatSeconds >= TimeoutSeconds
  ) {
    report(
      node,
      pointerTo(node, 'HeartbeatSeconds'),
      "'HeartbeatSeconds' should be smaller than 'TimeoutSeconds'",
    );
  }
  return {
    Type: 'Task',
    Name: name,
    ...resultFields(node),
    ...readRecovery(node),
    Resource: Resource ?? '',
    TimeoutSeconds,
    HeartbeatSeconds,
  };
}

function readParallel(node: DefinitionNode, name: string, readGraph: ReadGraph): ParallelState {
  requireNonEmpty(node, 'Branches');
  return {
    Type: 'Parallel',
    Name: name,
    ...resultFields(node),
    ...readRecovery(node),
    Branches: objectArrayField(node, 'Branches').map(readGraph),
  };
}

/** Map states are not run yet: only the states inside are checked. */
function readMap(node: DefinitionNode, _name: string, readGraph: ReadGraph): undefined {
  const processor = objectField(node, 'ItemProcessor') ?? objectField(node, 'Iterator');
  if (processor === undefined) requireFields(node, ['ItemProcessor']);
  else readGraph(processor);
  return undefined;
}

function readPass(node: DefinitionNode, name: string): PassState {
  const result = propertyOf(node.value, 'Result');
  return {
    Type: 'Pass',
    Name: name,
    ...resultFields(node),
    Result: result === undefined ? undefined : JsonDocument.fromValue(result),
  };
}

function readWait(node: DefinitionNode, name: string): WaitState | undefined {
  const until = readWaitEnd(node);
  if (until === undefined) return undefined;
  return {
    Type: 'Wait',
    Name: name,
    Next: stringField(node, 'Next'),
    ...inputOutput(node),
    until,
  };
}

function readSucceed(node: DefinitionNode, name: string): SucceedState {
  return { Type: 'Succeed', Name: name, ...inputOutput(node) };
}

function readFail(node: DefinitionNode, name: string): FailState {
  return {
    Type: 'Fail',
    Name: name,
    Error: textOrPath(node, 'Error'),
    Cause: textOrPath(node, 'Cause'),
  };
}

function textOrPath(node: DefinitionNode, key: string): string | Expression | undefined {
  allowOneOf(node, [key, `${key}Path`]);
  return stringField(node, key) ?? expressionField(node, `${key}Path`);
}

function readChoice(node: DefinitionNode, name: string): ChoiceState {
  requireNonEmpty(node, 'Choices');
  return {
    Type: 'Choice',
    Name: name,
    ...inputOutput(node),
    Choices: objectArrayField(node, 'Choices').flatMap(readChoiceBranch),
    Default: stringField(node, 'Default'),
  };
}

function readChoiceBranch(node: DefinitionNode): ChoiceBranch[] {
  requireFields(node, ['Next']);
  const rule = readChoiceRule(node);
  return rule === undefined ? [] : [{ rule, Next: stringField(node, 'Next') ?? '' }];
}
