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

/** Up to this length of the text a simple pattern cannot take long. */
const SHORT_TEXT = 1_000;
/** Up to this length no pattern can. */
const TINY_TEXT = 16;

/** More than one quantifier without an end, one behind a group, or a reference: time may grow beyond all bounds. */
const MAY_BACKTRACK = /\)(?:[*+]|\{\d+,)|(?:[*+]|\{\d+,\d*\}).*(?:[*+]|\{\d+,\d*\})|\\[1-9k]/s;

/**
 * Matches a text with a regular expression that may be one of those whose time has no bound.
 *
 * @throws TimeLimitError after `limitMs`
 */
export function matchWithinTime<Result>(
  limitMs: number,
  { source }: RegExp,
  text: string,
  match: () => Result,
): Result {
  const isBounded =
    text.length <= TINY_TEXT || (text.length <= SHORT_TEXT && !MAY_BACKTRACK.test(source));
  return isBounded ? match() : withinTime(limitMs, match);
}
