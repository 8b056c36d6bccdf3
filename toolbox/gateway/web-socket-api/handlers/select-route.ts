import type { MessageContext } from '../context.ts';
import type { DeployedRoute } from '../deployment.ts';
import { WebSocketApiError } from '../web-socket-api-error.ts';

/**
 * Selects the route of a message by the route selection expression, else `$default`.
 *
 * Local runtime: `$connect` and `$disconnect` are no routes of messages, whatever a client sends.
 *
 * @throws WebSocketApiError Forbidden when there is none
 */
export function selectRoute({ deployment, body }: MessageContext): DeployedRoute {
  const { api, routes, selectRoute: select } = deployment;
  const key = select({ body, contextVariables: {}, stageVariables: api.stageVariables });
  const named = key.startsWith('$') ? undefined : routes.get(key);
  const route = named ?? routes.get('$default');
  if (route !== undefined) return route;
  throw new WebSocketApiError(403, 'Forbidden', {
    reason: `${api.routeSelectionExpression} gives ${JSON.stringify(key)}: the API has neither this route nor $default`,
  });
}
