import type { IntegrationCall } from '../../../../../toolbox/gateway/integrations/integration-exchange.ts';
import type { IntegrationRequestContext } from '../../../../../toolbox/gateway/rest-api/context.ts';
import { callIntegrationWith } from '../../../../../toolbox/gateway/rest-api/handlers/call-integration.ts';
import { anIntegrationContext } from '../a-context.ts';

const ANSWER = { statusCode: 200, headers: [], body: '{}', selector: '200' };

function aContext(call: IntegrationCall<IntegrationRequestContext>): IntegrationRequestContext {
  const context = anIntegrationContext({ integration: { timeoutInMillis: 50 } });
  return {
    ...context,
    integration: { ...context.integration, call },
    integrationRequest: { body: '', headers: {}, querystring: {}, path: {} },
  };
}

/** A clock whose sleeps end when told, and which remembers them. */
function aClock() {
  const sleeps: { delayMs: number; signal: AbortSignal | undefined; wake: () => void }[] = [];
  return {
    sleeps,
    now: () => 0,
    sleep: (delayMs: number, signal?: AbortSignal) =>
      new Promise<void>((wake) => {
        sleeps.push({ delayMs, signal, wake });
      }),
  };
}

describe('callIntegrationWith', () => {
  test('gives a synchronous answer at once and starts no timer', () => {
    const clock = aClock();

    expect(callIntegrationWith(clock)(aContext(() => ANSWER))).toBe(ANSWER);
    expect(clock.sleeps).toEqual([]);
  });

  test('gives a later answer and ends the timer', async () => {
    const clock = aClock();

    const answer = callIntegrationWith(clock)(aContext(async () => ANSWER));

    expect(await answer).toBe(ANSWER);
    expect(clock.sleeps.map(({ signal }) => signal?.aborted)).toEqual([true]);
  });

  test('answers INTEGRATION_TIMEOUT after timeoutInMillis', async () => {
    const clock = aClock();

    const answer = callIntegrationWith(clock)(aContext(() => new Promise(() => {})));
    expect(clock.sleeps.map(({ delayMs }) => delayMs)).toEqual([50]);
    clock.sleeps[0]?.wake();

    await expect(answer).rejects.toMatchObject({ type: 'INTEGRATION_TIMEOUT' });
  });
});
