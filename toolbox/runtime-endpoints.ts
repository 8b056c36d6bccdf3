import { apiEndpoint } from './gateway/api-endpoint.ts';
import type { ServedApi } from './gateway/api-invoker.ts';
import type { WebSocketStage } from './sfn/integrations/integration.ts';
import type { AwsIdentity } from './shared/arn.ts';
import type { LocalApi } from './shared/local-api.ts';
import type { SamTemplate } from './template/model.ts';

/**
 * The host on AWS that an API answers by here, too: a WebSocket API, whose `@connections` have the
 * stage in their path in both places.
 */
export function localEndpoint(
  { api, upgrade }: ServedApi,
  identity: AwsIdentity,
): string | undefined {
  return upgrade && apiEndpoint(api.apiId, identity);
}

/** How functions reach an API. */
export function localApi(served: ServedApi, url: string, identity: AwsIdentity): LocalApi {
  const { hostname, port } = new URL(url);
  const endpoint = localEndpoint(served, identity);
  return {
    hostname: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(port),
    ...(endpoint !== undefined && { endpoint }),
  };
}

/** The stage whose connections are meant when no API is named. */
export function webSocketStageOf({ apis, identity }: SamTemplate): WebSocketStage | undefined {
  const [api, ...others] = apis.filter(({ protocolType }) => protocolType === 'WEBSOCKET');
  if (api === undefined || others.length > 0) return undefined;
  return { apiEndpoint: apiEndpoint(api.apiId, identity), stageName: api.stageName };
}
