import type { ApiKey } from '../../../template/authorizer-model.ts';
import type { RestApi } from '../../../template/model.ts';
import { GatewayError } from '../../gateway-error.ts';
import { headerOf } from '../../signature.ts';
import type { AuthorizerResult, RoutedContext } from '../context.ts';

type KeyedContext = RoutedContext & {
  readonly authorizerResult: AuthorizerResult | undefined;
};

/**
 * Makes the stage that finds the API key of the caller; undefined where the method asks for none.
 *
 * @throws GatewayError INVALID_API_KEY by the stage
 * @see "Creating and using usage plans with API keys" (API Gateway Developer Guide)
 */
export function authorizeApiKeyWith({
  apiKeys,
  apiKeySource,
  stageName,
}: RestApi): (context: KeyedContext) => ApiKey | undefined {
  const keys = new Map(apiKeys.map((key) => [key.value, key]));
  return ({ route, incoming, authorizerResult }) => {
    if (!route.method.definition.apiKeyRequired) return undefined;
    const value =
      apiKeySource === 'HEADER'
        ? headerOf(incoming, 'x-api-key')
        : authorizerResult?.usageIdentifierKey;
    const key = keys.get(value ?? '');
    if (key !== undefined) return key;
    const name = apiKeySource === 'HEADER' ? 'x-api-key' : 'usageIdentifierKey of the authorizer';
    const reason =
      value === undefined
        ? `there is no ${name}`
        : `the ${name} is no key of a usage plan for stage "${stageName}"`;
    throw new GatewayError('INVALID_API_KEY', { reason });
  };
}
