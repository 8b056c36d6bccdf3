/** What States.ALL does not match and no Retry or Catch sees. */
const TERMINAL_ERROR = 'States.Runtime';

/**
 * An error as Retry and Catch see it: a `States.…` name, or the name that the task's service or function gave.
 *
 * `error` and `cause` are undefined for a Fail state without them.
 */
export class StatesError extends Error {
  override readonly name = 'StatesError';
  readonly error: string | undefined;
  override readonly cause: string | undefined;

  /** Another name by which Retry and Catch may know the error. */
  readonly alias: string | undefined;

  constructor(error: string | undefined, cause?: string, alias?: string) {
    super(`${error ?? 'Error'}: ${cause ?? ''}`);
    this.error = error;
    this.cause = cause;
    this.alias = alias;
  }
}

/**
 * Tells whether an `ErrorEquals` list names the error.
 *
 * @param alias - another name of the error
 * @see "Handling errors in Step Functions workflows" (Step Functions Developer Guide)
 */
export function errorMatches(
  errorEquals: readonly string[],
  error: string | undefined,
  alias?: string,
): boolean {
  if (error === TERMINAL_ERROR) return false;
  return errorEquals.some(
    (name) => name === error || name === alias || wildcardMatches(name, error),
  );
}

function wildcardMatches(name: string, error: string | undefined): boolean {
  switch (name) {
    case 'States.ALL':
      return true;
    case 'States.TaskFailed':
      return error !== 'States.Timeout' && error !== 'States.HeartbeatTimeout';
    // The guide counts a missed heartbeat as a time-out; AWS reports it under either name.
    case 'States.Timeout':
      return error === 'States.HeartbeatTimeout';
    default:
      return false;
  }
}
