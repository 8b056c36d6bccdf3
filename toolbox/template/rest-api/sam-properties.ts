import type { Position } from '../../shared/problem.ts';
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
import { withGatewayResponses } from './sam-gateway-responses.ts';
import { withModels } from './sam-models.ts';

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
