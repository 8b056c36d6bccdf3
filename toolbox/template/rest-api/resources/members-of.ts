import { isCreated } from '../../conditions.ts';
import { childOf, scalarText } from '../../nodes.ts';
import { isRestApi } from '../../open-api/definition.ts';
import { referenceOf } from '../../resource-attributes.ts';
import type { Resource, Scope } from '../../scope.ts';

const METHOD = 'AWS::ApiGateway::Method';

/** The parts of an API that are resources of the template, which name it by `RestApiId`. */
export function membersOf(api: Resource, scope: Scope): Resource[] {
  const apiId = referenceOf(api, scope);
  return [...scope.resources.values()].filter(
    (resource) =>
      resource.type.startsWith('AWS::ApiGateway::') &&
      resource.properties.entries.has('RestApiId') &&
      isCreated(resource, scope) &&
      scalarText(childOf(scope.propertiesOf(resource), 'RestApiId')) === apiId,
  );
}

export function hasMethodResources(api: Resource, scope: Scope): boolean {
  return membersOf(api, scope).some(({ type }) => type === METHOD);
}

/** Names each method of an API that is not in the template, of which it serves nothing. */
export function reportForeignMethods(resources: readonly Resource[], scope: Scope): void {
  const apiIds = new Set(resources.filter(isRestApi).map((api) => referenceOf(api, scope)));
  for (const { type, logicalId, position, properties } of resources) {
    if (type !== METHOD) continue;
    const apiId = childOf(properties, 'RestApiId');
    const id = scalarText(apiId && scope.resolve(apiId));
    if (id !== undefined && apiIds.has(id)) continue;
    const message = `"${logicalId}" (${type}): its API is not in this template, so the method is not served`;
    scope.problems.warning(apiId?.position ?? position, 'unsupported-resource', message);
  }
}
