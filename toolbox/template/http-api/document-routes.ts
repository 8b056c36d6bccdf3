import type { HttpApiIntegration, HttpRoute } from '../http-api-model.ts';
import { childOf, isMapping, type MappingEntry, type MappingNode, scalarText } from '../nodes.ts';
import { followReference, type OpenApiDocument } from '../open-api/open-api-document.ts';
import { OPERATIONS } from '../open-api/operations.ts';
import { readHttpApiIntegration } from './integration.ts';
import { OPEN_API_KEYS } from './integration-keys.ts';
import { authorizationBy, NONE, readSecurity } from './route-authorization.ts';
import { checkRouteKey, DEFAULT_ROUTE_KEY, routeKeyOf } from './route-key.ts';
import type { SamAuth } from './sam-auth.ts';

/**
 * The routes of a document, in its order.
 *
 * @param auth - the authorizers of the document, and what SAM adds to them
 */
export function readDocumentRoutes(document: OpenApiDocument, auth: SamAuth): HttpRoute[] {
  const { root, problems } = document;
  const paths = childOf(root, 'paths');
  if (!isMapping(paths)) {
    problems.error(root.position, 'missing-property', 'the document has no "paths": add it');
    return [];
  }
  return [...paths.entries].flatMap(([path, { value }]) =>
    [...(isMapping(value) ? value.entries : [])].flatMap(([key, operation]) => {
      const httpMethod = OPERATIONS[key.toLowerCase()];
      if (httpMethod === undefined || !isMapping(operation.value)) return [];
      return readRoute({ path, httpMethod }, operation, document, auth);
    }),
  );
}

function readRoute(
  { path, httpMethod }: { readonly path: string; readonly httpMethod: string },
  { keyPosition, value }: MappingEntry,
  document: OpenApiDocument,
  auth: SamAuth,
): HttpRoute {
  const operation = value as MappingNode;
  const isDefault = scalarText(childOf(operation, 'isDefaultRoute')) === 'true';
  const routeKey = isDefault ? DEFAULT_ROUTE_KEY : routeKeyOf(httpMethod, path);
  checkRouteKey(routeKey, keyPosition, document.problems);
  const integration = readOperationIntegration(operation, routeKey, document);
  const authorization =
    readSecurity(operation, routeKey, auth.authorizers, document.problems) ??
    (integration === undefined ? undefined : defaultAuthorization(httpMethod, auth));
  return {
    routeKey,
    position: keyPosition,
    authorization: authorization ?? NONE,
    ...(integration && { integration }),
  };
}

/** SAM asks for no token in preflights. */
export function defaultAuthorization(httpMethod: string, auth: SamAuth) {
  const name = auth.defaultAuthorizer;
  if (name === undefined || httpMethod === 'OPTIONS') return undefined;
  return authorizationBy(name, auth.scopes.get(name) ?? [], auth.authorizers);
}

const INTEGRATION = 'x-amazon-apigateway-integration';

function readOperationIntegration(
  operation: MappingNode,
  routeKey: string,
  document: OpenApiDocument,
): HttpApiIntegration | undefined {
  const { problems } = document;
  const entry = operation.entries.get(INTEGRATION);
  if (entry === undefined) return undefined;
  const node = followReference(entry.value, document);
  if (!isMapping(node)) {
    const message = `the integration of ${routeKey} has to be a mapping, or $ref of one in components/x-amazon-apigateway-integrations`;
    problems.error(entry.keyPosition, 'invalid-integration', message);
    return undefined;
  }
  const owner = `the integration of ${routeKey}`;
  return readHttpApiIntegration(
    { node, keys: OPEN_API_KEYS, position: entry.keyPosition, owner },
    problems,
  );
}
