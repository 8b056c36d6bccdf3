import type { RestApiAuthorizer } from '../authorizer-model.ts';
import { childOf, isMapping, scalarText, type TemplateNode } from '../nodes.ts';
import type { OpenApiDocument } from '../open-api/open-api-document.ts';
import type { ProblemList } from '../problem-list.ts';
import { headerOf, readAuthorizer } from './authorizers.ts';

/** What a security scheme asks of a caller. */
export interface SecurityScheme {
  /** `NONE` for a scheme that API Gateway takes no notice of. */
  readonly kind: 'API_KEY' | 'AWS_IAM' | 'AUTHORIZER' | 'NONE';
  /** Absent from an authorizer that is wrong or not supported, which is reported. */
  readonly authorizer?: RestApiAuthorizer;
}

/** The security schemes of a document, by name. */
export function readSecuritySchemes({
  root,
  isSwagger,
  problems,
}: OpenApiDocument): ReadonlyMap<string, SecurityScheme> {
  const section = isSwagger
    ? childOf(root, 'securityDefinitions')
    : childOf(childOf(root, 'components'), 'securitySchemes');
  const entries = isMapping(section) ? [...section.entries] : [];
  return new Map(entries.map(([name, { value }]) => [name, readScheme(name, value, problems)]));
}

function readScheme(name: string, node: TemplateNode, problems: ProblemList): SecurityScheme {
  const authorizer = childOf(node, 'x-amazon-apigateway-authorizer');
  const authType = scalarText(childOf(node, 'x-amazon-apigateway-authtype'));
  if (authType?.toLowerCase() === 'awssigv4') return { kind: 'AWS_IAM' };
  if (authorizer !== undefined) {
    const read = readAuthorizer(name, authorizer, headerOf(childOf(node, 'name')), problems);
    return { kind: 'AUTHORIZER', ...(read && { authorizer: read }) };
  }
  if (authType !== undefined) {
    const message = `security scheme "${name}" has no x-amazon-apigateway-authorizer: its methods refuse everybody here; add it`;
    problems.warning(node.position, 'unsupported-authorizer', message);
    return { kind: 'AUTHORIZER' };
  }
  if (scalarText(childOf(node, 'type')) === 'apiKey') return { kind: 'API_KEY' };
  const message = `API Gateway takes no notice of the security scheme "${name}", and anyone may call: it has to be of type apiKey, or have x-amazon-apigateway-authorizer`;
  problems.warning(node.position, 'ignored-security-scheme', message);
  return { kind: 'NONE' };
}
