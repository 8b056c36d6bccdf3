import type { Integration, RequestParameter } from '../model.ts';
import { childOf, isMapping, scalarText, type TemplateNode } from '../nodes.ts';
import { followReference, type OpenApiDocument } from '../open-api/open-api-document.ts';

const LOCATIONS: Readonly<Record<string, RequestParameter['in']>> = {
  header: 'header',
  path: 'path',
  query: 'querystring',
};

/** The parameters of an operation and of its path, of which the operation's own come first. */
export function parameterNodes(
  pathItem: TemplateNode,
  operation: TemplateNode,
  document: OpenApiDocument,
): TemplateNode[] {
  return [operation, pathItem]
    .map((node) => childOf(node, 'parameters'))
    .flatMap((list) => (list?.kind === 'sequence' ? list.items : []))
    .map((parameter) => followReference(parameter, document))
    .filter((parameter) => parameter !== undefined);
}

/** Cookies and bodies are no request parameters of API Gateway. */
export function readRequestParameters(nodes: readonly TemplateNode[]): RequestParameter[] {
  const parameters = new Map<string, RequestParameter>();
  for (const node of nodes) {
    const name = scalarText(childOf(node, 'name'));
    const location = LOCATIONS[scalarText(childOf(node, 'in')) ?? ''];
    if (name === undefined || location === undefined) continue;
    const key = `${location}.${name}`;
    const required = scalarText(childOf(node, 'required')) === 'true';
    if (!parameters.has(key)) parameters.set(key, { name, in: location, required });
  }
  return [...parameters.values()];
}

const METHOD_SOURCE = /^method\.request\.(?:multivalue)?(header|querystring|path)\.(.+)$/;

/** Reports a mapping from a request parameter that the operation does not declare. */
export function checkDeclaredParameters(
  integration: Integration,
  integrationNode: TemplateNode,
  parameters: readonly RequestParameter[],
  { problems }: OpenApiDocument,
): void {
  const mapping = childOf(integrationNode, 'requestParameters');
  for (const [target, source] of Object.entries(integration.requestParameters)) {
    const [, location, name] = METHOD_SOURCE.exec(source) ?? [];
    if (name === undefined) continue;
    if (parameters.some((one) => one.in === location && one.name === name)) continue;
    const entry = isMapping(mapping) ? mapping.entries.get(target) : undefined;
    const message = `${source} is not declared: add it to "parameters" of the operation, or to RequestParameters of the method`;
    problems.error(entry?.value.position ?? integration.position, 'undeclared-parameter', message);
  }
}
