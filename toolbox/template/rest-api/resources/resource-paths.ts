import { childOf } from '../../nodes.ts';
import { PropertyReader } from '../../property-reader.ts';
import { attributeOf, referenceOf } from '../../resource-attributes.ts';
import type { Resource, Scope } from '../../scope.ts';

/** @see "AWS::ApiGateway::Resource" PathPart */
const PATH_PART = /^(?:[\w.,:-]+|\{[\w.:-]+\+?\})$/;

/**
 * The paths of an API's `AWS::ApiGateway::Resource`s by their ids; the root has that of the API's
 * RootResourceId.
 *
 * @param members - the resources of the template that belong to the API
 * @see "AWS::ApiGateway::Resource" (CloudFormation Template Reference)
 */
export function resourcePaths(
  api: Resource,
  members: readonly Resource[],
  scope: Scope,
): ReadonlyMap<string, string> {
  const root = attributeOf(api, 'RootResourceId', api.position, scope);
  const resources = new Map(
    members
      .filter(({ type }) => type === 'AWS::ApiGateway::Resource')
      .map((resource) => [referenceOf(resource, scope), resource]),
  );
  const paths = new Map([[root, '/']]);
  const open = new Set<string>();
  const pathOf = (id: string): string | undefined => {
    const known = paths.get(id);
    const resource = resources.get(id);
    // References in a circle are reported for all resources.
    if (known !== undefined || resource === undefined || open.has(id)) return known;
    open.add(id);
    const properties = scope.propertiesOf(resource);
    const read = new PropertyReader(properties, `resource "${resource.logicalId}"`, scope.problems);
    const part = read.requiredText('PathPart');
    const parentId = read.requiredText('ParentId');
    const parent = parentId === undefined ? undefined : pathOf(parentId);
    if (parentId !== undefined && parent === undefined) {
      const message = `ParentId of "${resource.logicalId}" is no resource of API "${api.logicalId}": write !GetAtt ${api.logicalId}.RootResourceId, or !Ref of an AWS::ApiGateway::Resource`;
      const place = childOf(properties, 'ParentId')?.position ?? resource.position;
      scope.problems.error(place, 'unknown-resource', message);
    }
    if (part !== undefined && !PATH_PART.test(part)) {
      const message = `PathPart "${part}" of "${resource.logicalId}" has to be one segment: letters, digits, "_", "-", ".", "," and ":", or {id} or {proxy+}; make a resource of each segment`;
      const place = childOf(properties, 'PathPart')?.position ?? resource.position;
      scope.problems.error(place, 'invalid-path', message);
    }
    if (part === undefined || parent === undefined) return undefined;
    const path = `${parent === '/' ? '' : parent}/${part}`;
    paths.set(id, path);
    return path;
  };
  for (const id of resources.keys()) pathOf(id);
  return paths;
}
