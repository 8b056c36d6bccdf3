import { type Clock, NO_LONGER_NEEDED } from '../shared/clock.ts';

/**
 * Waits for an answer, but not for ever.
 *
 * @param timeout - makes the error that the promise rejects with when the time is over
 */
export async function withinTimeLimit<Answer>(
  answer: Promise<Answer>,
  { timeoutMs, clock, timeout }: { timeoutMs: number; clock: Clock; timeout: () => Error },
): Promise<Answer> {
  const answered = new AbortController();
  const late = clock.sleep(timeoutMs, answered.signal).then((): never => {
    throw timeout();
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    answered.abort(NO_LONGER_NEEDED);
  }
}
