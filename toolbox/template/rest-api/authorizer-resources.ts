import { buildMapping } from '../build-nodes.ts';
import { isCreated } from '../conditions.ts';
import { childOf, itemsOf, type MappingEntry, type MappingNode, scalarText } from '../nodes.ts';
import { referenceOf } from '../resource-attributes.ts';
import type { Resource, Scope } from '../scope.ts';

const TYPE = 'AWS::ApiGateway::Authorizer';

/**
 * The security schemes of authorizers that are resources of their own, by logical id.
 *
 * @param members - the resources of the template that belong to the API
 */
export function authorizerSchemes(
  members: readonly Resource[],
  scope: Scope,
): [name: string, entry: MappingEntry][] {
  return members
    .filter(({ type }) => type === TYPE)
    .map((resource) => [
      resource.logicalId,
      { keyPosition: resource.position, value: authorizerScheme(resource, scope) },
    ]);
}

/**
 * An `AWS::ApiGateway::Authorizer` as a security scheme of an OpenAPI document.
 *
 * @see "AWS::ApiGateway::Authorizer" (CloudFormation Template Reference)
 */
function authorizerScheme(resource: Resource, scope: Scope): MappingNode {
  const properties = scope.propertiesOf(resource);
  const type = childOf(properties, 'Type');
  const providerARNs = childOf(properties, 'ProviderARNs');
  return buildMapping(resource.position, {
    type: 'apiKey',
    in: 'header',
    'x-amazon-apigateway-authtype': childOf(properties, 'AuthType') ?? 'custom',
    'x-amazon-apigateway-authorizer': buildMapping(resource.position, {
      type,
      ...(providerARNs && { providerARNs: [...itemsOf(providerARNs)] }),
      authorizerUri: childOf(properties, 'AuthorizerUri'),
      authorizerCredentials: childOf(properties, 'AuthorizerCredentials'),
      identitySource: childOf(properties, 'IdentitySource'),
      identityValidationExpression: childOf(properties, 'IdentityValidationExpression'),
      authorizerResultTtlInSeconds: childOf(properties, 'AuthorizerResultTtlInSeconds'),
    }),
  });
}

function authorizerOf(authorizerId: string, scope: Scope): Resource | undefined {
  return [...scope.resources.values()].find(
    (resource) =>
      resource.type === TYPE &&
      isCreated(resource, scope) &&
      referenceOf(resource, scope) === authorizerId,
  );
}

/**
 * `AuthorizerId` of a method as an entry of the `security` of its operation; none for an authorizer
 * that is not in the template, which is reported.
 */
export function authorizerRequirement(method: Resource, scope: Scope): MappingNode[] {
  const properties = scope.propertiesOf(method);
  const authorizerId = scalarText(childOf(properties, 'AuthorizerId'));
  if (authorizerId === undefined) return [];
  const authorizer = authorizerOf(authorizerId, scope);
  if (authorizer === undefined) {
    const message = `AuthorizerId of "${method.logicalId}" is no AWS::ApiGateway::Authorizer of this template: its method refuses everybody here; write !Ref of one`;
    const position = childOf(properties, 'AuthorizerId')?.position ?? method.position;
    scope.problems.warning(position, 'unknown-authorizer', message);
    return [];
  }
  const scopes = itemsOf(childOf(properties, 'AuthorizationScopes'));
  return [buildMapping(method.position, { [authorizer.logicalId]: scopes })];
}
