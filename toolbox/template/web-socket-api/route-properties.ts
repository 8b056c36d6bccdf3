import type { Position } from '../../shared/problem.ts';
import { partsOfApi } from '../api-gateway-v2/parts-of-api.ts';
import { childOf, scalarText } from '../nodes.ts';
import type { PropertyReader } from '../property-reader.ts';
import type { Resource, Scope } from '../scope.ts';
import type { WebSocketRoute } from '../web-socket-api-model.ts';

interface RouteOwner {
  readonly api: Resource;
  /** What `Ref` of the route gives. */
  readonly routeId: string;
  readonly position: Position;
}

type RouteProperties = Pick<
  WebSocketRoute,
  'apiKeyRequired' | 'isTwoWay' | 'modelSelectionExpression' | 'requestModels'
>;

/** The properties that a route has in SAM, too. */
export function readRouteProperties(
  read: PropertyReader,
  route: RouteOwner,
  scope: Scope,
): RouteProperties {
  const modelSelectionExpression = read.text('ModelSelectionExpression');
  return {
    apiKeyRequired: read.text('ApiKeyRequired') === 'true',
    ...(modelSelectionExpression !== undefined && { modelSelectionExpression }),
    requestModels: read.textsByName('RequestModels'),
    isTwoWay: isTwoWay(read, route, scope),
  };
}

/**
 * Whether a route has a route response, without which the client gets no answer.
 *
 * @see "Set up route responses for a WebSocket API in API Gateway"
 */
function isTwoWay(
  read: PropertyReader,
  { api, routeId, position }: RouteOwner,
  scope: Scope,
): boolean {
  const hasResponse = partsOfApi(api, 'RouteResponse', scope).some(
    (part) => scalarText(childOf(scope.propertiesOf(part), 'RouteId')) === routeId,
  );
  if (!hasResponse && read.text('RouteResponseSelectionExpression') !== undefined) {
    const message =
      'RouteResponseSelectionExpression alone sends nothing to the client: add an AWS::ApiGatewayV2::RouteResponse with the RouteResponseKey $default';
    const at = read.positionOf('RouteResponseSelectionExpression') ?? position;
    scope.problems.warning(at, 'missing-route-response', message);
  }
  return hasResponse;
}
