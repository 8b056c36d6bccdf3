import { randomUUID } from 'node:crypto';
import type { ServedApi } from './gateway/api-invoker.ts';
import {
  createHttpApiGateway,
  type HttpApiGatewayOptions,
} from './gateway/http-api/http-api-gateway.ts';
import { unsupportedFeatures } from './gateway/http-api/unsupported-features.ts';
import { sendBackendRequest } from './gateway/integrations/send-backend-request.ts';
import { sigV4Authorizer } from './gateway/sigv4.ts';
import {
  type Enforced,
  iamNotice,
  issuerNotices,
  throttlingNotices,
} from './runtime-enforcement.ts';
import type { RuntimeOptions } from './runtime-options.ts';
import { systemClock } from './shared/clock.ts';
import { formatProblem } from './shared/problem.ts';
import type { HttpApi } from './template/http-api-model.ts';

/** What HTTP APIs reach the other parts by. */
export type HttpApiServices = Pick<HttpApiGatewayOptions, 'iam' | 'keySets' | 'lambda' | 'states'>;

export function servedHttpApi(
  { template, log, credentials, enforceThrottling }: RuntimeOptions,
  api: HttpApi,
  { states, lambda, iam, keySets }: HttpApiServices,
): ServedApi {
  const { identity } = template;
  const gateway = createHttpApiGateway(api, {
    identity,
    states,
    lambda,
    iam,
    keySets,
    sendRequest: sendBackendRequest,
    clock: systemClock,
    uuid: randomUUID,
    verifySignature:
      credentials && sigV4Authorizer({ credentials, identity, now: systemClock.now }),
    throttle: enforceThrottling,
    log: (entry) => log.request(api, entry),
  });
  return { api, gateway };
}

/** What the developer should know of an HTTP API before the first request. */
export function httpApiNotices(api: HttpApi, enforced: Enforced): string[] {
  const { logicalId, routes, routeSettings, defaultRouteSettings } = api;
  const issuers = routes.flatMap(({ authorization }) =>
    authorization.type === 'JWT' ? authorization.authorizer.issuer : [],
  );
  const isSigned = routes.some(({ authorization }) => authorization.type === 'AWS_IAM');
  const settings = Object.entries({ ...routeSettings, 'all other routes': defaultRouteSettings });
  return [
    ...(isSigned && !enforced.authorization ? [iamNotice(logicalId)] : []),
    ...(enforced.keySet ? [] : issuerNotices(logicalId, issuers)),
    ...(enforced.throttling
      ? []
      : settings.flatMap(([route, limits]) => throttlingNotices(logicalId, route, limits))),
    ...unsupportedFeatures(api).map(formatProblem),
  ];
}
