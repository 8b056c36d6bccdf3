import {
  API_EVENT,
  type ApiEventType,
  apiEventNodes,
  apiNameOf,
  HTTP_API_EVENT,
} from './api-event-nodes.ts';
import { isCreated } from './conditions.ts';
import { mergeGlobals } from './globals.ts';
import { type MappingNode, scalarNode } from './nodes.ts';
import type { Resource, Scope } from './scope.ts';

/** The APIs that SAM makes for events which name none. */
const IMPLICIT_APIS: readonly {
  readonly events: ApiEventType;
  readonly type: string;
  readonly stageName: string;
}[] = [
  { events: API_EVENT, type: 'AWS::Serverless::Api', stageName: 'Prod' },
  { events: HTTP_API_EVENT, type: 'AWS::Serverless::HttpApi', stageName: '$default' },
];

/**
 * The APIs of the events that name none. As SAM's, they take the place of resources of the same
 * name, and exist when one of the resources with the events does.
 *
 * @param globals - `Globals`, by type
 */
export function implicitApis(
  resources: ReadonlyMap<string, Resource>,
  globals: ReadonlyMap<string, MappingNode>,
  scope: Scope,
): Resource[] {
  return IMPLICIT_APIS.flatMap((api) => implicitApi(api, resources, globals, scope) ?? []);
}

function implicitApi(
  { events, type, stageName }: (typeof IMPLICIT_APIS)[number],
  resources: ReadonlyMap<string, Resource>,
  globals: ReadonlyMap<string, MappingNode>,
  scope: Scope,
): Resource | undefined {
  const owners = [...resources.values()].filter((one) => firstEvent(one, events) !== undefined);
  const created = owners.find((resource) => isCreated(resource, scope));
  const owner = created ?? owners[0];
  const position = owner && firstEvent(owner, events)?.position;
  if (owner === undefined || position === undefined) return undefined;
  const value = scalarNode(position, stageName);
  const entries = new Map([['StageName', { keyPosition: position, value }]]);
  return {
    logicalId: events.implicitApi,
    type,
    position,
    properties: mergeGlobals(globals.get(type), { kind: 'mapping', position, entries }),
    dependsOn: [],
    ...(created === undefined &&
      owner.conditionName !== undefined && { conditionName: owner.conditionName }),
  };
}

function firstEvent(resource: Resource, type: ApiEventType) {
  return apiEventNodes(resource, type).find((event) => apiNameOf(event) === type.implicitApi);
}
