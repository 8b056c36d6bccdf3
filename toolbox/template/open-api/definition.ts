import {
  childOf,
  isMapping,
  type MappingNode,
  positionOfKey,
  scalarText,
  type TemplateNode,
} from '../nodes.ts';
import { intrinsicNameOf } from '../resolver.ts';
import type { Resource, Scope } from '../scope.ts';
import { isRemote, readDocument, type TemplateFiles } from '../template-files.ts';

export function isRestApi({ type }: Resource): boolean {
  return type === 'AWS::Serverless::Api' || type === 'AWS::ApiGateway::RestApi';
}

const HTTP_API = 'AWS::Serverless::HttpApi';

/** The types of SAM whose document may be left to SAM. */
const SAM_TYPES: ReadonlySet<string> = new Set(['AWS::Serverless::Api', HTTP_API]);

/** Whether SAM writes the API's document, from the events of functions. */
export function isManaged({ type, properties }: Resource): boolean {
  const written = ['DefinitionBody', 'DefinitionUri'].map((key) => childOf(properties, key));
  return SAM_TYPES.has(type) && written.every(isEmpty);
}

/** Whether SAM writes methods or routes for the events of functions into the API's document. */
export function takesFunctionEvents(api: Resource): boolean {
  if (api.type === HTTP_API) return childOf(api.properties, 'DefinitionUri') === undefined;
  return isManaged(api) || scalarText(childOf(api.properties, 'MergeDefinitions')) === 'true';
}

function isEmpty(node: TemplateNode | undefined): boolean {
  if (node?.kind === 'scalar') return node.value === null;
  return node === undefined || (isMapping(node) && node.entries.size === 0);
}

/** The OpenAPI document of an API, whether it stands in the template or in a file. */
export function definitionOf(
  { type, logicalId }: Resource,
  properties: MappingNode,
  { problems }: Scope,
  files: TemplateFiles,
): TemplateNode | undefined {
  const [inline, remote] = SAM_TYPES.has(type)
    ? ['DefinitionBody', 'DefinitionUri']
    : ['Body', 'BodyS3Location'];
  const body = childOf(properties, inline);
  const uri = childOf(properties, remote);
  if (body !== undefined && uri !== undefined) {
    const message = `API "${logicalId}" has both ${inline} and ${remote}: keep one of them`;
    problems.error(positionOfKey(properties, remote), 'invalid-property', message);
  }
  if (body !== undefined) return body;
  const location = scalarText(uri);
  if (uri === undefined || location === undefined || isRemote(location)) {
    const message = `API "${logicalId}" has no OpenAPI document in the template or beside it (${inline}, ${remote}): it is not served here`;
    problems.warning(properties.position, 'unsupported-definition', message);
    return undefined;
  }
  const file = files.read(location, uri.position);
  if (file === undefined) return undefined;
  const { root, problems: syntaxProblems } = readDocument(file);
  problems.addAll(syntaxProblems);
  if (root !== undefined) warnOfIntrinsics(root, remote, problems);
  return root;
}

/** A document that is uploaded as a file reaches API Gateway as it is. */
function warnOfIntrinsics(node: TemplateNode, property: string, problems: Scope['problems']): void {
  if (node.kind === 'sequence') {
    for (const item of node.items) warnOfIntrinsics(item, property, problems);
  } else if (isMapping(node)) {
    const name = intrinsicNameOf(node);
    if (name !== undefined) {
      const message = `${name} is not resolved in a file that ${property} names: include the file with DefinitionBody and Fn::Transform AWS::Include`;
      problems.warning(node.position, 'intrinsic-in-definition-file', message);
    }
    for (const { value } of node.entries.values()) warnOfIntrinsics(value, property, problems);
  }
}
