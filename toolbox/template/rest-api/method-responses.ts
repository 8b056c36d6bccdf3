import type { Integration, MethodResponse } from '../model.ts';
import { childOf, isMapping, type MappingNode, scalarText, type TemplateNode } from '../nodes.ts';
import { followReference, type OpenApiDocument } from '../open-api/open-api-document.ts';

/** What the operation's `responses` declare, by status. */
export function readMethodResponses(
  operation: MappingNode,
  document: OpenApiDocument,
): Record<string, MethodResponse> {
  const responses: Record<string, MethodResponse> = {};
  const declared = childOf(operation, 'responses');
  for (const [status, { value }] of isMapping(declared) ? declared.entries : []) {
    const reference = childOf(value, '$ref');
    if (reference !== undefined) {
      const message =
        'API Gateway does not import a $ref to a shared response: write the response out, with its headers';
      document.problems.warning(reference.position, 'shared-response', message);
    }
    const response = followReference(value, document);
    checkResponseSchemas(response, document);
    const isShared = reference !== undefined;
    responses[status] = { headers: headersOf(response), ...(isShared && { isShared }) };
  }
  return responses;
}

/** @see "Amazon API Gateway important notes for REST APIs" (API Gateway Developer Guide) */
function checkResponseSchemas(
  response: TemplateNode | undefined,
  { isSwagger, problems }: OpenApiDocument,
): void {
  for (const schema of responseSchemas(response, isSwagger)) {
    const type = childOf(schema, 'type');
    if (type === undefined || ['array', 'object'].includes(scalarText(type) ?? '')) continue;
    const message =
      'API Gateway takes an object or a $ref as the schema of a response, no bare text, number or boolean: describe it as a model, or leave it out';
    problems.warning(type.position, 'unsupported-response-schema', message);
  }
}

function responseSchemas(
  response: TemplateNode | undefined,
  isSwagger: boolean,
): readonly (TemplateNode | undefined)[] {
  if (isSwagger) return [childOf(response, 'schema')];
  const content = childOf(response, 'content');
  return isMapping(content)
    ? [...content.entries.values()].map(({ value }) => childOf(value, 'schema'))
    : [];
}

function headersOf(response: TemplateNode | undefined): string[] {
  const headers = childOf(response, 'headers');
  return isMapping(headers) ? [...headers.entries.keys()] : [];
}

const HEADER_TARGET = /^method\.response\.(?:header|multivalueheader)\.(.+)$/;

/** Reports what the integration's responses need and the operation does not declare. */
export function checkDeclaredResponses(
  integration: Integration,
  integrationNode: TemplateNode,
  responses: Readonly<Record<string, MethodResponse>>,
  { problems }: OpenApiDocument,
): void {
  if (integration.type === 'AWS_PROXY' || integration.type === 'HTTP_PROXY') return;
  for (const { statusCode, selectionPattern = 'default', position } of integration.responses) {
    const declared = responses[statusCode];
    if (declared === undefined) {
      if (statusCode === '') continue;
      const message = `the responses of the operation do not declare ${statusCode}: the answer would be a 500, add it to "responses", or to MethodResponses of the method`;
      problems.warning(position, 'undeclared-response', message);
      continue;
    }
    const known = new Set(declared.headers.map((header) => header.toLowerCase()));
    const response = childOf(childOf(integrationNode, 'responses'), selectionPattern);
    const parameters = childOf(response, 'responseParameters');
    for (const [target, { keyPosition }] of isMapping(parameters) ? parameters.entries : []) {
      const header = HEADER_TARGET.exec(target)?.[1];
      if (header === undefined || known.has(header.toLowerCase())) continue;
      const message = `the response ${statusCode} does not declare the header "${header}": add it to "headers" of this response, or to ResponseParameters of the MethodResponse`;
      // What comes of a shared response is not certain enough to refuse its document.
      const report = declared.isShared ? problems.warning : problems.error;
      report(keyPosition, 'undeclared-header', message);
    }
  }
}
