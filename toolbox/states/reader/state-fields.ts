import type { QueryLanguage, StateType } from '../definition.ts';

const COMMON = ['Type', 'Comment', 'QueryLanguage'];
/** States that nothing follows assign no variables. */
const TRANSITION = ['Next', 'End', 'Assign'];
const RECOVERY = ['Retry', 'Catch'];

/** JSONPath has these fields for input and output… */
const PATHS = ['InputPath', 'OutputPath'];
const PARAMETERS = ['Parameters', 'ResultPath'];
const SELECTOR = ['ResultSelector'];
/** …and JSONata those. */
const OUTPUT = ['Output'];
const ARGUMENTS = ['Arguments'];

const MAP = [
  'ItemProcessor',
  'Iterator',
  'ItemSelector',
  'ItemReader',
  'ItemBatcher',
  'ResultWriter',
  'Label',
];
const MAP_LIMITS = ['MaxConcurrency', 'ToleratedFailureCount', 'ToleratedFailurePercentage'];
const TASK = ['Resource', 'Credentials'];
const TASK_LIMITS = ['TimeoutSeconds', 'HeartbeatSeconds'];

function fields(...groups: readonly (readonly string[])[]): ReadonlySet<string> {
  return new Set([COMMON, ...groups].flat());
}

/** Fields that have a `…Path` form. */
function orPath(names: readonly string[]): readonly string[] {
  return names.flatMap((name) => [name, `${name}Path`]);
}

/**
 * The fields of each state type.
 *
 * @see "Amazon States Language", table of state types and fields
 */
export const STATE_FIELDS: Readonly<
  Record<QueryLanguage, Readonly<Record<StateType, ReadonlySet<string>>>>
> = {
  JSONPath: {
    Task: fields(PATHS, TRANSITION, PARAMETERS, SELECTOR, RECOVERY, TASK, orPath(TASK_LIMITS)),
    Wait: fields(PATHS, TRANSITION, orPath(['Seconds', 'Timestamp'])),
    Pass: fields(PATHS, TRANSITION, PARAMETERS, ['Result']),
    Succeed: fields(PATHS),
    Fail: fields(orPath(['Error', 'Cause'])),
    Choice: fields(PATHS, ['Choices', 'Default', 'Assign']),
    Parallel: fields(PATHS, TRANSITION, PARAMETERS, SELECTOR, RECOVERY, ['Branches']),
    Map: fields(PATHS, TRANSITION, PARAMETERS, SELECTOR, RECOVERY, MAP, orPath(MAP_LIMITS), [
      'ItemsPath',
    ]),
  },
  JSONata: {
    Task: fields(OUTPUT, TRANSITION, ARGUMENTS, RECOVERY, TASK, TASK_LIMITS),
    Wait: fields(OUTPUT, TRANSITION, ['Seconds', 'Timestamp']),
    Pass: fields(OUTPUT, TRANSITION),
    Succeed: fields(OUTPUT),
    Fail: fields(['Error', 'Cause']),
    Choice: fields(OUTPUT, ['Choices', 'Default', 'Assign']),
    Parallel: fields(OUTPUT, TRANSITION, ARGUMENTS, RECOVERY, ['Branches']),
    Map: fields(OUTPUT, TRANSITION, RECOVERY, MAP, MAP_LIMITS, ['Items']),
  },
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
  return Object.hasOwn(STATE_FIELDS.JSONPath, text);
}
