import { type ApiEventNode, type ApiEventType, apiNameOf } from './api-event-nodes.ts';
import { protocolTypeOf } from './api-gateway-v2/protocol-type.ts';
import { childOf, isMapping } from './nodes.ts';
import { isRestApi } from './open-api/definition.ts';
import type { Resource, Scope } from './scope.ts';

const API_OF_EVENT: Readonly<
  Record<
    ApiEventType['name'],
    { readonly kind: string; readonly isApi: (resource: Resource, scope: Scope) => boolean }
  >
> = {
  Api: { kind: 'a REST API', isApi: isRestApi },
  HttpApi: {
    kind: 'an HTTP API',
    isApi: (resource, scope) => protocolTypeOf(resource, scope) === 'HTTP',
  },
};

interface EventOwner {
  /** How messages name the event. */
  readonly label: string;
  /** What the event starts. */
  readonly target: Resource;
}

/** The API that an event belongs to; undefined when it names none of its kind, which is reported. */
export function apiOfEvent(
  node: ApiEventNode,
  { label, target }: EventOwner,
  scope: Scope,
): Resource | undefined {
  const { resources, parameters, problems } = scope;
  const { idProperty } = node.type;
  const { kind, isApi } = API_OF_EVENT[node.type.name];
  const name = apiNameOf(node);
  const api = name === undefined ? undefined : resources.get(name);
  const apiId = childOf(node.properties, idProperty);
  if (api !== undefined && isApi(api, scope)) {
    if (apiId?.kind === 'scalar' && target.type === 'AWS::Serverless::Function') {
      const message = `${idProperty} of ${label} is text, so the permission that SAM makes names no API: write !Ref ${api.logicalId}`;
      problems.warning(apiId.position, 'missing-permission', message);
    }
    return api;
  }
  const isUnknownRef = isMapping(apiId) && name !== undefined && api === undefined;
  // A !Ref to nothing at all is reported as such.
  if (isUnknownRef && !parameters.has(name)) return undefined;
  const message = `${idProperty} of ${label} has to be !Ref of ${kind} of this template`;
  problems.error(apiId?.position ?? node.position, 'invalid-property', message);
  return undefined;
}
