import { type BuildableMembers, buildMapping, withEntries } from '../../build-nodes.ts';
import {
  childOf,
  isMapping,
  type MappingEntry,
  type MappingNode,
  type TemplateNode,
  textSourceOf,
} from '../../nodes.ts';
import { PropertyReader } from '../../property-reader.ts';
import { readJson } from '../../read-json.ts';
import { referenceOf } from '../../resource-attributes.ts';
import type { Resource, Scope } from '../../scope.ts';
import { authorizerSchemes } from '../authorizer-resources.ts';
import { checkMethod } from './check-method.ts';
import { membersOf } from './members-of.ts';
import { API_KEY_SCHEME } from './method-operation.ts';
import { pathsOfMethods } from './paths-of-methods.ts';
import { resourcePaths } from './resource-paths.ts';

/** What API Gateway makes with every API. @see "Understand data models" (API Gateway Developer Guide) */
const OWN_MODELS: BuildableMembers = {
  Empty: { title: 'Empty Schema', type: 'object' },
  Error: { title: 'Error Schema', type: 'object', properties: { message: { type: 'string' } } },
};

const PARTS: ReadonlySet<string> = new Set([
  'AWS::ApiGateway::GatewayResponse',
  'AWS::ApiGateway::Method',
  'AWS::ApiGateway::Model',
  'AWS::ApiGateway::RequestValidator',
]);

/**
 * The methods, models, validators and gateway responses of an API that are resources of their own,
 * as an OpenAPI document; undefined when there are none.
 *
 * @param schemas - the models of the API's own document, which these may name too
 */
export function documentOfResources(
  api: Resource,
  schemas: TemplateNode | undefined,
  scope: Scope,
): MappingNode | undefined {
  const members = membersOf(api, scope);
  if (!members.some(({ type }) => PARTS.has(type))) return undefined;
  const ofType = (type: string): Resource[] =>
    members.filter((member) => member.type === `AWS::ApiGateway::${type}`);
  const named = (type: string, entryOf: (resource: Resource, scope: Scope) => Named) =>
    withEntries(
      buildMapping(api.position, {}),
      ofType(type).map((resource): [string, MappingEntry] => {
        const { name, value } = entryOf(resource, scope);
        return [name, { keyPosition: resource.position, value }];
      }),
    );
  const models = withEntries(
    buildMapping(api.position, OWN_MODELS),
    [schemas, named('Model', model)].flatMap((node) => (isMapping(node) ? [...node.entries] : [])),
  );
  const validators = named('RequestValidator', requestValidator);
  const methods = ofType('Method');
  const parts = { paths: resourcePaths(api, members, scope), models, validators };
  for (const method of methods) checkMethod(method, parts, scope);
  return buildMapping(api.position, {
    openapi: '3.0.1',
    components: {
      schemas: models,
      securitySchemes: withEntries(
        buildMapping(api.position, {
          [API_KEY_SCHEME]: { type: 'apiKey', name: 'x-api-key', in: 'header' },
        }),
        authorizerSchemes(members, scope),
      ),
    },
    'x-amazon-apigateway-request-validators': validators,
    'x-amazon-apigateway-gateway-responses': named('GatewayResponse', gatewayResponse),
    paths: pathsOfMethods(methods, parts, api.position, scope),
  });
}

interface Named {
  readonly name: string;
  readonly value: TemplateNode;
}

/** A schema may be an object, or JSON as text. */
function model(resource: Resource, scope: Scope): Named {
  const name = referenceOf(resource, scope);
  const schema = childOf(scope.propertiesOf(resource), 'Schema');
  if (schema?.kind !== 'scalar') {
    return { name, value: schema ?? buildMapping(resource.position, {}) };
  }
  const { root, problems } = readJson(textSourceOf(schema));
  scope.problems.addAll(problems);
  return { name, value: root ?? buildMapping(resource.position, {}) };
}

function requestValidator(resource: Resource, scope: Scope): Named {
  const properties = scope.propertiesOf(resource);
  const value = buildMapping(resource.position, {
    validateRequestBody: childOf(properties, 'ValidateRequestBody'),
    validateRequestParameters: childOf(properties, 'ValidateRequestParameters'),
  });
  return { name: referenceOf(resource, scope), value };
}

function gatewayResponse(resource: Resource, scope: Scope): Named {
  const { logicalId, position } = resource;
  const properties = scope.propertiesOf(resource);
  const read = new PropertyReader(properties, `gateway response "${logicalId}"`, scope.problems);
  const value = buildMapping(position, {
    statusCode: childOf(properties, 'StatusCode'),
    responseParameters: childOf(properties, 'ResponseParameters'),
    responseTemplates: childOf(properties, 'ResponseTemplates'),
  });
  return { name: read.requiredText('ResponseType') ?? '', value };
}
