import { HTTP_API_EVENT } from '../api-event-nodes.ts';
import type { ApiEvent } from '../api-events.ts';
import type { HttpApi } from '../http-api-model.ts';
import { childOf } from '../nodes.ts';
import { isManaged } from '../open-api/definition.ts';
import type { Resource, Scope } from '../scope.ts';

/** What changes the answers of an API on AWS and is not read here. */
const UNSUPPORTED = ['Domain', 'DisableExecuteApiEndpoint', 'MutualTlsAuthentication'];

/** Properties of SAM that it writes into a document, which has to stand in the template for that. */
const NEEDS_INLINE_DOCUMENT = ['Auth', 'CorsConfiguration', 'Description', 'Name', 'Tags'];

export function reportUnsupported(resource: Resource, { problems }: Scope): void {
  const { properties, logicalId, type } = resource;
  for (const name of UNSUPPORTED) {
    const entry = properties.entries.get(name);
    if (entry === undefined) continue;
    const message = `${name} of API "${logicalId}" is not supported here: the API answers without it`;
    problems.warning(entry.keyPosition, 'unsupported-property', message);
  }
  if (type === 'AWS::Serverless::HttpApi') checkSamProperties(resource, problems);
}

function checkSamProperties(api: Resource, problems: Scope['problems']): void {
  const { properties, logicalId } = api;
  const hasDocumentFile = childOf(properties, 'DefinitionUri') !== undefined;
  const name = properties.entries.get('Name');
  if (name !== undefined && !isManaged(api) && !hasDocumentFile) {
    const message = `Name of API "${logicalId}" cannot be set, as its DefinitionBody has a title of its own: write the name as info.title`;
    problems.error(name.keyPosition, 'invalid-property', message);
  }
  if (!hasDocumentFile) return;
  for (const name of NEEDS_INLINE_DOCUMENT) {
    const entry = properties.entries.get(name);
    if (entry === undefined) continue;
    const message = `${name} of API "${logicalId}" works only with a document in DefinitionBody: SAM cannot write it into a file that DefinitionUri names`;
    problems.error(entry.keyPosition, 'invalid-property', message);
  }
}

/** @see "Quotas for HTTP APIs" (API Gateway Developer Guide) */
const QUOTAS = { routes: 300, integrations: 300, authorizers: 10 } as const;

/** Reports what API Gateway would refuse of the whole API. */
export function checkHttpApi(
  api: HttpApi,
  resource: Resource,
  events: readonly ApiEvent[],
  scope: Scope,
): void {
  const { problems } = scope;
  checkDuplicates(api, scope);
  checkQuotas(api, scope);
  if (api.routes.length === 0 && isManaged(resource) && !isImplicit(api)) {
    const message = `API "${api.logicalId}" has no route: give a function an event of type HttpApi with ApiId: !Ref ${api.logicalId}, or the API a DefinitionBody`;
    problems.warning(api.position, 'missing-route', message);
  }
  for (const { routeKey, integration, position } of api.routes) {
    if (integration !== undefined) continue;
    const message = `${routeKey} of API "${api.logicalId}" has no integration: it answers 500`;
    problems.warning(position, 'missing-integration', message);
  }
  checkIncludedDocument(resource, events[0], scope);
}

/** Its events are what it is made of: what is wrong with them is told. */
function isImplicit({ logicalId }: HttpApi): boolean {
  return logicalId === HTTP_API_EVENT.implicitApi;
}

function checkDuplicates({ logicalId, routes }: HttpApi, { problems }: Scope): void {
  const taken = new Set<string>();
  for (const { routeKey, position } of routes) {
    if (taken.has(routeKey)) {
      const message = `${routeKey} is declared twice in API "${logicalId}": keep one of the routes`;
      problems.error(position, 'duplicate-route', message);
    }
    taken.add(routeKey);
  }
}

function checkQuotas({ logicalId, routes, position }: HttpApi, { problems }: Scope): void {
  const authorizers = routes.flatMap(({ authorization }) =>
    'authorizer' in authorization ? authorization.authorizer.name : [],
  );
  const counts = {
    routes: routes.length,
    integrations: new Set(routes.map(({ integration }) => integration)).size,
    authorizers: new Set(authorizers).size,
  };
  for (const [name, count] of Object.entries(counts)) {
    const quota = QUOTAS[name as keyof typeof QUOTAS];
    if (count <= quota) continue;
    const message = `API "${logicalId}" has ${count} ${name}: the quota of HTTP APIs is ${quota}`;
    problems.warning(position, 'quota', message);
  }
}

/** What SAM writes into a document. */
const WRITTEN_BY_SAM = ['Auth', 'CorsConfiguration'];

/** SAM runs before CloudFormation includes anything. */
function checkIncludedDocument(
  resource: Resource,
  event: ApiEvent | undefined,
  { problems }: Scope,
): void {
  const body = childOf(resource.properties, 'DefinitionBody');
  if (body === undefined || body.position.file === resource.position.file) return;
  const refused = WRITTEN_BY_SAM.flatMap((name) => {
    const entry = resource.properties.entries.get(name);
    return entry === undefined ? [] : [{ what: name, position: entry.keyPosition }];
  });
  if (event !== undefined) refused.push({ what: event.label, position: event.position });
  for (const { what, position } of refused) {
    const message = `SAM cannot write ${what} into the included document of API "${resource.logicalId}", as it runs before AWS::Include: write it into the document, or the document into the template`;
    problems.error(position, 'invalid-property', message);
  }
}
