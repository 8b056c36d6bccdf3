import {
  create,
  definitionOf,
  describe,
  executionArn,
  machineArn,
  PASS,
  ROLE_ARN,
  start,
} from './command-lines.mjs';

const MACHINE = machineArn('Versioned');
const FIRST = `${MACHINE}:1`;
const SECOND = `${MACHINE}:2`;
const ALIAS = `${MACHINE}:live`;

const TO_FIRST = `stateMachineVersionArn=${FIRST},weight=100`;
const TO_BOTH = `stateMachineVersionArn=${FIRST},weight=0 stateMachineVersionArn=${SECOND},weight=100`;

const STATE_MACHINES = [
  create('Pass', PASS),
  create('Left', PASS),
  [
    `describe-state-machine --state-machine-arn ${machineArn('Pass')}`,
    '[name,type,status,definition]',
    ['Pass', 'STANDARD', 'ACTIVE', PASS],
  ],
  ['list-state-machines --page-size 1', "stateMachines[?name=='Pass'].type", ['STANDARD']],
  [`delete-state-machine --state-machine-arn ${machineArn('Left')}`],
  ['list-state-machines', "stateMachines[?name=='Left']", []],
];

const VERSIONS_AND_ALIASES = [
  create('Versioned', PASS),
  [
    `publish-state-machine-version --state-machine-arn ${MACHINE} --description first`,
    'stateMachineVersionArn',
    FIRST,
  ],
  [
    `update-state-machine --state-machine-arn ${MACHINE} --role-arn ${ROLE_ARN}2 --publish`,
    'stateMachineVersionArn',
    SECOND,
  ],
  [
    `list-state-machine-versions --state-machine-arn ${MACHINE}`,
    'stateMachineVersions[].stateMachineVersionArn',
    [SECOND, FIRST],
  ],
  [
    `create-state-machine-alias --name live --routing-configuration ${TO_FIRST}`,
    'stateMachineAliasArn',
    ALIAS,
  ],
  [
    `update-state-machine-alias --state-machine-alias-arn ${ALIAS} --routing-configuration ${TO_BOTH}`,
    'keys(@)',
    ['updateDate'],
  ],
  [
    `describe-state-machine-alias --state-machine-alias-arn ${ALIAS}`,
    '[name,routingConfiguration[].weight]',
    ['live', [0, 100]],
  ],
  [
    `list-state-machine-aliases --state-machine-arn ${MACHINE}`,
    'stateMachineAliases[].stateMachineAliasArn',
    [ALIAS],
  ],
  start('Versioned:1', 'by-version'),
  start('Versioned:live', 'by-alias'),
  [`list-executions --state-machine-arn ${FIRST}`, 'executions[].name', ['by-version']],
  [`list-executions --state-machine-arn ${ALIAS}`, 'executions[].name', ['by-alias']],
  describe('Versioned:by-alias', '[stateMachineAliasArn,stateMachineVersionArn]', [ALIAS, SECOND]),
  [
    `describe-state-machine-for-execution --execution-arn ${executionArn('Versioned:by-version')}`,
    '[stateMachineArn,definition,roleArn]',
    [MACHINE, PASS, ROLE_ARN],
  ],
  [`delete-state-machine-alias --state-machine-alias-arn ${ALIAS}`],
  [`delete-state-machine-version --state-machine-version-arn ${FIRST}`],
  [
    `list-state-machine-versions --state-machine-arn ${MACHINE}`,
    'stateMachineVersions[].stateMachineVersionArn',
    [SECOND],
  ],
];

const TAGS = [
  [`tag-resource --resource-arn ${MACHINE} --tags key=stage,value=dev key=owner,value=me`],
  [`untag-resource --resource-arn ${MACHINE} --tag-keys stage`],
  [`list-tags-for-resource --resource-arn ${MACHINE}`, 'tags', [{ key: 'owner', value: 'me' }]],
];

const SELECTED = { Type: 'Pass', OutputPath: '$.a', Next: 'Later' };
const INVOKE = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'greet' },
  OutputPath: '$.Payload',
  End: true,
};

const DEFINITIONS = [
  [
    `test-state --definition ${JSON.stringify(SELECTED)} --role-arn ${ROLE_ARN} --input {"a":1}`,
    '[status,output,nextState]',
    ['SUCCEEDED', '1', 'Later'],
  ],
  [
    `test-state --definition ${JSON.stringify(INVOKE)} --mock ${JSON.stringify({ result: '{"Payload":"hello"}' })} --inspection-level DEBUG`,
    '[output,inspectionData.input]',
    ['"hello"', '{}'],
  ],
  [`validate-state-machine-definition --definition ${PASS}`, '[result,diagnostics]', ['OK', []]],
  [
    `validate-state-machine-definition --definition ${definitionOf(SELECTED)} --type EXPRESS`,
    'result',
    'FAIL',
  ],
];

export const STATE_MACHINE_COMMANDS = [
  ...STATE_MACHINES,
  ...VERSIONS_AND_ALIASES,
  ...TAGS,
  ...DEFINITIONS,
];
