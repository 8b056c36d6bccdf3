import type { ApiEvent } from './api-events.ts';
import { protocolTypeOf } from './api-gateway-v2/protocol-type.ts';
import type { HttpApiSources } from './http-api/http-api-sources.ts';
import { httpApi } from './http-api/http-apis.ts';
import type { Api } from './model.ts';
import { isRestApi } from './open-api/definition.ts';
import { restApi } from './rest-api/rest-apis.ts';
import type { Resource } from './scope.ts';
import { webSocketApi } from './web-socket-api/web-socket-apis.ts';

/** What the APIs of a template are read with. */
export interface ApiSources extends HttpApiSources {
  /** The events of type `Api`, of all APIs. */
  readonly events: readonly ApiEvent[];
}

/** Undefined for a resource that is no API, or of which nothing could be served; that is reported. */
export function readApi(resource: Resource, sources: ApiSources): Api | undefined {
  if (isRestApi(resource)) return restApi(resource, sources);
  switch (protocolTypeOf(resource, sources.scope)) {
    case 'HTTP':
      return httpApi(resource, sources);
    case 'WEBSOCKET':
      return webSocketApi(resource, sources);
    case undefined:
      return undefined;
  }
}
