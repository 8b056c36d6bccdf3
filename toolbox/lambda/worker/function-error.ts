import { types } from 'node:util';

/**
 * Makes an error whose name and stack carry the type that Lambda reports, such as
 * `Runtime.HandlerNotFound`.
 */
export function runtimeError(errorType: string, message: string, cause?: unknown): Error {
  const error = new Error(message, { cause });
  // Before the name is set: Node.js writes the stack when it is first read, with the name of then.
  const ownFrames = error.stack?.replace(/^Error: /, '');
  const frames = cause instanceof Error ? cause.stack : undefined;
  error.name = errorType;
  error.stack = `${errorType}: ${frames ?? ownFrames ?? message}`;
  return error;
}

interface ErrorLike {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
}

export interface ErrorReport {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

/**
 * The payload that the caller gets: name, message and stack, and no other property. A class name
 * never counts. What was thrown without being an error is told by its type.
 */
export function reportError(thrown: unknown): ErrorReport {
  if (!isErrorLike(thrown)) {
    return { errorType: typeof thrown, errorMessage: textOf(thrown), trace: [] };
  }
  return {
    errorType: escapeDelete(thrown.name),
    errorMessage: escapeDelete(thrown.message),
    trace: escapeDelete(thrown.stack).split('\n'),
  };
}

/** The same for the log, where the error's own properties are kept. */
export function logFieldsOf(thrown: unknown, stackKey: 'stack' | 'stackTrace'): object {
  const { errorType, errorMessage, trace } = reportError(thrown);
  const ownProperties = isErrorLike(thrown) ? Object.entries(thrown) : [];
  const extra = ownProperties.filter(([key]) => key !== 'name' && key !== 'message');
  return { errorType, errorMessage, ...Object.fromEntries(extra), [stackKey]: trace };
}

/**
 * JSON text for the text log; without the error's own properties when they have none, such as a
 * cycle.
 */
export function logTextOf(thrown: unknown): string {
  try {
    return JSON.stringify(logFieldsOf(thrown, 'stack'));
  } catch {
    return JSON.stringify(reportError(thrown));
  }
}

export function isErrorLike(value: unknown): value is ErrorLike {
  if (types.isNativeError(value)) return typeof value.stack === 'string';
  return (
    typeof value === 'object' &&
    value !== null &&
    ['name', 'message', 'stack'].every((key) => typeof Reflect.get(value, key) === 'string')
  );
}

function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    // An object without a prototype has no text.
    return Object.prototype.toString.call(value);
  }
}

/** DEL is the one character that Lambda's error channel does not take. */
function escapeDelete(text: string): string {
  return text.replaceAll('\u007f', '%7F');
}
