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

export function httpApi(resource: Resource, sources: HttpApiSources): HttpApi {
  const { scope } = sources;
  const { logicalId, position, type } = resource;
  const properties = scope.propertiesOf(resource);
  const owner = `API "${logicalId}"`;
  reportUnsupported(resource, scope);
  const document = documentOf(resource, sources);
  const stage =
    type === SAM ? samStage(resource, DEFAULT_STAGE, scope) : cloudFormationStage(resource, scope);
  const cors = readCors(
    [childOf(document?.root, 'x-amazon-apigateway-cors'), childOf(properties, 'CorsConfiguration')],
    scope.problems,
  );
  const title = scalarText(childOf(childOf(document?.root, 'info'), 'title'));
  const api: HttpApi = {
    protocolType: 'HTTP',
    logicalId,
    apiId: resourceIdOf(logicalId),
    name: new PropertyReader(properties, owner, scope.problems).text('Name') ?? title ?? logicalId,
    stageName: stage.stageName,
    stageVariables: stage.stageVariables,
    position,
    routes: routesOf(resource, document, sources),
    ...(cors && { cors }),
    ...readRouteSettings(stage.properties, owner, scope.problems),
  };
  checkHttpApi(api, resource, sources);
  return api;
}

/** Undefined for an API that SAM or the template's own resources put together. */
function documentOf(
  resource: Resource,
  { scope, files }: HttpApiSources,
): OpenApiDocument | undefined {
  const properties = scope.propertiesOf(resource);
  const hasBody = ['Body', 'BodyS3Location'].some((key) => properties.entries.has(key));
  if (resource.type === SAM ? isManaged(resource) : !hasBody) return undefined;
  const node = definitionOf(resource, properties, scope, files);
  return node && openApiDocument(node, HTTP_IMPORT, scope);
}

function routesOf(
  resource: Resource,
  document: OpenApiDocument | undefined,
  { scope, httpApiEvents }: HttpApiSources,
): HttpRoute[] {
  if (resource.type !== SAM) {
    const imported = document && {
      authorizers: readSecuritySchemes(document),
      sam: undefined,
    };
    const quick = quickCreatedRoute(resource, scope);
    return [
      ...(document && imported ? readDocumentRoutes(document, imported) : []),
      ...(quick === undefined ? [] : [quick]),
      ...readWrittenRoutes(resource, scope),
    ];
  }
  const sam = readSamAuth(resource, scope);
  const own = document === undefined ? [] : readSecuritySchemes(document);
  const authorizers = new Map([...own, ...sam.authorizers]);
  const written = document ? readDocumentRoutes(document, { authorizers, sam }) : [];
  const events = httpApiEvents.filter(({ api }) => api === resource);
  const auth = { ...sam, authorizers };
  // A document in a file of its own is uploaded as it is.
  const added = childOf(resource.properties, 'DefinitionUri') === undefined ? events : [];
  const context = { auth, scope, isManaged: isManaged(resource) };
  return [...written, ...eventRoutes(resource, added, written, context)];
}

/** An API with a Target gets its stage from API Gateway. */
function cloudFormationStage(resource: Resource, scope: Scope): ApiStage {
  const stage = writtenStage(resource, scope);
  if (stage !== undefined) return stage;
  const { logicalId, position } = resource;
  if (childOf(scope.propertiesOf(resource), 'Target') === undefined) {
    const message = `API "${logicalId}" has no AWS::ApiGatewayV2::Stage: on AWS nobody can call it, here its stage is "${DEFAULT_STAGE}"`;
    scope.problems.warning(position, 'missing-stage', message);
  }
  return { stageName: DEFAULT_STAGE, stageVariables: {}, properties: undefined };
}
