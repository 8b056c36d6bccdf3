import type { LocalApi } from '../shared/local-api.ts';
import type { PlacedFolder } from './placed-folder.ts';

/**
 * What a worker is told once, when its environment is created; the rest stands in its environment
 * variables.
 */
export interface EnvironmentData {
  /** Major version of the function's runtime: it decides how handlers are loaded and called. */
  readonly nodeMajor: number;
  /**
   * One 32-bit integer: 0 while the environment has nothing to do. The thread blocks on it between
   * invocations, which freezes timers and pending work as Lambda does.
   */
  readonly wake: SharedArrayBuffer;
  /** What lies at `/opt`. */
  readonly layers: readonly PlacedFolder[];
  readonly apis: readonly LocalApi[];
  /**
   * Value of `NODE_OPTIONS`; Node would refuse the V8 options in it if the worker was started with
   * the variable.
   */
  readonly nodeOptions?: string;
}

/** Sent to the worker for each invocation, before it is woken. */
export interface InvocationMessage {
  readonly requestId: string;
  readonly invokedFunctionArn: string;
  readonly functionVersion: string;
  /** Milliseconds since 1970. */
  readonly deadlineMs: number;
  readonly traceId: string;
  /** JSON text of the event. */
  readonly payload: string;
  /** Base64 of JSON text. */
  readonly clientContext?: string;
}

/** How an invocation ended; payloads are JSON texts, so that no object is cloned on the way. */
export type OutcomeMessage =
  | { readonly type: 'result'; readonly payload: string }
  /** Before the first `idle` it is the error of the init phase. */
  | { readonly type: 'error'; readonly payload: string; readonly errorType: string };

/** Sent by the worker. */
export type EnvironmentMessage =
  /** One log event; it may span lines. */
  | { readonly type: 'log'; readonly text: string }
  /** A chunk written straight to stdout or stderr. */
  | { readonly type: 'output'; readonly text: string }
  | OutcomeMessage
  /** The environment is about to freeze: init or an invocation has ended, which brings its outcome. */
  | { readonly type: 'idle'; readonly memoryBytes: number; readonly outcome?: OutcomeMessage };
