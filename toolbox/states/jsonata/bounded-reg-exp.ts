import { TimeLimitError, withinTime } from '../../shared/time-limit.ts';
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
    if (text.length <= SHORT_TEXT && !MAY_BACKTRACK.test(this.source)) return match();
    try {
      return withinTime(MAX_MATCH_MS, match);
    } catch (error) {
      if (!(error instanceof TimeLimitError)) throw error;
      throw new EvaluationLimitError('The evaluation takes too long.', { cause: error });
    }
  }
}
