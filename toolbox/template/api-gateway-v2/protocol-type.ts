import { childOf, scalarText } from '../nodes.ts';
import type { Resource, Scope } from '../scope.ts';

const API = 'AWS::ApiGatewayV2::Api';

/**
 * The protocol of an HTTP or WebSocket API; undefined for a resource that is none. An API with a
 * document needs no ProtocolType, as only HTTP APIs are imported.
 */
export function protocolTypeOf(resource: Resource, scope: Scope): 'HTTP' | 'WEBSOCKET' | undefined {
  if (resource.type === 'AWS::Serverless::HttpApi') return 'HTTP';
  if (resource.type === 'AWS::Serverless::WebSocketApi') return 'WEBSOCKET';
  if (resource.type !== API) return undefined;
  const protocol = scalarText(childOf(scope.propertiesOf(resource), 'ProtocolType'));
  return protocol === 'WEBSOCKET' ? 'WEBSOCKET' : 'HTTP';
}
