import type { Worker } from 'node:worker_threads';
import type { EnvironmentLog } from './environment-log.ts';
import type { EnvironmentMessage, InvocationMessage } from './environment-protocol.ts';
import { startThread, type ThreadOptions } from './environment-thread.ts';
import { lineSplitter } from './line-splitter.ts';
import { exited, type FunctionFailure, killed, timedOut } from './service-errors.ts';

export interface EnvironmentOptions extends ThreadOptions {
  readonly timeoutSeconds: number;
  readonly log: EnvironmentLog;
}

export interface EnvironmentEvents {
  /** Init or an invocation has ended: the environment can take the next one. */
  onIdle(): void;
  /** The invocation has its outcome; `onIdle` or `onExit` follows. */
  onAnswered(): void;
  /** The init phase failed while no invocation waited for it; the thread ends. */
  onInitFailed(failure: InitFailure): void;
  /** The thread has ended. */
  onExit(): void;
}

export interface InitFailure {
  readonly status: 'error' | 'timeout';
  readonly durationMs: number;
  readonly errorType?: string;
}

export type InvocationOutcome =
  | { readonly status: 'success'; readonly payload: string }
  | ({ readonly status: 'error' | 'timeout' } & FunctionFailure);

/** One execution environment of a function. */
export interface Environment {
  /** What it takes of this machine's memory, as it last told. */
  readonly memoryBytes: number;
  readonly log: EnvironmentLog;
  /** Undefined until init has ended. */
  readonly initDurationMs: number | undefined;
  /**
   * Hands over an invocation, one at a time. Before the end of init it waits inside, and its
   * time-out runs.
   */
  invoke(message: Omit<InvocationMessage, 'deadlineMs'>): Promise<InvocationOutcome>;
  /** Ends the thread, even in a busy loop. What runs there is answered as a crash. */
  terminate(): Promise<void>;
}

/** Creates an environment; its init phase starts at once. */
export function startEnvironment(
  options: EnvironmentOptions,
  events: EnvironmentEvents,
): Environment {
  return new EnvironmentOfThread(options, events);
}

/** @see "Lambda execution environment lifecycle", init phase (Lambda Developer Guide) */
const INIT_TIMEOUT_MS = 10_000;
/** How long a time-out waits for the last log lines of the thread that it ends. */
const LAST_WORDS_MS = 100;
/** What a thread takes beside the heap that it tells of (measured). */
const THREAD_BYTES = 1_000_000;

interface RunningInvocation {
  readonly requestId: string;
  readonly settle: (outcome: InvocationOutcome) => void;
  readonly timer: NodeJS.Timeout;
  isSettled: boolean;
}

class EnvironmentOfThread implements Environment {
  memoryBytes = THREAD_BYTES;
  initDurationMs: number | undefined;
  readonly log: EnvironmentLog;

  readonly #options: EnvironmentOptions;
  readonly #events: EnvironmentEvents;
  readonly #worker: Worker;
  readonly #wakeFlag = new Int32Array(new SharedArrayBuffer(4));
  readonly #output;
  readonly #startedAt = performance.now();
  readonly #initTimer: NodeJS.Timeout;
  #hasInitFailed = false;
  #endReason: 'timeout' | 'out of memory' | undefined;
  #running: RunningInvocation | undefined;

  constructor(options: EnvironmentOptions, events: EnvironmentEvents) {
    this.#options = options;
    this.#events = events;
    this.log = options.log;
    this.#output = lineSplitter((line) => this.log.write(line, 'function'));
    this.#worker = startThread(options, this.#wakeFlag.buffer as SharedArrayBuffer);
    this.#initTimer = setTimeout(() => this.#endSlowInit(), INIT_TIMEOUT_MS);
    this.#worker.on('message', (message: EnvironmentMessage) => this.#onMessage(message));
    this.#worker.on('error', (error: unknown) => this.#onUncaught(error));
    this.#worker.on('exit', (exitCode) => this.#onExit(exitCode));
  }

  invoke(message: Omit<InvocationMessage, 'deadlineMs'>): Promise<InvocationOutcome> {
    // An init that runs inside an invocation is limited by the function's own time-out.
    clearTimeout(this.#initTimer);
    const timeoutMs = this.#options.timeoutSeconds * 1000;
    return new Promise((settle) => {
      const timer = setTimeout(() => this.#endTimedOut(), timeoutMs);
      this.#running = { requestId: message.requestId, settle, timer, isSettled: false };
      this.#worker.postMessage({ ...message, deadlineMs: Date.now() + timeoutMs });
      Atomics.store(this.#wakeFlag, 0, 1);
      Atomics.notify(this.#wakeFlag, 0);
    });
  }

  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }

  #onMessage(message: EnvironmentMessage): void {
    switch (message.type) {
      case 'log':
        this.log.write(message.text, 'function');
        break;
      case 'output':
        this.#output.write(message.text);
        break;
      case 'idle':
        if (message.outcome !== undefined) this.#onMessage(message.outcome);
        this.#onIdle(message.memoryBytes);
        break;
      case 'result':
        this.#settle({ status: 'success', payload: message.payload });
        break;
      case 'error':
        this.#onError(message);
        break;
    }
  }

  #onError({ errorType, payload }: FunctionFailure): void {
    if (this.#running === undefined) this.#failInit('error', errorType);
    else this.#settle({ status: 'error', errorType, payload });
  }

  #onIdle(heapBytes: number): void {
    this.memoryBytes = THREAD_BYTES + heapBytes;
    if (this.initDurationMs === undefined) {
      clearTimeout(this.#initTimer);
      this.initDurationMs = performance.now() - this.#startedAt;
      // An invocation that waits inside starts by itself.
      if (this.#running !== undefined) return;
    }
    this.#endRunning();
    this.#events.onIdle();
  }

  #onUncaught(error: unknown): void {
    if (Reflect.get(Object(error), 'code') === 'ERR_WORKER_OUT_OF_MEMORY') {
      this.#endReason = 'out of memory';
      return;
    }
    this.log.write((error instanceof Error && error.stack) || String(error), 'function');
  }

  #onExit(exitCode: number): void {
    clearTimeout(this.#initTimer);
    if (this.#running !== undefined) this.#settle(this.#outcomeOfExit(this.#running, exitCode));
    else if (this.initDurationMs === undefined) this.#failInit('error', 'Runtime.ExitError');
    this.#endRunning();
    this.#events.onExit();
  }

  #outcomeOfExit({ requestId }: RunningInvocation, exitCode: number): InvocationOutcome {
    if (this.#endReason === 'timeout') return this.#timeoutOutcome(requestId);
    const isKilled = this.#endReason === 'out of memory';
    return { status: 'error', ...(isKilled ? killed(requestId) : exited(requestId, exitCode)) };
  }

  #timeoutOutcome(requestId: string): InvocationOutcome {
    return { status: 'timeout', ...timedOut(requestId, this.#options.timeoutSeconds) };
  }

  /** The first outcome of an invocation is the one that counts. */
  #settle(outcome: InvocationOutcome): void {
    if (this.#running === undefined || this.#running.isSettled) return;
    this.#output.flush();
    this.#running.isSettled = true;
    this.#running.settle(outcome);
    if (this.#endReason === undefined) this.#events.onAnswered();
  }

  #endRunning(): void {
    this.#output.flush();
    clearTimeout(this.#running?.timer);
    this.#running = undefined;
  }

  #endTimedOut(): void {
    this.#endReason = 'timeout';
    const { requestId = '' } = this.#running ?? {};
    // A thread inside a native call (`execSync`) cannot be ended before that returns; the caller is
    // not kept.
    setTimeout(() => this.#settle(this.#timeoutOutcome(requestId)), LAST_WORDS_MS).unref();
    void this.terminate();
  }

  #failInit(status: InitFailure['status'], errorType?: string): void {
    if (this.#hasInitFailed) return;
    this.#hasInitFailed = true;
    const durationMs = performance.now() - this.#startedAt;
    this.#events.onInitFailed({
      status,
      durationMs,
      ...(errorType === undefined ? {} : { errorType }),
    });
  }

  #endSlowInit(): void {
    this.#failInit('timeout');
    void this.terminate();
  }
}
