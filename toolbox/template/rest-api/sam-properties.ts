import type { Position } from '../../shared/problem.ts';
import { type BuildableMembers, buildMapping, withEntries } from '../build-nodes.ts';
import {
  childOf,
  isMapping,
  type MappingEntry,
  type MappingNode,
  scalarText,
  type TemplateNode,
} from '../nodes.ts';
import type { ProblemList } from '../problem-list.ts';
import type { Resource, Scope } from '../scope.ts';
import { withCors } from './cors.ts';
import { samModelName } from './event-request.ts';

type Edit = (
  document: MappingNode,
  entry: MappingEntry,
  owner: string,
  problems: ProblemList,
) => MappingNode;

/** What SAM writes of an API's properties into its document, in SAM's order. */
const EDITS: Readonly<Record<string, Edit>> = {
  Cors: withCors,
  GatewayResponses: withGatewayResponses,
  Models: withModels,
};

/**
 * The document of an API of SAM with what its properties `Cors`, `GatewayResponses` and `Models`
 * add to it.
 *
 * @see "AWS::Serverless::Api" (SAM Developer Guide)
 */
export function withSamProperties(
  document: MappingNode,
  api: Resource,
  { propertiesOf, problems }: Scope,
): MappingNode {
  const { entries } = propertiesOf(api);
  checkOpenApiVersion(entries.get('OpenApiVersion')?.value, problems);
  let edited = document;
  for (const [name, edit] of Object.entries(EDITS)) {
    const entry = entries.get(name);
    if (entry === undefined || isEmpty(entry.value)) continue;
    if (isInline(document)) edited = edit(edited, entry, `API "${api.logicalId}"`, problems);
    else reportNotInline(name, api.logicalId, entry.keyPosition, problems);
  }
  return edited;
}

function isEmpty(node: TemplateNode): boolean {
  return node.kind === 'scalar' && (node.value === null || node.value === '');
}

/** SAM looks at the document before CloudFormation puts an included file into its place. */
export function isInline(document: MappingNode): boolean {
  const hasVersion = document.entries.has('openapi') || document.entries.has('swagger');
  return document.isIncluded !== true && hasVersion && isMapping(childOf(document, 'paths'));
}

export function reportNotInline(
  name: string,
  logicalId: string,
  position: Position,
  problems: ProblemList,
): void {
  const message = `${name} of API "${logicalId}" needs a document in the template itself, with "openapi" or "swagger" and "paths": SAM refuses it beside an included file or DefinitionUri; write it into the document, or include below "paths" only`;
  problems.error(position, 'sam-property-needs-inline-document', message);
}

function checkOpenApiVersion(node: TemplateNode | undefined, problems: ProblemList): void {
  const version = scalarText(node);
  if (node === undefined || version === undefined) return;
  if (/^(?:2\.0|3\.0(?:\.\d)?)$/.test(version)) return;
  const message = `OpenApiVersion has to be '2.0' or like '3.0.1', not "${version}"`;
  problems.error(node.position, 'openapi-version', message);
}

const LOCATIONS: Readonly<Record<string, string>> = {
  Headers: 'header',
  Paths: 'path',
  QueryStrings: 'querystring',
};

const RESPONSE_KEYS = ['ResponseParameters', 'ResponseTemplates', 'StatusCode'];

function withGatewayResponses(
  document: MappingNode,
  { value }: MappingEntry,
  owner: string,
  problems: ProblemList,
): MappingNode {
  const key = 'x-amazon-apigateway-gateway-responses';
  if (!isMapping(value)) {
    const message = `GatewayResponses of ${owner} has to be a mapping of response types`;
    problems.error(value.position, 'invalid-property', message);
    return document;
  }
  const responses = [...value.entries].map(([type, entry]): [string, MappingEntry] => {
    const response = gatewayResponse(entry, `${type} among GatewayResponses of ${owner}`, problems);
    return [type, { ...entry, value: response }];
  });
  return withMembers(document, key, responses, value.position);
}

function gatewayResponse(
  { value }: MappingEntry,
  owner: string,
  problems: ProblemList,
): TemplateNode {
  if (!isMapping(value)) return value;
  for (const [key, { keyPosition }] of value.entries) {
    if (RESPONSE_KEYS.includes(key)) continue;
    const message = `"${key}" is no property of ${owner}: SAM takes ${RESPONSE_KEYS.join(', ')}`;
    problems.error(keyPosition, 'unknown-property', message);
  }
  const parameters = childOf(value, 'ResponseParameters');
  const sources = Object.entries(LOCATIONS).flatMap(([key, location]) => {
    const group = childOf(parameters, key);
    return [...(isMapping(group) ? group.entries : [])].map(
      ([name, entry]): [string, MappingEntry] => [`gatewayresponse.${location}.${name}`, entry],
    );
  });
  const responseParameters = withEntries(buildMapping(value.position, {}), sources);
  const members: BuildableMembers = {
    statusCode: childOf(value, 'StatusCode'),
    responseParameters,
    responseTemplates: childOf(value, 'ResponseTemplates'),
  };
  return buildMapping(value.position, members);
}

/** In a document of OpenAPI 3 SAM puts them in the place of the schemas that it has. */
function withModels(
  document: MappingNode,
  { value }: MappingEntry,
  owner: string,
  problems: ProblemList,
): MappingNode {
  if (!isMapping(value)) {
    const message = `Models of ${owner} has to be a mapping of names and schemas`;
    problems.error(value.position, 'invalid-property', message);
    return document;
  }
  const models = [...value.entries].map(([name, entry]): [string, MappingEntry] => {
    if (scalarText(childOf(entry.value, 'type')) === undefined) {
      const message = `the model "${name}" of ${owner} needs a "type", such as object`;
      problems.error(entry.keyPosition, 'invalid-property', message);
    }
    return [samModelName(name), entry];
  });
  if (document.entries.has('swagger')) {
    return withMembers(document, 'definitions', models, value.position);
  }
  const replaced = childOf(childOf(document, 'components'), 'schemas');
  if (replaced !== undefined) {
    const message = `SAM puts the Models of ${owner} in the place of "components: schemas" of the document: write all of them in one place`;
    problems.warning(value.position, 'replaced-schemas', message);
  }
  const schemas = withEntries(buildMapping(value.position, {}), models);
  const entry = { keyPosition: value.position, value: schemas };
  return withMembers(document, 'components', [['schemas', entry]], value.position);
}

function withMembers(
  document: MappingNode,
  key: string,
  members: readonly (readonly [string, MappingEntry])[],
  position: Position,
): MappingNode {
  const node = childOf(document, key);
  const section = isMapping(node) ? node : buildMapping(position, {});
  const keyPosition = document.entries.get(key)?.keyPosition ?? position;
  return withEntries(document, [[key, { keyPosition, value: withEntries(section, members) }]]);
}
