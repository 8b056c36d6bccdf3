import type { JsonDocument } from '../shared/json-document.ts';
import type { HistoryEventDetails, HistoryEventType } from './history.ts';
import type { StatesError } from './states-error.ts';

export interface TaskLimits {
  readonly timeoutSeconds?: number;
  readonly heartbeatSeconds?: number;
}

/** What the Scheduled event tells besides the payload. */
export interface TaskSchedule extends TaskLimits {
  readonly roleArn?: string;
}

/** The names and details of the events of one kind of task. */
export interface TaskEvents {
  readonly prefix: 'LambdaFunction' | 'Activity' | 'Task';
  /** The resource as the cause of a States.DataLimitExceeded names it. */
  readonly subject: string;
  scheduled(payload: JsonDocument, schedule: TaskSchedule): HistoryEventDetails;
  started(workerName: string | undefined): HistoryEventDetails | undefined;
  succeeded(output: JsonDocument): HistoryEventDetails;
  failed(error: StatesError): HistoryEventDetails;
}

const LAMBDA_FUNCTION = /^arn:[^:]*:lambda:/;
const ACTIVITY = /^arn:[^:]*:states:[^:]*:[^:]*:activity:/;
/** `arn:aws:states:::<service>:<action>`, where the service may be `aws-sdk:s3` and the action `run.sync:2`. */
const SERVICE_INTEGRATION = /^arn:[^:]*:states:[^:]*:[^:]*:(.+?):([^:]+(?::2)?)$/;

/** @param region - where the execution runs */
export function taskEvents(resource: string, region: string): TaskEvents {
  if (LAMBDA_FUNCTION.test(resource)) return lambdaFunctionEvents(resource);
  if (ACTIVITY.test(resource)) return activityEvents(resource);
  return serviceIntegrationEvents(resource, region);
}

/** The API gives these events no heartbeat: a function cannot send one. */
function lambdaFunctionEvents(resource: string): TaskEvents {
  return {
    prefix: 'LambdaFunction',
    subject: resource,
    scheduled: (input, { timeoutSeconds, roleArn }) => ({
      input,
      resource,
      ...(timeoutSeconds === undefined ? {} : { timeoutInSeconds: timeoutSeconds }),
      ...credentialDetails(roleArn),
    }),
    started: () => undefined,
    succeeded: (output) => ({ output }),
    failed: ({ error, cause }) => ({ error, cause }),
  };
}

function activityEvents(resource: string): TaskEvents {
  return {
    prefix: 'Activity',
    subject: resource,
    scheduled: (input, limits) => ({ input, resource, ...limitDetails(limits) }),
    started: (workerName) => (workerName === undefined ? {} : { workerName }),
    succeeded: (output) => ({ output }),
    failed: ({ error, cause }) => ({ error, cause }),
  };
}

function serviceIntegrationEvents(arn: string, region: string): TaskEvents {
  const [, resourceType = '', resource = arn] = SERVICE_INTEGRATION.exec(arn) ?? [];
  const names = { resource, resourceType };
  return {
    prefix: 'Task',
    subject: resourceType,
    scheduled: (parameters, schedule) => ({
      parameters,
      region,
      ...names,
      ...limitDetails(schedule),
      ...credentialDetails(schedule.roleArn),
    }),
    started: () => names,
    succeeded: (output) => ({ output, ...names }),
    failed: ({ error, cause }) => ({ error, cause, ...names }),
  };
}

function limitDetails({ timeoutSeconds, heartbeatSeconds }: TaskLimits): HistoryEventDetails {
  return {
    ...(timeoutSeconds === undefined ? {} : { timeoutInSeconds: timeoutSeconds }),
    ...(heartbeatSeconds === undefined ? {} : { heartbeatInSeconds: heartbeatSeconds }),
  };
}

function credentialDetails(roleArn: string | undefined): HistoryEventDetails {
  return roleArn === undefined ? {} : { taskCredentials: { roleArn } };
}

/** The event that a failure of the task is recorded as. */
export function failureEventType({ prefix }: TaskEvents, { error }: StatesError): HistoryEventType {
  const timedOut = error === 'States.Timeout' || error === 'States.HeartbeatTimeout';
  return `${prefix}${timedOut ? 'TimedOut' : 'Failed'}`;
}
