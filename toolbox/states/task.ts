import { isJsonObject, propertyOf } from '../shared/json.ts';
import type { JsonDocument } from '../shared/json-document.ts';
import { type Branch, recordInBranch, throwIfAborted } from './branch.ts';
import { type StateVisit, stateError } from './context-object.ts';
import type { TaskState } from './definition.ts';
import type { TaskDescription, TaskRequest } from './execution.ts';
import { checkDataLimit } from './input-output.ts';
import { invokeTask } from './invoke-task.ts';
import { evaluateTemplate } from './payload-template.ts';
import { secondsOf } from './seconds-of.ts';
import { StatesError } from './states-error.ts';
import { failureEventType, type TaskEvents, type TaskLimits, taskEvents } from './task-events.ts';

/**
 * Runs one attempt of a Task state and records its events.
 *
 * @throws StatesError when the parameters are wrong, the task fails or takes longer than
 * TimeoutSeconds
 */
export async function runTask(
  state: TaskState,
  payload: JsonDocument,
  visit: StateVisit,
  branch: Branch,
): Promise<JsonDocument> {
  checkTask(state, payload, visit, branch);
  const schedule = { ...(await taskLimits(state, visit)), ...(await taskRole(state, visit)) };
  throwIfAborted(branch);
  const events = taskEvents(state.Resource, branch.run.context.Execution.Id.split(':')[3] ?? '');
  recordInBranch(branch, `${events.prefix}Scheduled`, events.scheduled(payload, schedule));
  const { onStarted, onSubmitted } = progressEvents(events, branch);
  try {
    const result = await invokeTask(
      {
        ...describeTask(state, payload, visit),
        ...schedule,
        retryCount: visit.retryCount ?? 0,
        executionArn: visit.execution.Execution.Id,
        onStarted,
        onSubmitted,
      },
      branch,
    );
    onStarted();
    checkDataLimit(result, events.subject);
    recordInBranch(branch, `${events.prefix}Succeeded`, events.succeeded(result));
    return result;
  } catch (error) {
    if (!(error instanceof StatesError)) throw error;
    onStarted();
    recordInBranch(branch, failureEventType(events, error), events.failed(error));
    throw error;
  }
}

function describeTask(
  { Resource: resource, Name: stateName }: TaskState,
  payload: JsonDocument,
  { taskToken }: StateVisit,
): TaskDescription {
  return { resource, payload, stateName, ...(taskToken === undefined ? {} : { taskToken }) };
}

/** What the work reports of itself, each once. */
function progressEvents(
  events: TaskEvents,
  branch: Branch,
): Pick<TaskRequest, 'onStarted' | 'onSubmitted'> {
  let hasStarted = false;
  const onStarted = (workerName?: string): void => {
    if (hasStarted) return;
    hasStarted = true;
    recordInBranch(branch, `${events.prefix}Started`, events.started(workerName));
  };
  return {
    onStarted,
    onSubmitted(answer) {
      onStarted();
      // A worker takes a task without an answer that could be recorded.
      if (events.prefix !== 'Task') return;
      recordInBranch(branch, 'TaskSubmitted', events.succeeded(answer));
    },
  };
}

/** @throws StatesError States.Runtime: nothing is scheduled, so that it is no failure of the task */
function checkTask(
  state: TaskState,
  payload: JsonDocument,
  visit: StateVisit,
  { run }: Branch,
): void {
  const resourceError = run.resourceError?.(state.Resource);
  if (resourceError !== undefined) throw stateError(visit, resourceError);
  const errors = run.parameterErrors(describeTask(state, payload, visit));
  if (errors.length === 0) return;
  throw stateError(
    visit,
    `The Parameters '${payload.text}' could not be used to start the Task: [${errors.join(', ')}]`,
  );
}

async function taskRole(
  { Credentials }: TaskState,
  visit: StateVisit,
): Promise<Pick<TaskRequest, 'roleArn'>> {
  if (Credentials === undefined) return {};
  const { value } = await evaluateTemplate(Credentials, visit.input, visit);
  const roleArn = isJsonObject(value) ? propertyOf(value, 'RoleArn') : undefined;
  if (typeof roleArn === 'string') return { roleArn };
  throw stateError(visit, "The value of the field 'RoleArn' of the Credentials is no text.");
}

async function taskLimits(
  { TimeoutSeconds, HeartbeatSeconds }: TaskState,
  visit: StateVisit,
): Promise<TaskLimits> {
  return {
    ...(TimeoutSeconds === undefined
      ? {}
      : {
          timeoutSeconds: await secondsOf('TimeoutSeconds', TimeoutSeconds, visit.input, visit),
        }),
    ...(HeartbeatSeconds === undefined
      ? {}
      : {
          heartbeatSeconds: await secondsOf(
            'HeartbeatSeconds',
            HeartbeatSeconds,
            visit.input,
            visit,
          ),
        }),
  };
}
