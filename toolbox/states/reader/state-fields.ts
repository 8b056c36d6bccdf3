import type { StateType } from '../definition.ts';

const COMMON = ['Type', 'Comment', 'QueryLanguage'];
const INPUT_OUTPUT = ['InputPath', 'OutputPath', 'Assign'];
const TRANSITION = ['Next', 'End'];
const RESULT = ['Parameters', 'ResultPath'];
const RECOVERY = ['ResultSelector', 'Retry', 'Catch'];

function fields(...groups: readonly (readonly string[])[]): ReadonlySet<string> {
  return new Set([COMMON, ...groups].flat());
}

/**
 * The fields of each state type in JSONPath states.
 *
 * @see "Amazon States Language", table of state types and fields
 */
export const STATE_FIELDS: Readonly<Record<StateType, ReadonlySet<string>>> = {
  Task: fields(INPUT_OUTPUT, TRANSITION, RESULT, RECOVERY, [
    'Resource',
    'TimeoutSeconds',
    'TimeoutSecondsPath',
    'HeartbeatSeconds',
    'HeartbeatSecondsPath',
    'Credentials',
  ]),
  Wait: fields(INPUT_OUTPUT, TRANSITION, ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath']),
  Pass: fields(INPUT_OUTPUT, TRANSITION, RESULT, ['Result']),
  Succeed: fields(INPUT_OUTPUT),
  Fail: fields(['Error', 'ErrorPath', 'Cause', 'CausePath']),
  Choice: fields(INPUT_OUTPUT, ['Choices', 'Default']),
  Parallel: fields(INPUT_OUTPUT, TRANSITION, RESULT, RECOVERY, ['Branches']),
  Map: fields(INPUT_OUTPUT, TRANSITION, RESULT, RECOVERY, [
    'ItemProcessor',
    'Iterator',
    'ItemsPath',
    'ItemSelector',
    'ItemReader',
    'ItemBatcher',
    'ResultWriter',
    'Label',
    'MaxConcurrency',
    'MaxConcurrencyPath',
    'ToleratedFailureCount',
    'ToleratedFailureCountPath',
    'ToleratedFailurePercentage',
    'ToleratedFailurePercentagePath',
  ]),
};

/** Fields without which a state of the type is refused. */
export const REQUIRED_FIELDS: Readonly<Partial<Record<StateType, readonly string[]>>> = {
  Task: ['Resource'],
  Choice: ['Choices'],
  Parallel: ['Branches'],
};

/** Types whose states go on with Next, or end with `"End": true`. */
export const TYPES_WITH_TRANSITION: ReadonlySet<StateType> = new Set([
  'Task',
  'Wait',
  'Pass',
  'Parallel',
  'Map',
]);

export function isStateType(text: string): text is StateType {
  return Object.hasOwn(STATE_FIELDS, text);
}
