import type { MethodSetting, RestApi } from '../../template/model.ts';
import { GatewayError } from '../gateway-error.ts';
import { createTokenBuckets, throttlingLimits } from '../token-buckets.ts';
import type { RoutedContext } from './context.ts';
import type { DeployedMethod } from './deployment.ts';

/**
 * Makes the stage that enforces the throttling of the stage's method settings, a token bucket for
 * each method.
 *
 * @param now - milliseconds
 * @throws GatewayError THROTTLED, by the stage
 * @see "Throttle requests to your REST APIs for better throughput in API Gateway" (API Gateway
 * Developer Guide)
 */
export function throttleWith(
  { methodSettings }: RestApi,
  now: () => number,
): (context: RoutedContext) => void {
  const takeToken = createTokenBuckets<DeployedMethod>(now);
  return ({ route: { method } }) => {
    const limits = throttlingLimits(settingOf(methodSettings, method));
    if (limits !== undefined && !takeToken(method, limits)) throw new GatewayError('THROTTLED');
  };
}

function settingOf(
  settings: readonly MethodSetting[],
  { definition }: DeployedMethod,
): MethodSetting | undefined {
  const { resourcePath, httpMethod } = definition;
  const matching = settings.filter(
    (setting) =>
      (setting.httpMethod === '*' || setting.httpMethod === httpMethod) &&
      ['*', '/*', resourcePath].includes(setting.resourcePath),
  );
  const specific = matching.find((setting) => setting.resourcePath === resourcePath);
  return specific ?? matching[0];
}
