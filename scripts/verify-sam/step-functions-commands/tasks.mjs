import {
  activityArn,
  create,
  definitionOf,
  describe,
  executionArn,
  machineArn,
  start,
} from './command-lines.mjs';

const ACTIVITY = activityArn('Work');
const WORK = { Type: 'Task', Resource: ACTIVITY, End: true };
const getTask = (token) => [`get-activity-task --activity-arn ${ACTIVITY}`, 'taskToken', token];

const ACTIVITIES = [
  ['create-activity --name Work', 'activityArn', ACTIVITY],
  [`describe-activity --activity-arn ${ACTIVITY}`, 'name', 'Work'],
  ['list-activities', 'activities[].name', ['Work']],
  create('Working', definitionOf(WORK)),
  start('Working', 'one'),
  getTask('<failing>'),
  ['send-task-failure --task-token <failing> --error Broke --cause why'],
  describe('Working:one', '[status,error,cause]', ['FAILED', 'Broke', 'why']),
  start('Working', 'two'),
  getTask('<working>'),
  ['send-task-heartbeat --task-token <working>'],
  ['send-task-success --task-token <working> --task-output "done"'],
  describe('Working:two', '[status,output]', ['SUCCEEDED', '"done"']),
];

const CALLBACK = {
  Type: 'Task',
  Resource: 'arn:aws:states:::states:startExecution.waitForTaskToken',
  Parameters: {
    StateMachineArn: machineArn('Telling'),
    Name: 'one',
    Input: { 'token.$': '$$.Task.Token' },
  },
  End: true,
};

const TASK_TOKENS = [
  // The cause is the token as it is, which the input has in the text of a JSON value.
  create('Telling', definitionOf({ Type: 'Fail', CausePath: '$.token' })),
  create('Callback', definitionOf(CALLBACK)),
  start('Callback', 'one'),
  describe('Telling:one', 'cause', '<told>'),
  ['send-task-success --task-token <told> --task-output "back"'],
  describe('Callback:one', '[status,output]', ['SUCCEEDED', '"back"']),
];

const MAP = {
  Type: 'Map',
  ItemProcessor: {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    ...JSON.parse(definitionOf(WORK, 'Item')),
  },
  End: true,
};
const MAP_RUN = '--map-run-arn <mapRun>';

const MAP_RUNS = [
  create('Mapping', definitionOf(MAP)),
  start('Mapping', 'one', '[1,2]'),
  [
    `list-map-runs --execution-arn ${executionArn('Mapping:one')}`,
    'mapRuns[0].mapRunArn',
    '<mapRun>',
  ],
  [`update-map-run ${MAP_RUN} --max-concurrency 2 --tolerated-failure-count 1`],
  [
    `describe-map-run ${MAP_RUN}`,
    '[status,maxConcurrency,toleratedFailureCount,itemCounts.total]',
    ['RUNNING', 2, 1, 2],
  ],
  getTask('<failing>'),
  ['send-task-failure --task-token <failing>'],
  getTask('<working>'),
  ['send-task-success --task-token <working> --task-output 1'],
  [`list-executions ${MAP_RUN} --status-filter FAILED`, 'executions[].itemCount', [1]],
  [`describe-map-run ${MAP_RUN}`, '[status,itemCounts.failed]', ['SUCCEEDED', 1]],
  describe('Mapping:one', 'status', 'SUCCEEDED'),
];

export const TASK_COMMANDS = [
  ...ACTIVITIES,
  ...TASK_TOKENS,
  ...MAP_RUNS,
  [`delete-activity --activity-arn ${ACTIVITY}`],
  ['list-activities', 'activities', []],
];
