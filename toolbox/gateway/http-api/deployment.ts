import type { AwsIdentity } from '../../shared/arn.ts';
import type {
  HttpApi,
  HttpApiIntegration,
  HttpRoute,
  RouteSettings,
} from '../../template/http-api-model.ts';
import { createRouter, type Routed, type Router } from '../router.ts';
import { withStageVariables } from '../stage-variables.ts';
import type { HttpIntegrationResponse, RequestedHttpContext } from './context.ts';
import { DEFAULT_ROUTE_KEY } from './default-route.ts';
import { type HttpApiServices, integrationCall } from './integrations/index.ts';
import { type CompiledMapping, compileMapping } from './parameter-mapping.ts';

/** An HTTP API with everything that does not depend on a request made ready once. */
export interface HttpApiDeployment {
  readonly api: HttpApi;
  readonly identity: AwsIdentity;
  readonly router: Router<DeployedRoute>;
  readonly defaultRoute: DeployedRoute | undefined;
}

export interface DeployedRoute extends Routed {
  readonly definition: HttpRoute;
  readonly settings: RouteSettings;
  readonly integration: DeployedIntegration | undefined;
}

/** @param abandoned - gives a signal that is aborted when nobody waits for the answer any more */
export type IntegrationCall = (
  context: RequestedHttpContext,
  abandoned: () => AbortSignal,
) => HttpIntegrationResponse | Promise<HttpIntegrationResponse>;

export interface DeployedIntegration {
  readonly timeoutInMillis: number;
  /** None for an action of a service, which has parameters of its own. */
  readonly requestMappings: readonly CompiledMapping[];
  /** By the status of the integration's response. */
  readonly responseMappings: ReadonlyMap<string, readonly CompiledMapping[]>;
  readonly call: IntegrationCall;
}

export function deployHttpApi(
  api: HttpApi,
  { identity, services }: { readonly identity: AwsIdentity; readonly services: HttpApiServices },
): HttpApiDeployment {
  const routes = api.routes.map((route) => deployRoute(route, api, services));
  const isDefault = ({ definition }: DeployedRoute): boolean =>
    definition.routeKey === DEFAULT_ROUTE_KEY;
  return {
    api,
    identity,
    router: createRouter(
      routes.filter((route) => !isDefault(route)),
      (route) => route,
    ),
    defaultRoute: routes.find(isDefault),
  };
}

function deployRoute(
  definition: HttpRoute,
  api: HttpApi,
  services: HttpApiServices,
): DeployedRoute {
  const { routeKey, integration } = definition;
  const [httpMethod = '', path] = routeKey.split(' ');
  return {
    definition,
    httpMethod,
    resourcePath: path ?? '',
    settings: { ...api.defaultRouteSettings, ...api.routeSettings[routeKey] },
    integration: integration && deployIntegration(integration, api, services),
  };
}

function deployIntegration(
  written: HttpApiIntegration,
  { stageVariables }: HttpApi,
  services: HttpApiServices,
): DeployedIntegration {
  const integration = withStageVariables(written, stageVariables);
  return {
    timeoutInMillis: integration.timeoutInMillis,
    requestMappings:
      integration.kind === 'SERVICE' ? [] : integration.requestParameters.map(compileMapping),
    responseMappings: new Map(
      Object.entries(integration.responseParameters).map(([status, mappings]) => [
        status,
        mappings.map(compileMapping),
      ]),
    ),
    call: integrationCall(integration, services),
  };
}
