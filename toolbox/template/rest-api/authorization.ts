import type { Position } from '../../shared/problem.ts';
import type { Method } from '../model.ts';
import {
  childOf,
  isMapping,
  itemsOf,
  type MappingNode,
  scalarText,
  type TemplateNode,
} from '../nodes.ts';
import type { OpenApiDocument } from '../open-api/open-api-document.ts';
import { readSecuritySchemes, type SecurityScheme } from './security-schemes.ts';

type Authorization = Pick<
  Method,
  'authorizationType' | 'authorizer' | 'authorizationScopes' | 'apiKeyRequired'
>;

/** Reads who may call an operation. */
export type ReadAuthorization = (operation: MappingNode) => Authorization;

/**
 * Makes what reads who may call the operations of a document: `x-amazon-apigateway-auth`, else the
 * operation's `security`; that of the root counts not.
 */
export function authorizationReader(document: OpenApiDocument): ReadAuthorization {
  const schemes = readSecuritySchemes(document);
  return (operation) => {
    const type = scalarText(childOf(childOf(operation, 'x-amazon-apigateway-auth'), 'type'));
    const required = requirementsOf(operation, schemes, document);
    const apiKeyRequired = required.some(({ scheme }) => scheme.kind === 'API_KEY');
    const upperCase = type?.toUpperCase();
    if (upperCase === 'NONE' || upperCase === 'AWS_IAM') {
      return { authorizationType: upperCase, apiKeyRequired };
    }
    const first = required.find(
      ({ scheme }) => scheme.kind === 'AWS_IAM' || scheme.kind === 'AUTHORIZER',
    );
    if (first !== undefined) return { ...authorizationBy(first), apiKeyRequired };
    return { authorizationType: upperCase ?? 'NONE', apiKeyRequired };
  };
}

/** An entry of `security`, which names a scheme. */
interface Requirement {
  readonly scheme: SecurityScheme;
  readonly scopes: readonly string[];
}

function authorizationBy({ scheme, scopes }: Requirement): Omit<Authorization, 'apiKeyRequired'> {
  if (scheme.kind === 'AWS_IAM') return { authorizationType: 'AWS_IAM' };
  const { authorizer } = scheme;
  if (authorizer?.type !== 'COGNITO_USER_POOLS') {
    return { authorizationType: 'CUSTOM', ...(authorizer && { authorizer }) };
  }
  return {
    authorizationType: 'COGNITO_USER_POOLS',
    authorizer,
    ...(scopes.length > 0 && { authorizationScopes: scopes }),
  };
}

function requirementsOf(
  operation: MappingNode,
  schemes: ReadonlyMap<string, SecurityScheme>,
  document: OpenApiDocument,
): Requirement[] {
  const security = childOf(operation, 'security');
  const items = security?.kind === 'sequence' ? security.items.filter(isMapping) : [];
  return items.flatMap(({ entries }) =>
    [...entries].map(([name, { keyPosition, value }]) => ({
      scheme: schemes.get(name) ?? unknownScheme(name, keyPosition, document),
      scopes: textsOf(value),
    })),
  );
}

function textsOf(node: TemplateNode): string[] {
  return itemsOf(node)
    .map(scalarText)
    .filter((text) => text !== undefined);
}

/** SAM relies on it: its marker `NONE` stays in the document. */
function unknownScheme(
  name: string,
  position: Position,
  { problems }: OpenApiDocument,
): SecurityScheme {
  const message = `"${name}" is no security scheme of this document: API Gateway takes no notice of it, and anyone may call; declare it or correct the name`;
  problems.warning(position, 'unknown-security-scheme', message);
  return { kind: 'NONE' };
}
