import type { GatewayRequest } from '../../../../toolbox/gateway/gateway.ts';
import type { EndpointResponse } from '../../../../toolbox/gateway/integrations/integration-exchange.ts';
import {
  emptyRequestOverride,
  emptyResponseOverride,
} from '../../../../toolbox/gateway/mapping-template.ts';
import type {
  EndpointResponseContext,
  IntegrationContext,
  InvocationContext,
  InvocationRequest,
} from '../../../../toolbox/gateway/rest-api/context.ts';
import { contextVariables } from '../../../../toolbox/gateway/rest-api/context-variables.ts';
import { deployRestApi } from '../../../../toolbox/gateway/rest-api/deployment.ts';
import type { Integration, Method, RestApi } from '../../../../toolbox/template/model.ts';
import {
  aMethod,
  anIntegration,
  aRequest,
  aRestApi,
  gatewayOptions,
  IDENTITY,
  NOW_MS,
} from '../an-api.ts';

export const REQUEST_ID = '11112222-3333-4444-8555-666677778888';

/** The context at the start of a call. */
export function anInvocationContext({
  api = {},
  incoming = aRequest(),
}: {
  api?: Partial<RestApi>;
  incoming?: GatewayRequest;
} = {}): InvocationContext {
  return {
    deployment: deployRestApi(aRestApi(api), {
      identity: IDENTITY,
      services: gatewayOptions(),
    }),
    incoming,
    requestId: REQUEST_ID,
    extendedRequestId: 'abcdefghijklmno=',
    traceId: 'Root=1-65ba1f2e-0123456789abcdef01234567',
    requestTimeMs: NOW_MS,
    requestOverride: emptyRequestOverride(),
    responseOverride: emptyResponseOverride(),
  };
}

export function anInvocationRequest(changes: Partial<InvocationRequest> = {}): InvocationRequest {
  return {
    httpMethod: 'POST',
    path: '/orders',
    contentType: 'application/json',
    accept: 'application/json',
    host: 'localhost:3000',
    userAgent: 'test',
    headers: {},
    querystring: {},
    body: '',
    ...changes,
  };
}

/** The context of a routed and authorized call to `method`, in front of the integration request. */
export function anIntegrationContext({
  api = {},
  method = {},
  integration = {},
  request = {},
  pathParameters = {},
  rawPathParameters = pathParameters,
  incoming,
}: {
  api?: Partial<RestApi>;
  method?: Partial<Method>;
  integration?: Partial<Integration>;
  request?: Partial<InvocationRequest>;
  pathParameters?: Record<string, string>;
  rawPathParameters?: Record<string, string>;
  incoming?: GatewayRequest;
} = {}): IntegrationContext {
  const definition = aMethod({ integration: anIntegration(integration), ...method });
  const start = anInvocationContext({
    api: { ...api, methods: [definition] },
    ...(incoming && { incoming }),
  });
  const deployed = start.deployment.router(definition.httpMethod, definition.resourcePath)?.target;
  if (deployed?.integration === undefined) throw new Error('the method has no integration');
  const authorized = {
    ...start,
    request: anInvocationRequest(request),
    route: { method: deployed, pathParameters, rawPathParameters },
    caller: undefined,
    authorizerResult: undefined,
    apiKey: undefined,
  };
  return {
    ...authorized,
    contextVariables: contextVariables(authorized),
    integration: deployed.integration,
  };
}

/** The same context after the integration has answered. */
export function anEndpointResponseContext({
  endpointResponse = {},
  ...options
}: Parameters<typeof anIntegrationContext>[0] & {
  endpointResponse?: Partial<EndpointResponse>;
} = {}): EndpointResponseContext {
  return {
    ...anIntegrationContext(options),
    integrationRequest: { body: '', headers: {}, querystring: {}, path: {} },
    endpointResponse: {
      statusCode: 200,
      headers: [],
      body: '',
      selector: String(endpointResponse.statusCode ?? 200),
      ...endpointResponse,
    },
  };
}
