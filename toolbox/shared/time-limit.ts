import { type Context, createContext, Script } from 'node:vm';

/** Work that took too long and was stopped. */
export class TimeLimitError extends Error {
  override readonly name = 'TimeLimitError';
}

const CALL = new Script('work()');
let context: Context | undefined;

/**
 * Does synchronous work that cannot be trusted to end. Of all that runs JavaScript in this thread,
 * only the `vm` module can stop it from outside.
 *
 * @throws TimeLimitError after `limitMs`
 */
export function withinTime<Result>(limitMs: number, work: () => Result): Result {
  context ??= createContext({});
  context['work'] = work;
  try {
    return CALL.runInContext(context, { timeout: limitMs }) as Result;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new TimeLimitError(`The work took more than ${limitMs} ms.`, { cause: error });
  }
}
