import type { JsonDocument } from '../shared/json-document.ts';
import { type Branch, recordInBranch } from './branch.ts';
import { type StateVisit, stateError } from './context-object.ts';
import type { Seconds, TaskState } from './definition.ts';
import { checkDataLimit } from './input-output.ts';
import { invokeTask } from './invoke-task.ts';
import { secondsAt } from './seconds-at.ts';
import { StatesError } from './states-error.ts';
import { failureEventType, type TaskLimits, taskEvents } from './task-events.ts';

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
  checkParameters(state, payload, visit, branch);
  const limits = taskLimits(state, visit);
  const events = taskEvents(state.Resource, branch.run.context.Execution.Id.split(':')[3] ?? '');
  recordInBranch(branch, `${events.prefix}Scheduled`, events.scheduled(payload, limits));
  let hasStarted = false;
  const onStarted = (): void => {
    if (hasStarted) return;
    hasStarted = true;
    recordInBranch(branch, `${events.prefix}Started`, events.started);
  };
  try {
    const result = await invokeTask(
      {
        resource: state.Resource,
        payload,
        ...limits,
        stateName: state.Name,
        retryCount: visit.retryCount ?? 0,
        onStarted,
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

/**
 * @throws StatesError States.Runtime: nothing is scheduled, so that it is no failure of the task
 */
function checkParameters(
  { Resource: resource, Name: stateName }: TaskState,
  payload: JsonDocument,
  visit: StateVisit,
  { run }: Branch,
): void {
  const errors = run.parameterErrors({ resource, payload, stateName });
  if (errors.length === 0) return;
  throw stateError(
    visit,
    `The Parameters '${payload.text}' could not be used to start the Task: [${errors.join(', ')}]`,
  );
}

function taskLimits(
  { TimeoutSeconds, HeartbeatSeconds }: TaskState,
  visit: StateVisit,
): TaskLimits {
  const timeoutSeconds = secondsOf('TimeoutSecondsPath', TimeoutSeconds, visit);
  const heartbeatSeconds = secondsOf('HeartbeatSecondsPath', HeartbeatSeconds, visit);
  return {
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    ...(heartbeatSeconds === undefined ? {} : { heartbeatSeconds }),
  };
}

function secondsOf(
  pathField: string,
  seconds: Seconds | undefined,
  visit: StateVisit,
): number | undefined {
  return typeof seconds === 'object' ? secondsAt(pathField, seconds, visit.input, visit) : seconds;
}
