import type { AwsIdentity } from '../../shared/arn.ts';
import { replaceMatches } from '../composite-scalar.ts';
import {
  childOf,
  isMapping,
  type MappingNode,
  mapScalars,
  scalarText,
  type TemplateNode,
} from '../nodes.ts';
import type { ProblemList } from '../problem-list.ts';
import { pseudoParameter } from '../pseudo-parameters.ts';

/** An OpenAPI 3.0 or Swagger 2.0 document that API Gateway imports. */
export interface OpenApiDocument {
  readonly root: MappingNode;
  readonly isSwagger: boolean;
  readonly problems: ProblemList;
}

/** What one of API Gateway's importers, that of REST APIs or that of HTTP APIs, does with a document. */
export interface ImportRules {
  /** The versions that it takes, as messages name them. */
  readonly versions: string;
  readonly takesSwagger: boolean;
  /** Extensions of the root that change the API's answers on AWS and are not read here. */
  readonly unsupported: readonly string[];
}

/**
 * Checks that API Gateway's importer would take the document at all; undefined when not.
 *
 * @see "Develop REST APIs using OpenAPI in API Gateway" (API Gateway Developer Guide)
 * @see "Working with OpenAPI definitions for HTTP APIs" (API Gateway Developer Guide)
 */
export function openApiDocument(
  node: TemplateNode,
  rules: ImportRules,
  { identity, problems }: { readonly identity: AwsIdentity; readonly problems: ProblemList },
): OpenApiDocument | undefined {
  if (node.kind === 'scalar' && node.unresolved) return undefined;
  if (!isMapping(node)) {
    problems.error(node.position, 'openapi-version', 'an OpenAPI document has to be a mapping');
    return undefined;
  }
  const openapi = childOf(node, 'openapi');
  const version = scalarText(openapi ?? childOf(node, 'swagger'));
  const isKnown =
    openapi === undefined
      ? rules.takesSwagger && version === '2.0'
      : /^3\.0(?:\.\d+)?$/.test(version ?? '');
  if (!isKnown) {
    const found = version === undefined ? 'no version' : `version "${version}"`;
    const message = `API Gateway imports ${rules.versions}, not a document with ${found}`;
    problems.error(
      (openapi ?? childOf(node, 'swagger') ?? node).position,
      'openapi-version',
      message,
    );
    return undefined;
  }
  reportUnsupported(node, rules, problems);
  const root = withImportVariables(node, identity);
  return { root, isSwagger: openapi === undefined, problems };
}

function reportUnsupported(
  { entries }: MappingNode,
  { unsupported }: ImportRules,
  problems: ProblemList,
): void {
  for (const name of unsupported) {
    const entry = entries.get(name);
    if (entry === undefined) continue;
    const message = `${name} is not supported here: the API answers without it`;
    problems.warning(entry.keyPosition, 'unsupported-property', message);
  }
}

const IMPORT_VARIABLE = /\$\{(AWS::(?:AccountId|Partition|Region))\}/;
const IMPORT_VARIABLES = new RegExp(IMPORT_VARIABLE, 'g');

/** The importer resolves these by itself, without `Fn::Sub`. @see "AWS variables for OpenAPI import" */
function withImportVariables(root: MappingNode, identity: AwsIdentity): MappingNode {
  const resolved = mapScalars(root, (scalar) =>
    typeof scalar.value === 'string' && IMPORT_VARIABLE.test(scalar.value)
      ? replaceMatches(scalar, IMPORT_VARIABLES, ([, name = '']) =>
          pseudoParameter(name, { identity, stackName: '' }),
        )
      : scalar,
  );
  return resolved as MappingNode;
}

/** Follows `$ref: '#/…'` within the document; a node without one is itself. */
export function followReference(
  node: TemplateNode | undefined,
  { root }: OpenApiDocument,
): TemplateNode | undefined {
  const pointer = scalarText(childOf(node, '$ref'));
  if (pointer === undefined) return node;
  if (!pointer.startsWith('#/')) return undefined;
  let target: TemplateNode | undefined = root;
  for (const step of pointer.slice(2).split('/')) {
    target = childOf(target, step.replaceAll('~1', '/').replaceAll('~0', '~'));
  }
  // A second step would only be another reference: API Gateway follows none of them.
  return target;
}
