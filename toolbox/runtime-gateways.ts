import { randomUUID } from 'node:crypto';
import type { ServedApi } from './gateway/api-invoker.ts';
import { fetchJson } from './gateway/authorizers/fetch-json.ts';
import { createKeySets } from './gateway/authorizers/key-set.ts';
import { sendBackendRequest } from './gateway/integrations/send-backend-request.ts';
import {
  createRestApiGateway,
  type RestApiGatewayOptions,
} from './gateway/rest-api/rest-api-gateway.ts';
import { sigV4Authorizer } from './gateway/sigv4.ts';
import type { RuntimeOptions } from './runtime-options.ts';
import type { WebSocketApiServices } from './runtime-web-socket.ts';
import { systemClock } from './shared/clock.ts';
import type { Api, RestApi } from './template/model.ts';

/** What APIs reach the other parts by. */
export type GatewayServices = Pick<RestApiGatewayOptions, 'states' | 'lambda' | 'iam' | 'keySets'> &
  Pick<WebSocketApiServices, 'principalOf'>;

/** Makes the gateways of a template, in the order of their ports. */
export function createGateways(
  options: RuntimeOptions,
  others: Omit<GatewayServices, 'keySets'>,
): Promise<ServedApi[]> {
  const { now } = systemClock;
  const keySets = createKeySets({ configured: options.keySet, fetchJson, now });
  const services = { ...others, keySets };
  const apis = inPortOrder(options.template.apis, options.api);
  return Promise.all(apis.map((api) => servedApi(options, api, services)));
}

async function servedApi(
  options: RuntimeOptions,
  api: Api,
  services: GatewayServices,
): Promise<ServedApi> {
  switch (api.protocolType) {
    case 'REST':
      return { api, gateway: restApiGateway(options, api, services) };
    // A template without such an API starts without its code.
    case 'HTTP': {
      const { servedHttpApi } = await import('./runtime-http-api.ts');
      return servedHttpApi(options, api, services);
    }
    case 'WEBSOCKET': {
      const { servedWebSocketApi } = await import('./runtime-web-socket.ts');
      return servedWebSocketApi(options, api, services);
    }
  }
}

function restApiGateway(
  { template, log, credentials, enforceThrottling, environment }: RuntimeOptions,
  api: RestApi,
  services: GatewayServices,
) {
  const { identity } = template;
  return createRestApiGateway(api, {
    identity,
    ...services,
    sendRequest: sendBackendRequest,
    environment,
    clock: systemClock,
    uuid: randomUUID,
    ...(credentials === undefined
      ? {}
      : { authorizer: sigV4Authorizer({ credentials, identity, now: systemClock.now }) }),
    throttle: enforceThrottling,
    log: (entry) => log.request(api, entry),
  });
}

/** The API that was asked for, then the others in the order of the template. */
function inPortOrder(apis: readonly Api[], first: string | undefined): readonly Api[] {
  return apis.toSorted(
    (one, other) => Number(other.logicalId === first) - Number(one.logicalId === first),
  );
}
