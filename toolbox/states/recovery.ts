import type { Catcher, Recovery, Retrier } from './definition.ts';
import { errorMatches, type StatesError } from './states-error.ts';

export type RecoveryDecision =
  | { readonly kind: 'retry'; readonly retrier: Retrier; readonly delayMs: number }
  | { readonly kind: 'catch'; readonly catcher: Catcher }
  | { readonly kind: 'fail' };

/**
 * Decides what follows the failure of a state: the first retrier that names the error, as long as it has attempts left;
 * else the first catcher that names it.
 *
 * @param retries - how often each retrier has been used in this visit of the state
 * @param random - from 0 to 1, for JitterStrategy FULL
 * @see "Handling errors in Step Functions workflows" (Step Functions Developer Guide)
 */
export function decideRecovery(
  { Retry, Catch }: Pick<Recovery, 'Retry' | 'Catch'>,
  { error, alias }: StatesError,
  retries: ReadonlyMap<Retrier, number>,
  random: () => number,
): RecoveryDecision {
  const retrier = Retry.find(({ ErrorEquals }) => errorMatches(ErrorEquals, error, alias));
  const used = retrier === undefined ? 0 : (retries.get(retrier) ?? 0);
  if (retrier !== undefined && used < retrier.MaxAttempts) {
    return { kind: 'retry', retrier, delayMs: retryDelayMs(retrier, used, random) };
  }
  const catcher = Catch.find(({ ErrorEquals }) => errorMatches(ErrorEquals, error, alias));
  return catcher === undefined ? { kind: 'fail' } : { kind: 'catch', catcher };
}

/** Local runtime: the most that IntervalSeconds may be; backoff grows beyond what a clock can say. */
const MAX_DELAY_SECONDS = 99_999_999;

function retryDelayMs(retrier: Retrier, used: number, random: () => number): number {
  const { IntervalSeconds, BackoffRate, MaxDelaySeconds, JitterStrategy } = retrier;
  const backoffSeconds = IntervalSeconds * BackoffRate ** used;
  const delayMs = Math.min(backoffSeconds, MaxDelaySeconds ?? MAX_DELAY_SECONDS) * 1000;
  return JitterStrategy === 'FULL' ? Math.round(delayMs * random()) : delayMs;
}
