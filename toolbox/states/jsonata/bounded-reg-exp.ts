import { matchWithinTime, TimeLimitError } from '../../shared/time-limit.ts';
import { EvaluationLimitError } from './evaluation-bounds.ts';

/** Local runtime: the limit of the service is not documented. */
const MAX_MATCH_MS = 1_000;

/** A regular expression whose matching ends after some time, which the steps of an evaluation cannot see. */
export class BoundedRegExp extends RegExp {
  override exec(text: string): RegExpExecArray | null {
    try {
      return matchWithinTime(MAX_MATCH_MS, this, text, () => super.exec(text));
    } catch (error) {
      if (!(error instanceof TimeLimitError)) throw error;
      throw new EvaluationLimitError('The evaluation takes too long.', { cause: error });
    }
  }
}
