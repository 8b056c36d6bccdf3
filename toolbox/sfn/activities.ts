import type { JsonObject } from '../shared/json.ts';
import type { JsonDocument } from '../shared/json-document.ts';

/** A task that waits for a worker. */
export interface ActivityTask {
  readonly taskToken: string;
  readonly input: JsonDocument;
  /** Aborted when nobody wants the work any more. */
  readonly signal: AbortSignal;
  readonly onStarted: (workerName: string | undefined) => void;
}

export interface Activity {
  /** Grows with each creation: the order of ListActivities. */
  readonly sequence: number;
  readonly activityArn: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly creationDate: number;
  readonly encryptionConfiguration: JsonObject;
  readonly tags: Map<string, string>;
}

/** A worker that asked for work when there was none. */
interface Poller {
  readonly workerName: string | undefined;
  readonly take: (task: ActivityTask) => void;
}

interface Queue {
  readonly activity: Activity;
  /** The oldest first; at least one of the two is empty. */
  readonly tasks: Set<ActivityTask>;
  readonly pollers: Set<Poller>;
}

/** The activities of the service by their ARNs, with the tasks and workers that wait for each other. */
export interface Activities {
  get(activityArn: string): Activity | undefined;
  add(activity: Omit<Activity, 'sequence'>): Activity;
  delete(activityArn: string): void;
  /** In the order of their creation. */
  all(): Iterable<Activity>;
  /** Hands the task to the worker that has waited longest, or to the next one that asks. */
  schedule(activityArn: string, task: ActivityTask): void;
  /**
   * The task that has waited longest.
   *
   * @param signal - ends the wait for one
   * @returns undefined when the wait has ended without a task
   */
  take(
    activityArn: string,
    workerName: string | undefined,
    signal: AbortSignal,
  ): Promise<ActivityTask | undefined>;
}

export function createActivities(): Activities {
  let sequence = 0;
  const queues = new Map<string, Queue>();

  return {
    get: (activityArn) => queues.get(activityArn)?.activity,
    add(properties) {
      sequence += 1;
      const activity = { sequence, ...properties };
      queues.set(activity.activityArn, { activity, tasks: new Set(), pollers: new Set() });
      return activity;
    },
    delete(activityArn) {
      queues.delete(activityArn);
    },
    *all() {
      for (const { activity } of queues.values()) yield activity;
    },
    schedule(activityArn, task) {
      const queue = queues.get(activityArn);
      if (queue === undefined) return;
      const [poller] = queue.pollers;
      if (poller === undefined) enqueue(queue.tasks, task, task.signal);
      else start(task, poller);
    },
    async take(activityArn, workerName, signal) {
      const queue = queues.get(activityArn);
      const [task] = queue?.tasks ?? [];
      if (queue === undefined) return undefined;
      return new Promise((resolve) => {
        const poller = { workerName, take: resolve };
        if (task !== undefined) {
          queue.tasks.delete(task);
          start(task, poller);
          return;
        }
        enqueue(queue.pollers, poller, signal);
        signal.addEventListener('abort', () => resolve(undefined), { once: true });
      });
    },
  };
}

function enqueue<Member>(queue: Set<Member>, member: Member, signal: AbortSignal): void {
  if (signal.aborted) return;
  queue.add(member);
  signal.addEventListener('abort', () => queue.delete(member), { once: true });
}

function start(task: ActivityTask, { workerName, take }: Poller): void {
  task.onStarted(workerName);
  take(task);
}
