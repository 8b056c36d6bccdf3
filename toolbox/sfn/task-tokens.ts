import type { JsonDocument } from '../shared/json-document.ts';
import { StatesError } from '../states/states-error.ts';
import { ServiceError } from './service-error.ts';

/** An attempt that can be ended from outside. */
export interface OpenTask {
  /** ARN of what the task belongs to: its state machine, or its activity. */
  readonly resourceArn: string;
  readonly signal: AbortSignal;
  readonly onHeartbeat: () => void;
}

/** The task tokens of the service. */
export interface TaskTokens {
  issue(): string;
  /**
   * Opens the task and waits for its end.
   *
   * @throws StatesError what SendTaskFailure was given; the signal's reason when the attempt is left
   *   behind: by a time-out, or because the execution was stopped
   */
  outcome(taskToken: string, task: OpenTask): Promise<JsonDocument>;
  /** The state machine or activity of an open task. */
  resourceOf(taskToken: string): string | undefined;
  /**
   * @param output - asked for when the token is good
   * @throws ServiceError InvalidToken, TaskDoesNotExist, TaskTimedOut
   */
  succeed(taskToken: string, output: () => JsonDocument): void;
  /** @throws ServiceError as `succeed` */
  fail(taskToken: string, error: string | undefined, cause: string | undefined): void;
  /** @throws ServiceError as `succeed` */
  heartbeat(taskToken: string): void;
}

interface Waiting extends OpenTask {
  readonly resolve: (output: JsonDocument) => void;
  readonly reject: (error: StatesError) => void;
}

const TOKEN = /^(.+):(\d+)$/;

/**
 * A token names this service and counts the attempts, so that closed ones need no memory.
 *
 * @param session - what no other service, and no other run of this one, puts into its tokens
 */
export function createTaskTokens(session: string): TaskTokens {
  let issued = 0;
  const open = new Map<string, Waiting>();

  const find = (taskToken: string): Waiting => {
    const waiting = open.get(taskToken);
    if (waiting !== undefined) return waiting;
    throw closedTask(taskToken, session, issued);
  };
  const close = (taskToken: string): Waiting => {
    const waiting = find(taskToken);
    open.delete(taskToken);
    return waiting;
  };

  return {
    issue() {
      issued += 1;
      return Buffer.from(`${session}:${issued}`).toString('base64');
    },
    outcome(taskToken, task) {
      return new Promise((resolve, reject) => {
        open.set(taskToken, { ...task, resolve, reject });
        const leave = (): void => {
          open.delete(taskToken);
          reject(task.signal.reason);
        };
        task.signal.addEventListener('abort', leave, { once: true });
      });
    },
    resourceOf: (taskToken) => open.get(taskToken)?.resourceArn,
    succeed(taskToken, output) {
      find(taskToken);
      const result = output();
      close(taskToken).resolve(result);
    },
    fail(taskToken, error, cause) {
      close(taskToken).reject(new StatesError(error, cause));
    },
    heartbeat(taskToken) {
      find(taskToken).onHeartbeat();
    },
  };
}

/** Local runtime: the texts of the second and third error are assumed. */
function closedTask(taskToken: string, session: string, issued: number): ServiceError {
  const [, owner, number] = TOKEN.exec(Buffer.from(taskToken, 'base64').toString()) ?? [];
  if (owner === undefined)
    return new ServiceError('InvalidToken', "Invalid Token: 'Invalid token'");
  return owner === session && Number(number) <= issued
    ? new ServiceError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'")
    : new ServiceError('TaskDoesNotExist', "Task Does Not Exist: 'Provided task does not exist'");
}
