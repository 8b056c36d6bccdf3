import type { Position } from '../../../shared/problem.ts';
import { buildMapping, withEntries } from '../../build-nodes.ts';
import { childOf, isMapping, type MappingEntry, type MappingNode } from '../../nodes.ts';
import { PropertyReader } from '../../property-reader.ts';
import type { Resource, Scope } from '../../scope.ts';
import { type ApiParts, methodOperation } from './method-operation.ts';

/**
 * `AWS::ApiGateway::Method`s as the `paths` of an OpenAPI document.
 *
 * @param position - of the API
 */
export function pathsOfMethods(
  methods: readonly Resource[],
  parts: ApiParts,
  position: Position,
  scope: Scope,
): MappingNode {
  const items = new Map<string, MappingEntry>();
  for (const method of methods) {
    const place = placeOf(method, parts, scope);
    if (place === undefined) continue;
    const { path, httpMethod } = place;
    const key = httpMethod === 'ANY' ? 'x-amazon-apigateway-any-method' : httpMethod.toLowerCase();
    const item = items.get(path) ?? {
      keyPosition: method.position,
      value: buildMapping(method.position, {}),
    };
    if (childOf(item.value, key) !== undefined || !isMapping(item.value)) {
      const message = `"${method.logicalId}" is a second method ${httpMethod} ${path}: keep one of them`;
      scope.problems.error(method.position, 'duplicate-method', message);
      continue;
    }
    const operation = {
      keyPosition: method.position,
      value: methodOperation(method, parts, scope),
    };
    items.set(path, { ...item, value: withEntries(item.value, [[key, operation]]) });
  }
  return { kind: 'mapping', position, entries: items };
}

interface Place {
  readonly path: string;
  /** Upper case. */
  readonly httpMethod: string;
}

function placeOf(method: Resource, { paths }: ApiParts, scope: Scope): Place | undefined {
  const { position, logicalId } = method;
  const properties = scope.propertiesOf(method);
  const read = new PropertyReader(properties, `method "${logicalId}"`, scope.problems);
  const resourceId = read.requiredText('ResourceId');
  const httpMethod = read.requiredText('HttpMethod')?.toUpperCase();
  const path = resourceId === undefined ? undefined : paths.get(resourceId);
  if (resourceId !== undefined && path === undefined) {
    const message = `ResourceId of "${logicalId}" is no resource of its API: write !GetAtt of the API's RootResourceId, or !Ref of an AWS::ApiGateway::Resource`;
    const place = childOf(properties, 'ResourceId')?.position ?? position;
    scope.problems.error(place, 'unknown-resource', message);
  }
  return path === undefined || httpMethod === undefined ? undefined : { path, httpMethod };
}
