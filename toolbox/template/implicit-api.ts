import { apiEventNodes, apiNameOf, IMPLICIT_API } from './api-event-nodes.ts';
import { isCreated } from './conditions.ts';
import { mergeGlobals } from './globals.ts';
import { type MappingNode, scalarNode } from './nodes.ts';
import type { Resource, Scope } from './scope.ts';

export const SERVERLESS_API = 'AWS::Serverless::Api';

const STAGE_NAME = 'Prod';

/**
 * The API of the events that name none; undefined when there are no such events. As SAM's, it takes
 * the place of a resource of the same name, and exists when one of the resources with the events
 * does.
 *
 * @param globals - `Globals.Api`
 */
export function implicitApi(
  resources: ReadonlyMap<string, Resource>,
  globals: MappingNode | undefined,
  scope: Scope,
): Resource | undefined {
  const owners = [...resources.values()].filter((resource) => firstEvent(resource) !== undefined);
  const created = owners.find((resource) => isCreated(resource, scope));
  const owner = created ?? owners[0];
  const position = owner && firstEvent(owner)?.position;
  if (owner === undefined || position === undefined) return undefined;
  const value = scalarNode(position, STAGE_NAME);
  const entries = new Map([['StageName', { keyPosition: position, value }]]);
  return {
    logicalId: IMPLICIT_API,
    type: SERVERLESS_API,
    position,
    properties: mergeGlobals(globals, { kind: 'mapping', position, entries }),
    dependsOn: [],
    ...(created === undefined &&
      owner.conditionName !== undefined && { conditionName: owner.conditionName }),
  };
}

function firstEvent(resource: Resource) {
  return apiEventNodes(resource).find((event) => apiNameOf(event) === IMPLICIT_API);
}
