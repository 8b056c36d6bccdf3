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
import {
  type DefinitionNode,
  objectArrayField,
  pointerTo,
  report,
  requireFields,
  requireNonEmpty,
  stringField,
} from './definition-node.ts';
import { readChoiceRule, readCondition } from './read-choice-rule.ts';
import { readCredentials } from './read-credentials.ts';
import { readDataFlow, readRuleFlow } from './read-data-flow.ts';
import { expressionField, secondsField, valueField } from './read-expressions.ts';
import { readMap } from './read-map.ts';
import { readRecovery } from './read-recovery.ts';
import { readWaitEnd } from './read-wait-end.ts';
import { isTaskResource } from './task-resource.ts';

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

function readTask(node: DefinitionNode, name: string): TaskState {
  const Resource = stringField(node, 'Resource');
  if (Resource !== undefined) reportResource(node, Resource);
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
    Next: stringField(node, 'Next'),
    flow: readDataFlow(node),
    ...readRecovery(node),
    Resource: Resource ?? '',
    Credentials: readCredentials(node),
    TimeoutSeconds,
    HeartbeatSeconds,
  };
}

function reportResource(node: DefinitionNode, resource: string): void {
  if (isTaskResource(resource)) return;
  report(
    node,
    pointerTo(node, 'Resource'),
    resource.startsWith('arn:')
      ? `The resource provided ${resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`
      : 'Value is not a valid resource ARN',
  );
}

function readParallel(node: DefinitionNode, name: string, readGraph: ReadGraph): ParallelState {
  requireNonEmpty(node, 'Branches');
  return {
    Type: 'Parallel',
    Name: name,
    Next: stringField(node, 'Next'),
    flow: readDataFlow(node),
    ...readRecovery(node),
    Branches: objectArrayField(node, 'Branches').map(readGraph),
  };
}

function readPass(node: DefinitionNode, name: string): PassState {
  const result = propertyOf(node.value, 'Result');
  return {
    Type: 'Pass',
    Name: name,
    Next: stringField(node, 'Next'),
    flow: readDataFlow(node),
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
    flow: readDataFlow(node),
    until,
  };
}

function readSucceed(node: DefinitionNode, name: string): SucceedState {
  return { Type: 'Succeed', Name: name, flow: readDataFlow(node) };
}

function readFail(node: DefinitionNode, name: string): FailState {
  return {
    Type: 'Fail',
    Name: name,
    Error: valueField(node, 'Error', stringField, expressionField),
    Cause: valueField(node, 'Cause', stringField, expressionField),
  };
}

function readChoice(node: DefinitionNode, name: string): ChoiceState {
  requireNonEmpty(node, 'Choices');
  return {
    Type: 'Choice',
    Name: name,
    flow: readDataFlow(node),
    Choices: objectArrayField(node, 'Choices').flatMap((rule) => readChoiceBranch(rule, node)),
    Default: stringField(node, 'Default'),
  };
}

function readChoiceBranch(node: DefinitionNode, state: DefinitionNode): ChoiceBranch[] {
  requireFields(node, ['Next']);
  const rule = node.state.queryLanguage === 'JSONata' ? readCondition(node) : readChoiceRule(node);
  const Next = stringField(node, 'Next') ?? '';
  return rule === undefined ? [] : [{ rule, Next, flow: readRuleFlow(node, state) }];
}
