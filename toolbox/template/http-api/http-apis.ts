import type { ApiEvent } from '../api-events.ts';
import { type ApiStage, samStage, writtenStage } from '../api-gateway-v2/stage.ts';
import type { HttpApi, HttpRoute } from '../http-api-model.ts';
import { childOf, scalarText } from '../nodes.ts';
import { definitionOf, isManaged } from '../open-api/definition.ts';
import {
  type ImportRules,
  type OpenApiDocument,
  openApiDocument,
} from '../open-api/open-api-document.ts';
import { PropertyReader } from '../property-reader.ts';
import { resourceIdOf } from '../resource-id.ts';
import type { Resource, Scope } from '../scope.ts';
import { checkHttpApi, reportUnsupported } from './check-http-api.ts';
import { readCors } from './cors.ts';
import { readDocumentRoutes } from './document-routes.ts';
import { eventRoutes } from './event-routes.ts';
import { failingOnWarnings } from './fail-on-warnings.ts';
import type { HttpApiSources } from './http-api-sources.ts';
import { readRouteSettings } from './route-settings.ts';
import { readSamAuth } from './sam-auth.ts';
import { readSecuritySchemes } from './security-schemes.ts';
import { quickCreatedRoute, readWrittenRoutes } from './written-routes.ts';

const HTTP_IMPORT: ImportRules = {
  versions: '"openapi: 3.0.x" for HTTP APIs',
  takesSwagger: false,
  unsupported: [],
};

const SAM = 'AWS::Serverless::HttpApi';
const DEFAULT_STAGE = '$default';

/** Undefined when nothing of the API could be served here, which is reported. */
export function httpApi(resource: Resource, sources: HttpApiSources): HttpApi | undefined {
  const { scope } = sources;
  const { logicalId, position, type } = resource;
  const properties = scope.propertiesOf(resource);
  const owner = `API "${logicalId}"`;
  reportUnsupported(resource, scope);
  const document = documentOf(resource, sources);
  if (document === 'missing') return undefined;
  const root = document?.root;
  const stage =
    type === SAM ? samStage(resource, DEFAULT_STAGE, scope) : createdStage(resource, scope);
  const cors = readCors(
    [childOf(root, 'x-amazon-apigateway-cors'), childOf(properties, 'CorsConfiguration')],
    scope.problems,
  );
  const events = sources.httpApiEvents.filter(({ api }) => api === resource);
  const title = scalarText(childOf(childOf(root, 'info'), 'title'));
  const api: HttpApi = {
    protocolType: 'HTTP',
    logicalId,
    apiId: resourceIdOf(logicalId),
    name: new PropertyReader(properties, owner, scope.problems).text('Name') ?? title ?? logicalId,
    stageName: stage.stageName,
    stageVariables: stage.stageVariables,
    position,
    routes:
      type === SAM
        ? samRoutes(resource, document, events, scope)
        : createdRoutes(resource, document, scope),
    ...(cors && { cors }),
    ...readRouteSettings(stage.properties, events, owner, scope.problems),
  };
  checkHttpApi(api, resource, events, scope);
  return api;
}

/** Undefined for an API that SAM, or other resources of the template, put together. */
function documentOf(
  resource: Resource,
  { scope, files }: HttpApiSources,
): OpenApiDocument | 'missing' | undefined {
  const properties = scope.propertiesOf(resource);
  const hasBody = ['Body', 'BodyS3Location'].some((key) => properties.entries.has(key));
  if (resource.type === SAM ? isManaged(resource) : !hasBody) return undefined;
  const node = definitionOf(resource, properties, scope, files);
  const fails = scalarText(childOf(properties, 'FailOnWarnings')) === 'true';
  const problems = fails ? failingOnWarnings(scope.problems) : scope.problems;
  return (node && openApiDocument(node, HTTP_IMPORT, { ...scope, problems })) ?? 'missing';
}

/** What SAM deploys: the document with its own additions. */
function samRoutes(
  resource: Resource,
  document: OpenApiDocument | undefined,
  events: readonly ApiEvent[],
  scope: Scope,
): HttpRoute[] {
  const sam = readSamAuth(resource, scope);
  const declared = document === undefined ? [] : readSecuritySchemes(document);
  const auth = { ...sam, authorizers: new Map([...declared, ...sam.authorizers]) };
  const written = document === undefined ? [] : readDocumentRoutes(document, auth);
  // A document in a file of its own is uploaded as it is.
  if (childOf(resource.properties, 'DefinitionUri') !== undefined) return written;
  return [...written, ...eventRoutes(resource, events, written, { auth, scope })];
}

/** What API Gateway makes of the document, of a Target, and of the resources of the API. */
function createdRoutes(
  resource: Resource,
  document: OpenApiDocument | undefined,
  scope: Scope,
): HttpRoute[] {
  const quick = quickCreatedRoute(resource, scope);
  const imported =
    document === undefined
      ? []
      : readDocumentRoutes(document, {
          authorizers: readSecuritySchemes(document),
          scopes: new Map(),
          defaultAuthorizer: undefined,
        });
  return [
    ...imported,
    ...(quick === undefined ? [] : [quick]),
    ...readWrittenRoutes(resource, scope),
  ];
}

/** An API with a Target gets its stage from API Gateway. */
function createdStage(resource: Resource, scope: Scope): ApiStage {
  const stage = writtenStage(resource, scope);
  if (stage !== undefined) return stage;
  const { logicalId, position } = resource;
  if (childOf(scope.propertiesOf(resource), 'Target') === undefined) {
    const message = `API "${logicalId}" has no AWS::ApiGatewayV2::Stage: on AWS nobody can call it, here its stage is "${DEFAULT_STAGE}"`;
    scope.problems.warning(position, 'missing-stage', message);
  }
  return { stageName: DEFAULT_STAGE, stageVariables: {}, properties: undefined };
}
