import { format } from 'node:util';
import { isErrorLike, logFieldsOf } from './function-error.ts';

/** In the order of their weight: `AWS_LAMBDA_LOG_LEVEL` drops what stands before it. */
const LOG_LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const CONSOLE_METHODS = {
  log: 'INFO',
  info: 'INFO',
  debug: 'DEBUG',
  trace: 'TRACE',
  warn: 'WARN',
  error: 'ERROR',
  fatal: 'FATAL',
} as const satisfies Record<string, LogLevel>;

export interface LogOptions {
  readonly format: 'Text' | 'JSON';
  /** The lowest that is written; undefined: everything is. */
  readonly level: LogLevel | undefined;
  /** The id of the running invocation, or what the runtime writes before the first. */
  readonly requestId: () => string | undefined;
  readonly write: (line: string) => void;
}

export type Log = (level: LogLevel, ...args: unknown[]) => void;

/**
 * Makes the function that console methods write with.
 *
 * @see "Log and monitor Node.js Lambda functions" (Lambda Developer Guide)
 */
export function createLog(options: LogOptions): Log {
  const lowest = options.level === undefined ? 0 : LOG_LEVELS.indexOf(options.level);
  const lineOf = options.format === 'JSON' ? jsonLine : textLine;
  return (level, ...args) => {
    if (LOG_LEVELS.indexOf(level) < lowest) return;
    options.write(lineOf(level, options.requestId(), args));
  };
}

/**
 * Gives the console the form of Lambda's log; `console.dir`, `table` and the like keep writing
 * plain text.
 */
export function patchConsole(log: Log): void {
  for (const [method, level] of Object.entries(CONSOLE_METHODS)) {
    Reflect.set(console, method, (...args: unknown[]) => log(level, ...args));
  }
}

export function readLogLevel(value: string | undefined): LogLevel | undefined {
  return LOG_LEVELS.find((level) => level === value?.toUpperCase());
}

function textLine(
  level: LogLevel,
  requestId: string | undefined,
  args: readonly unknown[],
): string {
  return `${new Date().toISOString()}\t${requestId}\t${level}\t${format(...args)}`;
}

function jsonLine(
  level: LogLevel,
  requestId: string | undefined,
  args: readonly unknown[],
): string {
  const head = { timestamp: new Date().toISOString(), level, requestId };
  const line = { ...head, ...messageOf(args) };
  try {
    return JSON.stringify(line, errorsAsFields);
  } catch {
    // A cycle or a BigInt: the text that console prints is always possible.
    return JSON.stringify({ ...head, message: format(...args) });
  }
}

/**
 * One argument keeps its type; of several a text is made, and the first error among them stands
 * beside it.
 */
function messageOf(args: readonly unknown[]): object {
  if (args.length === 1) return { message: args[0] };
  const error = args.find(isErrorLike);
  const fields = error === undefined ? {} : logFieldsOf(error, 'stackTrace');
  return { message: format(...args), ...fields };
}

function errorsAsFields(_key: string, value: unknown): unknown {
  return isErrorLike(value) ? logFieldsOf(value, 'stackTrace') : value;
}
