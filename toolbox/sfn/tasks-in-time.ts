import { NO_LONGER_NEEDED } from '../shared/clock.ts';
import type { TaskIntegrations, TaskInvoker, TaskRequest } from '../states/execution.ts';
import type { ExecutionTime } from './execution-time.ts';
import { ACTIVITY_ARN } from './integrations/integration-of.ts';

/**
 * Tasks as the time of their execution passes. Where waits are skipped, a task that runs holds them
 * up, but not one that only waits for heartbeats which nobody sends: its HeartbeatSeconds are
 * skipped too. One without HeartbeatSeconds may wait for its token as long as that takes.
 */
export function tasksInTime(tasks: TaskIntegrations, time: ExecutionTime): TaskIntegrations {
  const { clock, during } = time;
  if (during === undefined) return tasks;
  return {
    ...tasks,
    invokeTask: (task) =>
      during((setIdle) => {
        const awaitsHeartbeats = task.heartbeatSeconds !== undefined && isEndedFromOutside(task);
        return awaitsHeartbeats
          ? invokeWithHeartbeats(task, tasks.invokeTask, setIdle, clock.sleep)
          : tasks.invokeTask(task);
      }),
  };
}

const CALLBACK = /\.waitForTaskToken$/;

function isEndedFromOutside({ resource }: TaskRequest): boolean {
  return CALLBACK.test(resource) || ACTIVITY_ARN.test(resource);
}

/** Who works outside takes real time: this much may pass without a sign of life. */
const QUIET_MS = 1000;

/** The task counts as idle while it waits for its token and nothing has been heard for a while. */
async function invokeWithHeartbeats(
  task: TaskRequest,
  invokeTask: TaskInvoker,
  setIdle: (isIdle: boolean) => void,
  sleep: ExecutionTime['clock']['sleep'],
) {
  let quiet = new AbortController();
  const listen = async (): Promise<void> => {
    setIdle(false);
    quiet.abort(NO_LONGER_NEEDED);
    quiet = new AbortController();
    const { signal } = quiet;
    await sleep(QUIET_MS, signal);
    if (!signal.aborted) setIdle(true);
  };
  try {
    return await invokeTask({
      ...task,
      onStarted(workerName) {
        task.onStarted(workerName);
        // An activity is with its worker from here on, other tasks still call their service.
        if (ACTIVITY_ARN.test(task.resource)) void listen();
      },
      onSubmitted(answer) {
        task.onSubmitted(answer);
        void listen();
      },
      onHeartbeat() {
        task.onHeartbeat();
        void listen();
      },
    });
  } finally {
    quiet.abort(NO_LONGER_NEEDED);
  }
}
