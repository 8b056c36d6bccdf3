/** By file below tests/, the titles of tests; none for a file of tests/cases, which is one. */
export type Proof = Readonly<Record<string, readonly string[]>>;

/** What proves each row of the table "Step Functions API", by its first cell. */
export const API_PROOFS: Readonly<Record<string, Proof>> = {
  'state machines: CreateStateMachine, UpdateStateMachine, DescribeStateMachine, DescribeStateMachineForExecution, ListStateMachines, DeleteStateMachine':
    {
      'integration/sfn-operations.test.ts': ['has no operation that was not answered above'],
      'unit/sfn/state-machines.test.ts': [
        'makes a state machine that can be described and run',
        'makes a revision that new executions run, while running ones keep theirs',
        'lists created ones behind those of the template, page by page',
        'counts one that is not there as deleted',
      ],
      'unit/sfn/executions.test.ts': ['gives the definition that the execution runs'],
    },
  'versions: PublishStateMachineVersion, ListStateMachineVersions, DeleteStateMachineVersion': {
    'integration/sfn-operations.test.ts': ['has no operation that was not answered above'],
    'unit/sfn/versions-and-aliases.test.ts': [
      'gives the current revision a number once',
      'lists the newest first and gives no number twice',
      'keeps a version that aliases lead to',
    ],
  },
  'aliases: CreateStateMachineAlias, UpdateStateMachineAlias, DescribeStateMachineAlias, ListStateMachineAliases, DeleteStateMachineAlias':
    {
      'integration/sfn-operations.test.ts': ['has no operation that was not answered above'],
      'unit/sfn/versions-and-aliases.test.ts': [
        'answers alike for the same alias, and refuses another of the name',
        'changes what is given and keeps the rest',
        'lists those of a machine or of one version, without deleted ones',
      ],
    },
  'executions: StartExecution, DescribeExecution, ListExecutions, StopExecution, GetExecutionHistory':
    {
      'unit/sfn/start-execution.test.ts': [
        'answers with the ARN and the date in the exponent form of the wire',
      ],
      'unit/sfn/executions.test.ts': [
        'shows the output of an execution that has succeeded',
        'lists the newest first, page by page',
        'filters by status',
        'ends a running execution as ABORTED with the error and cause that it was given',
        'gives the events in order, page by page, or reversed',
      ],
      'unit/sfn/redrive-execution.test.ts': ['lists it by the redrive filter'],
    },
  'Express executions: StartSyncExecution': {
    'unit/sfn/start-sync-execution.test.ts': [
      'answers when the execution has ended',
      'answers with status 200 for an execution that fails',
    ],
  },
  'redrive: RedriveExecution': {
    'unit/sfn/redrive-execution.test.ts': [
      'does the work of the failed state again and goes on from there',
      'answers alike for the same client token',
      'refuses an execution of %s that did not fail',
    ],
    'unit/docs/differences.test.ts': ['is $redriveStatus $ms ms after its end'],
  },
  'map runs: DescribeMapRun, ListMapRuns, UpdateMapRun': {
    'unit/sfn/map-runs.test.ts': [
      'counts executions and items by what became of them',
      'names the state machine of the children',
      'changes the limits that it is given',
    ],
  },
  'activities: CreateActivity, DescribeActivity, ListActivities, DeleteActivity, GetActivityTask': {
    'integration/sfn-operations.test.ts': ['has no operation that was not answered above'],
    'unit/sfn/activity-tasks.test.ts': [
      'is done by the worker that takes it',
      'gives no token when no task comes within 60 seconds',
    ],
    'unit/sfn/service-endpoint.test.ts': ['tells a long poll that its caller is gone'],
    'unit/sfn/activities.test.ts': [
      'ends the wait of a worker without a task, and gives it none later',
    ],
  },
  'task tokens: SendTaskSuccess, SendTaskFailure, SendTaskHeartbeat': {
    'integration/sfn-operations.test.ts': ['has no operation that was not answered above'],
    'unit/sfn/task-tokens.test.ts': [
      'ends an open task with the output that succeeds, as text',
      'ends an open task with error and cause when it fails',
      'passes a heartbeat on and leaves the task open',
      'refuses the token of a task that has ended',
      'refuses the token of another service',
    ],
  },
  'tags: TagResource, UntagResource, ListTagsForResource': {
    'unit/sfn/tags.test.ts': [
      'adds tags and replaces values; UntagResource takes them away',
      'tags activities, too',
    ],
  },
  'definitions: ValidateStateMachineDefinition': {
    'unit/sfn/state-machines.test.ts': ['shows as many faults as are asked for'],
    'unit/docs/differences.test.ts': [
      'has no warning for a field that looks like a path without its suffix',
    ],
  },
  'states alone: TestState': {
    'unit/sfn/test-state.test.ts': [
      'runs a state whose next state is not there',
      'shows what the fields make of the data on the way',
      'runs one state of a state machine with variables and names them',
      'tells that a retrier takes the error, and after how long',
      'takes a context object as it is',
    ],
  },
  'TestState with TRACE, and with `revealSecrets`': {
    'unit/docs/differences.test.ts': ['answers %j as DEBUG alone'],
  },
  'TestState with the modes STRICT and PRESENT': {
    'unit/sfn/test-state.test.ts': [
      '%j: %j is refused in the mode %s: %s',
      '%j: %j passes in the mode %s',
    ],
  },
  'running executions of a state machine that is deleted': {
    'unit/sfn/state-machines.test.ts': ['ends the running executions and frees their names'],
  },
  'names of executions: idempotent while running, taken afterwards': {
    'unit/sfn/start-execution.test.ts': [
      'answers the same again for the same name and input while it runs',
      'refuses a used name with $name',
      'frees a name when the finished execution is forgotten',
    ],
  },
  'an execution that has ended, stopped again': {
    'unit/sfn/executions.test.ts': [
      'answers the stop date of an execution that has ended, and changes nothing',
    ],
  },
  'an input of too many bytes but not too many characters': {
    'unit/sfn/start-execution.test.ts': [
      'refuses an input of too many $name as a constraint on input',
    ],
  },
  'an input that is not JSON': {
    'unit/shared/jackson-message.test.ts': [
      'says of %j: %s',
      'shows the first 500 characters of a long text',
    ],
    'unit/sfn/start-execution.test.ts': ['refuses the input %j, which is not JSON'],
  },
  'a redrive of a child of a map run alone': {
    'unit/sfn/map-runs.test.ts': ['are not redriven alone'],
  },
  'redriven children of a map run that are forgotten (`--keep`) or Express': {
    'unit/docs/differences.test.ts': ['start anew with a redrive: %j'],
  },
  'Express executions, asked for afterwards': {
    'unit/sfn/executions.test.ts': ['answers $type for $arn', 'does not list Express executions'],
  },
  'Express executions': {
    'unit/docs/differences.test.ts': ['times out after five minutes'],
  },
  '`billingDetails` of Express executions': {
    'unit/sfn/start-sync-execution.test.ts': ['answers when the execution has ended'],
  },
  'calls by API Gateway and by functions of the template': {
    'unit/sfn/authorization.test.ts': [
      '%s is authorized with %j for %s',
      'does nothing when it is refused',
    ],
  },
  'who a function is': {
    'unit/shared/access-key-id.test.ts': ['finds it in %s'],
    'unit/sfn/service-endpoint.test.ts': ['makes $name in the name of $principal'],
  },
  'mock configuration of Step Functions Local': {
    'unit/sfn/mocked-tasks.test.ts': [
      'throws and returns as the attempts of the response say',
      'finds the case by $found of the state machine',
    ],
    'integration/options.test.ts': ['--mock-case is the case of executions that name none'],
  },
  'a mocked response that waits for its token': {
    'unit/sfn/mocked-tasks.test.ts': [
      'leaves the end of a state whose response waits for a token to the token',
    ],
  },
  'Wait states and retry intervals with `--time-scale`': {
    'unit/sfn/skipping-clock.test.ts': [
      'skips a wait of a year, and says that it has passed',
      'lets a time-out that is due before the end of a wait come first',
      'scales waits and leaves time-outs',
    ],
    'integration/options.test.ts': ['of 0 skips it, and the execution tells its whole time'],
  },
  'heartbeats with `--time-scale 0`': {
    'unit/sfn/tasks-in-time.test.ts': [
      'misses a heartbeat that nobody sends, and says that its time has passed',
      'waits as long as TimeoutSeconds say for a token without HeartbeatSeconds',
      'gives those outside a second for each sign of life',
    ],
  },
};
