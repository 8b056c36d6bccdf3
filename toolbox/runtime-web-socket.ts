import { randomUUID } from 'node:crypto';
import type { ServedApi } from './gateway/api-invoker.ts';
import { sendBackendRequest } from './gateway/integrations/send-backend-request.ts';
import { sigV4Authorizer } from './gateway/sigv4.ts';
import { unsupportedFeatures } from './gateway/web-socket-api/unsupported-features.ts';
import {
  createWebSocketApiGateway,
  type WebSocketApiGatewayOptions,
} from './gateway/web-socket-api/web-socket-api-gateway.ts';
import type { RuntimeOptions } from './runtime-options.ts';
import { systemClock } from './shared/clock.ts';
import { formatProblem } from './shared/problem.ts';
import type { WebSocketApi } from './template/web-socket-api-model.ts';

/** What WebSocket APIs reach the other parts by. */
export type WebSocketApiServices = Pick<
  WebSocketApiGatewayOptions,
  'iam' | 'lambda' | 'principalOf' | 'states'
>;

export function servedWebSocketApi(
  { template, log, credentials }: RuntimeOptions,
  api: WebSocketApi,
  { states, lambda, iam, principalOf }: WebSocketApiServices,
): ServedApi {
  const { identity } = template;
  const gateway = createWebSocketApiGateway(api, {
    identity,
    states,
    lambda,
    iam,
    principalOf,
    sendRequest: sendBackendRequest,
    clock: systemClock,
    uuid: randomUUID,
    authorizer: credentials && sigV4Authorizer({ credentials, identity, now: systemClock.now }),
    log: (entry) => log.request(api, entry),
  });
  return { api, ...gateway };
}

/** What the developer should know of a WebSocket API before the first client connects. */
export function webSocketApiNotices(
  api: WebSocketApi,
  enforced: { readonly authorization: boolean },
): string[] {
  const { logicalId } = api;
  return [
    ...(enforced.authorization
      ? []
      : [
          `${logicalId}: the signatures of @connections calls are not verified, nor AWS_IAM on $connect; --enforce-auth verifies SigV4.`,
        ]),
    ...unsupportedFeatures(api).map(formatProblem),
  ];
}
