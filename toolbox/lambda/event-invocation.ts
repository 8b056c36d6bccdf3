import type { Clock } from '../shared/clock.ts';
import { type InvokeResult, LambdaServiceError } from '../shared/function-invoker.ts';

/** Waits before the second and the third try of an event that the function failed on. */
const RETRY_DELAYS_MS = [60_000, 120_000];
/**
 * A throttled event is tried again after 1 s, then after twice as long each time, for at most six
 * hours.
 */
const FIRST_THROTTLE_DELAY_MS = 1000;
const MAX_THROTTLE_DELAY_MS = 300_000;
const MAX_EVENT_AGE_MS = 6 * 3_600_000;

/**
 * Delivers an event to a function as Lambda's queue does: tried again when the function fails or is
 * throttled, then dropped.
 *
 * @param invoke - one try; every try has the same request id
 * @param signal - ends the delivery
 * @throws LambdaServiceError when the event is dropped for another reason than an error of the
 * function
 * @see "How Lambda handles errors and retries with asynchronous invocation" (Lambda Developer
 * Guide)
 */
export async function deliverEvent(
  invoke: () => Promise<InvokeResult>,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  const expiresAtMs = clock.now() + MAX_EVENT_AGE_MS;
  for (const delayMs of [...RETRY_DELAYS_MS, undefined]) {
    const result = await untilNotThrottled(invoke, clock, expiresAtMs, signal);
    if (result.functionError === undefined || delayMs === undefined) return;
    await clock.sleep(delayMs, signal);
    if (signal.aborted) return;
  }
}

async function untilNotThrottled(
  invoke: () => Promise<InvokeResult>,
  clock: Clock,
  expiresAtMs: number,
  signal: AbortSignal,
): Promise<InvokeResult> {
  for (let delayMs = FIRST_THROTTLE_DELAY_MS; ; delayMs *= 2) {
    try {
      return await invoke();
    } catch (error) {
      if (!isThrottled(error) || clock.now() >= expiresAtMs) throw error;
    }
    await clock.sleep(Math.min(delayMs, MAX_THROTTLE_DELAY_MS), signal);
    signal.throwIfAborted();
  }
}

function isThrottled(error: unknown): boolean {
  return error instanceof LambdaServiceError && error.code === 'TooManyRequestsException';
}
