import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  keysOf,
  setProperty,
} from '../../shared/json.ts';
import type { Position } from '../../shared/problem.ts';
import { childOf, isMapping, mappingToJson, scalarText, type TemplateNode } from '../nodes.ts';
import { followReference, type OpenApiDocument } from '../open-api/open-api-document.ts';
import { checkSchema } from './check-schema.ts';

const MODELS = '#/components/schemas/';

/** `components.schemas`, or `definitions`: each becomes a model of the API. */
export function readModels(document: OpenApiDocument): Record<string, JsonObject> {
  const models: Record<string, JsonObject> = {};
  const schemas = schemasOf(document.root);
  for (const [name, { keyPosition, value }] of isMapping(schemas) ? schemas.entries : []) {
    checkModelName(name, keyPosition, document);
    const schema = schemaOf(value, document);
    if (schema !== undefined) models[name] = schema;
  }
  return models;
}

function checkModelName(name: string, position: Position, { problems }: OpenApiDocument): void {
  if (/^[A-Za-z0-9]+$/.test(name)) return;
  const message = `the model "${name}" has to have a name of letters and digits only`;
  problems.error(position, 'invalid-model', message);
}

/** A schema as JSON, with every reference to a model in the form of OpenAPI 3. */
function schemaOf(
  node: TemplateNode | undefined,
  document: OpenApiDocument,
): JsonObject | undefined {
  if (!isMapping(node)) return undefined;
  checkReferences(node, document);
  checkSchema(node, document.problems);
  return withModelReferences(mappingToJson(node)) as JsonObject;
}

/** The schema of a request's body by media type. */
export function readRequestModels(
  operation: TemplateNode,
  parameters: readonly TemplateNode[],
  document: OpenApiDocument,
): Record<string, JsonObject> {
  const models: Record<string, JsonObject> = {};
  if (document.isSwagger) {
    const body = parameters.find((parameter) => scalarText(childOf(parameter, 'in')) === 'body');
    const schema = schemaOf(childOf(body, 'schema'), document);
    if (schema === undefined) return models;
    const consumes = childOf(operation, 'consumes') ?? childOf(document.root, 'consumes');
    const types = consumes?.kind === 'sequence' ? consumes.items.map(scalarText) : [];
    for (const type of types.length > 0 ? types : ['application/json']) {
      if (type !== undefined) models[type] = schema;
    }
    return models;
  }
  const content = childOf(followReference(childOf(operation, 'requestBody'), document), 'content');
  for (const [type, { value }] of isMapping(content) ? content.entries : []) {
    const schema = schemaOf(childOf(value, 'schema'), document);
    if (schema !== undefined) models[type] = schema;
  }
  return models;
}

/** Where a document of OpenAPI 3 or of Swagger 2 has its models. */
export function schemasOf(root: TemplateNode | undefined): TemplateNode | undefined {
  return childOf(root, 'openapi') === undefined
    ? childOf(root, 'definitions')
    : childOf(childOf(root, 'components'), 'schemas');
}

/** The three ways to name a model: OpenAPI 3, Swagger 2 and API Gateway's own URL. */
const MODEL_REFERENCE =
  /^(?:#\/components\/schemas\/|#\/definitions\/|https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/]+\/models\/)([^/]+)$/;

function checkReferences(node: TemplateNode, document: OpenApiDocument): void {
  if (node.kind === 'scalar') return;
  if (node.kind === 'sequence') {
    for (const item of node.items) checkReferences(item, document);
    return;
  }
  for (const [key, { value }] of node.entries) {
    const reference = key === '$ref' ? scalarText(value) : undefined;
    if (reference === undefined) {
      checkReferences(value, document);
    } else if (
      childOf(schemasOf(document.root), MODEL_REFERENCE.exec(reference)?.[1] ?? '') === undefined
    ) {
      const message = `"${reference}" is no model of this document: API Gateway follows ${MODELS}<Name> only`;
      document.problems.warning(value.position, 'unresolved-model', message);
    }
  }
}

/** Puts the references to models into the form of OpenAPI 3, in place. */
export function withModelReferences(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withModelReferences);
  if (!isJsonObject(value)) return value;
  for (const key of keysOf(value)) {
    const member = value[key] as JsonValue;
    const name = key === '$ref' ? MODEL_REFERENCE.exec(String(member))?.[1] : undefined;
    const changed = name === undefined ? withModelReferences(member) : `${MODELS}${name}`;
    setProperty(value, key, changed);
  }
  return value;
}
