import { isCreated } from '../../conditions.ts';
import { childOf, scalarText } from '../../nodes.ts';
import { referenceOf } from '../../resource-attributes.ts';
import type { Resource, Scope } from '../../scope.ts';

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
