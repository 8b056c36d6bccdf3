import type { JsonObject } from '../../shared/json.ts';
import { commonLogTime } from '../common-log-time.ts';
import type { AuthorizedHttpContext, RouteCaller, RoutedHttpContext } from './context.ts';

/**
 * The values of `$context` in parameter mappings.
 *
 * @see "Customizing HTTP API access logs" (API Gateway Developer Guide)
 */
export function contextVariables(context: AuthorizedHttpContext): JsonObject {
  return { ...requestVariables(context), authorizer: authorizerVariables(context.caller) };
}

/** Those that are there before anybody is authorized, which an identity source may name. */
export function requestVariables(context: RoutedHttpContext): JsonObject {
  const { deployment, incoming, request, match, requestId, requestTimeMs } = context;
  const { api, identity } = deployment;
  return {
    accountId: identity.accountId,
    apiId: api.apiId,
    domainName: request.host,
    domainPrefix: domainPrefixOf(request.host),
    extendedRequestId: requestId,
    httpMethod: request.httpMethod,
    identity: { sourceIp: incoming.sourceIp, userAgent: request.userAgent },
    path: stagePath(context),
    protocol: 'HTTP/1.1',
    requestId,
    requestTime: commonLogTime(requestTimeMs),
    requestTimeEpoch: requestTimeMs,
    routeKey: match.route.definition.routeKey,
    stage: api.stageName,
  };
}

export function domainPrefixOf(host: string): string {
  return host.split(/[.:]/, 1)[0] ?? '';
}

/** The path as clients call it on AWS: a stage with a name stands in front. */
export function stagePath({
  deployment,
  request,
}: Pick<RoutedHttpContext, 'deployment' | 'request'>): string {
  const { stageName } = deployment.api;
  return stageName === '$default' ? request.path : `/${stageName}${request.path}`;
}

function authorizerVariables(caller: RouteCaller): JsonObject {
  switch (caller.type) {
    case 'JWT':
      return { claims: { ...caller.claims } };
    case 'CUSTOM':
      return {
        ...caller.context,
        ...(caller.principalId !== undefined && { principalId: caller.principalId }),
      };
    case 'AWS_IAM':
    case 'NONE':
      return {};
  }
}
