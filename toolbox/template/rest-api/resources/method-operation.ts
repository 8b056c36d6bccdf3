import { type Buildable, type BuildableMembers, buildMapping } from '../../build-nodes.ts';
import {
  childOf,
  isMapping,
  itemsOf,
  type MappingEntry,
  type MappingNode,
  scalarText,
  type TemplateNode,
} from '../../nodes.ts';
import type { Resource, Scope } from '../../scope.ts';
import { authorizerRequirement } from '../authorizer-resources.ts';
import { integrationNode } from './integration-node.ts';

export const API_KEY_SCHEME = 'api_key';

/** What the methods of an API may name. */
export interface ApiParts {
  /** Paths by the ids of the resources. */
  readonly paths: ReadonlyMap<string, string>;
  /** By name. */
  readonly models: MappingNode;
  /** By id. */
  readonly validators: MappingNode;
}

/**
 * An `AWS::ApiGateway::Method` as an operation of an OpenAPI document.
 *
 * @see "AWS::ApiGateway::Method" (CloudFormation Template Reference)
 */
export function methodOperation(resource: Resource, parts: ApiParts, scope: Scope): MappingNode {
  const properties = scope.propertiesOf(resource);
  const integration = properties.entries.get('Integration');
  const operation = buildMapping(resource.position, {
    operationId: childOf(properties, 'OperationName'),
    'x-amazon-apigateway-auth': { type: childOf(properties, 'AuthorizationType') ?? 'NONE' },
    security: [...keyRequirement(properties), ...authorizerRequirement(resource, scope)],
    parameters: parametersOf(childOf(properties, 'RequestParameters')),
    'x-amazon-apigateway-request-validator': validatorOf(properties, parts),
    requestBody: requestBody(childOf(properties, 'RequestModels'), parts),
    responses: responsesOf(childOf(properties, 'MethodResponses')),
  });
  if (integration === undefined) return operation;
  const value = integrationNode(integration.value, scope.problems);
  const entries = new Map(operation.entries);
  entries.set('x-amazon-apigateway-integration', { ...integration, value });
  return { ...operation, entries };
}

function keyRequirement(properties: MappingNode): Buildable[] {
  const isKeyRequired = scalarText(childOf(properties, 'ApiKeyRequired')) === 'true';
  return isKeyRequired ? [{ [API_KEY_SCHEME]: [] }] : [];
}

export const REQUEST_PARAMETER = /^method\.request\.(querystring|path|header)\.(.+)$/s;

/** `method.request.header.X: true`, which says whether the parameter is required. */
function parametersOf(node: TemplateNode | undefined): Buildable | undefined {
  if (!isMapping(node)) return node;
  return [...node.entries].map(([key, { keyPosition, value }]) => {
    const [, location = '', name = key] = REQUEST_PARAMETER.exec(key) ?? [];
    const place = location === 'querystring' ? 'query' : location;
    return buildMapping(keyPosition, { in: place, name, required: value });
  });
}

function validatorOf(properties: MappingNode, { validators }: ApiParts): TemplateNode | undefined {
  const validator = childOf(properties, 'RequestValidatorId');
  return validators.entries.has(scalarText(validator) ?? '') ? validator : undefined;
}

function requestBody(written: TemplateNode | undefined, { models }: ApiParts): Buildable {
  const content = [...(isMapping(written) ? written.entries : [])]
    .filter(([, { value }]) => models.entries.has(scalarText(value) ?? ''))
    .map(([type, { value }]): [string, Buildable] => [type, { schema: { $ref: pointer(value) } }]);
  return { content: Object.fromEntries(content) };
}

/** The pointer to a model, which stands where the model's name is written. */
function pointer(name: TemplateNode): TemplateNode {
  return name.kind === 'scalar'
    ? { ...name, value: `#/components/schemas/${scalarText(name) ?? ''}` }
    : name;
}

const HEADER = /^method\.response\.(?:header|multivalueheader)\.(.+)$/s;

function responsesOf(list: TemplateNode | undefined): MappingNode | undefined {
  if (list === undefined) return undefined;
  const entries = itemsOf(list).map((item): [string, MappingEntry] => {
    const headers: BuildableMembers = Object.fromEntries(
      headerNames(childOf(item, 'ResponseParameters')).map((name) => [name, {}]),
    );
    const value = buildMapping(item.position, { headers });
    return [scalarText(childOf(item, 'StatusCode')) ?? '', { keyPosition: item.position, value }];
  });
  return { kind: 'mapping', position: list.position, entries: new Map(entries) };
}

function headerNames(parameters: TemplateNode | undefined): string[] {
  return [...(isMapping(parameters) ? parameters.entries.keys() : [])]
    .map((key) => HEADER.exec(key)?.[1])
    .filter((name) => name !== undefined);
}
