import { named, oneOf, STRING, type StructureSchema, text } from './field-schema.ts';

const EXECUTION_STATUS = oneOf(
  'RUNNING',
  'SUCCEEDED',
  'FAILED',
  'TIMED_OUT',
  'ABORTED',
  'PENDING_REDRIVE',
);

const EXECUTION: StructureSchema = {
  required: ['ExecutionArn', 'StateMachineArn', 'Status', 'StartDate'],
  members: {
    ...named(['ExecutionArn', 'StateMachineArn'], text(1, 256)),
    Name: text(1, 80),
    Status: EXECUTION_STATUS,
    ...named(['StartDate', 'StopDate', 'Error', 'Cause', 'TraceHeader'], STRING),
  },
};

export const STATES: Readonly<Record<string, StructureSchema>> = {
  startExecution: {
    required: ['ExecutionArn', 'StartDate'],
    members: { ExecutionArn: text(1, 256), StartDate: STRING },
  },
  'startExecution.sync': EXECUTION,
  'startExecution.sync:2': EXECUTION,
  describeExecution: EXECUTION,
  stopExecution: { required: ['StopDate'], members: { StopDate: STRING } },
  startSyncExecution: {
    required: ['ExecutionArn', 'StartDate', 'StopDate', 'Status'],
    members: {
      ExecutionArn: text(1, 256),
      Status: oneOf('SUCCEEDED', 'FAILED', 'TIMED_OUT'),
      ...named(['StartDate', 'StopDate', 'Error', 'Cause', 'Input', 'Output'], STRING),
    },
  },
};
