import { type Context, createContext, Script } from 'node:vm';
import { EvaluationLimitError } from './evaluation-bounds.ts';

/** Local runtime: the limit of the service is not documented. */
const MAX_MATCH_MS = 1_000;
/** Up to this length of the text a simple pattern cannot take long. */
const SHORT_TEXT = 1_000;

/** More than one quantifier without an end, one behind a group, or a reference: time may grow beyond all bounds. */
const MAY_BACKTRACK = /\)(?:[*+]|\{\d+,)|(?:[*+]|\{\d+,\d*\}).*(?:[*+]|\{\d+,\d*\})|\\[1-9k]/s;

/** A regular expression whose matching ends after some time, which the steps of an evaluation cannot see. */
export class BoundedRegExp extends RegExp {
  override exec(text: string): RegExpExecArray | null {
    const match = (): RegExpExecArray | null => super.exec(text);
    return text.length <= SHORT_TEXT && !MAY_BACKTRACK.test(this.source)
      ? match()
      : withinTime(match);
  }
}

const CALL = new Script('work()');
let context: Context | undefined;

/** Of all that runs JavaScript in this thread, only the `vm` module can stop it from outside. */
function withinTime<Result>(work: () => Result): Result {
  context ??= createContext({});
  context['work'] = work;
  try {
    return CALL.runInContext(context, { timeout: MAX_MATCH_MS }) as Result;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new EvaluationLimitError('The evaluation takes too long.', { cause: error });
  }
}
