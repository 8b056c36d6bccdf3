import { GatewayError } from '../../gateway-error.ts';
import { lastValues } from '../../query-string.ts';
import type { AuthorizedConnectContext } from '../context.ts';

/**
 * Asks for an API key, where `$connect` wants one: in a header, or from the authorizer.
 *
 * @throws GatewayError INVALID_API_KEY
 */
export function checkApiKey({
  deployment,
  request,
  route,
  authorization,
}: AuthorizedConnectContext): void {
  if (!route.definition.apiKeyRequired) return;
  const { apiKeys, stageVariables, apiKeySelectionExpression } = deployment.api;
  const { usageIdentifierKey = '' } = authorization;
  const value = deployment.selectApiKey({
    body: '',
    headers: lastValues(request.headers),
    querystring: lastValues(request.query),
    contextVariables: { authorizer: { usageIdentifierKey } },
    stageVariables,
  });
  if (apiKeys.some((key) => key.value === value)) return;
  const reason =
    value === ''
      ? `${apiKeySelectionExpression} gives no API key`
      : 'the API key is none of a usage plan for this stage';
  throw new GatewayError('INVALID_API_KEY', { reason });
}
