import { throttleWith } from '../../../../toolbox/gateway/rest-api/throttle.ts';
import type { MethodSetting } from '../../../../toolbox/template/model.ts';
import { aRestApi } from '../an-api.ts';
import { anIntegrationContext } from './a-context.ts';

/** How many of the calls at these times pass. */
function passing(methodSettings: readonly MethodSetting[], timesMs: readonly number[]): boolean[] {
  let nowMs = 0;
  const throttle = throttleWith(aRestApi({ methodSettings }), () => nowMs);
  const context = anIntegrationContext();
  return timesMs.map((timeMs) => {
    nowMs = timeMs;
    try {
      throttle(context);
      return true;
    } catch {
      return false;
    }
  });
}

describe('throttleWith', () => {
  const limits = { throttlingRateLimit: 2, throttlingBurstLimit: 2 };
  const everywhere = { resourcePath: '/*', httpMethod: '*', ...limits };

  test('lets the burst pass and then as many as the rate allows', () => {
    const passed = passing([everywhere], [0, 0, 0, 499, 500, 500, 10_000, 10_000, 10_000]);

    expect(passed).toEqual([true, true, false, false, true, false, true, true, false]);
  });

  test('refuses with the gateway response THROTTLED', () => {
    const settings = [{ ...everywhere, throttlingBurstLimit: 0 }];
    const throttle = throttleWith(aRestApi({ methodSettings: settings }), () => 0);

    expect(() => throttle(anIntegrationContext())).toThrow(
      expect.objectContaining({ type: 'THROTTLED' }),
    );
  });

  test('prefers the settings of the method to those of the stage', () => {
    const own = { resourcePath: '/orders', httpMethod: 'POST', throttlingBurstLimit: 1 };

    expect(passing([everywhere, own], [0, 0])).toEqual([true, false]);
  });

  test.each([
    { name: 'no settings', settings: [] },
    { name: 'settings of another method', settings: [{ ...everywhere, httpMethod: 'GET' }] },
    { name: 'settings without limits', settings: [{ resourcePath: '/*', httpMethod: '*' }] },
  ])('lets everything pass with $name', ({ settings }) => {
    expect(passing(settings, [0, 0, 0])).toEqual([true, true, true]);
  });

  test('gives each method a bucket of its own', () => {
    const throttle = throttleWith(
      aRestApi({ methodSettings: [{ ...everywhere, throttlingBurstLimit: 1 }] }),
      () => 0,
    );

    throttle(anIntegrationContext());

    expect(() => throttle(anIntegrationContext())).not.toThrow();
  });
});
