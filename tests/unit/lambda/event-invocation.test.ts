import { deliverEvent } from '../../../toolbox/lambda/event-invocation.ts';
import { type InvokeResult, LambdaServiceError } from '../../../toolbox/shared/function-invoker.ts';

const DONE: InvokeResult = { payload: 'null', executedVersion: '$LATEST', requestId: 'id-1' };
const FAILED: InvokeResult = { ...DONE, functionError: 'Unhandled' };
const THROTTLED = new LambdaServiceError('TooManyRequestsException', 429, 'Rate Exceeded.');

/** Delivers an event to a function that answers in turn, the last answer again and again. */
async function deliver(answers: readonly (InvokeResult | Error)[]) {
  const sleepsMs: number[] = [];
  let nowMs = 0;
  let tries = 0;
  const clock = {
    now: () => nowMs,
    async sleep(delayMs: number) {
      sleepsMs.push(delayMs);
      nowMs += delayMs;
    },
  };
  const invoke = async (): Promise<InvokeResult> => {
    const answer = answers[Math.min(tries, answers.length - 1)] ?? DONE;
    tries += 1;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const delivery = deliverEvent(invoke, clock, new AbortController().signal);
  const error = await delivery.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { tries, sleepsMs, error };
}

describe('deliverEvent', () => {
  test('tries once when the function succeeds', async () => {
    expect(await deliver([DONE])).toEqual({ tries: 1, sleepsMs: [] });
  });

  test('tries twice more, after one and two minutes, when the function fails', async () => {
    expect(await deliver([FAILED])).toEqual({ tries: 3, sleepsMs: [60_000, 120_000] });
  });

  test('ends with the first success', async () => {
    expect(await deliver([FAILED, DONE])).toEqual({ tries: 2, sleepsMs: [60_000] });
  });

  test('waits longer after each throttling, which counts as no try', async () => {
    expect(await deliver([THROTTLED, THROTTLED, THROTTLED, FAILED, DONE])).toEqual({
      tries: 5,
      sleepsMs: [1000, 2000, 4000, 60_000],
    });
  });

  test('drops an event that is throttled for six hours', async () => {
    const { sleepsMs, error } = await deliver([THROTTLED]);

    expect(error).toBe(THROTTLED);
    expect(Math.max(...sleepsMs)).toBe(300_000);
    expect(sleepsMs.reduce((sum, delayMs) => sum + delayMs)).toBeGreaterThanOrEqual(6 * 3_600_000);
  });

  test('drops an event that the service refuses', async () => {
    const error = new LambdaServiceError('InvalidRuntimeException', 502, 'no python');

    expect(await deliver([error])).toEqual({ tries: 1, sleepsMs: [], error });
  });
});
