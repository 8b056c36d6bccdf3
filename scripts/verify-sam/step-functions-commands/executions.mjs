import {
  create,
  definitionOf,
  describe,
  executionArn,
  machineArn,
  PASS,
  start,
} from './command-lines.mjs';

const ENDING = definitionOf({ Type: 'Succeed' });
const WAITING = definitionOf({ Type: 'Wait', Seconds: 3600, End: true });
const ENDED = executionArn('Ending:one');
const STOPPED = executionArn('Waiting:one');

const [createQuick, ...quick] = create('Quick', PASS);

export const EXECUTION_COMMANDS = [
  create('Ending', ENDING),
  start('Ending', 'one', '{"a":1}'),
  describe('Ending:one', '[status,input,output]', ['SUCCEEDED', '{"a":1}', '{"a":1}']),
  [
    `get-execution-history --execution-arn ${ENDED} --page-size 3`,
    'events[].type',
    ['ExecutionStarted', 'SucceedStateEntered', 'SucceedStateExited', 'ExecutionSucceeded'],
  ],
  [
    `get-execution-history --execution-arn ${ENDED} --reverse-order --max-items 1`,
    'events[].type',
    ['ExecutionSucceeded'],
  ],
  [`${createQuick} --type EXPRESS`, ...quick],
  [
    `start-sync-execution --state-machine-arn ${machineArn('Quick')} --input {"a":1}`,
    '[status,output]',
    ['SUCCEEDED', '{"a":1}'],
  ],
  create('Waiting', WAITING),
  start('Waiting', 'one'),
  start('Waiting', 'two'),
  [`stop-execution --execution-arn ${STOPPED} --error Enough`, 'keys(@)', ['stopDate']],
  listed('--status-filter ABORTED', ['one']),
  listed('--status-filter RUNNING', ['two']),
  describe('Waiting:one', '[status,error]', ['ABORTED', 'Enough']),
  [`redrive-execution --execution-arn ${STOPPED}`, 'keys(@)', ['redriveDate']],
  describe('Waiting:one', '[status,redriveCount]', ['RUNNING', 1]),
  listed('--redrive-filter REDRIVEN', ['one']),
  listed('--page-size 1', ['two', 'one']),
];

function listed(options, names) {
  return [
    `list-executions --state-machine-arn ${machineArn('Waiting')} ${options}`,
    'executions[].name',
    names,
  ];
}
