import type { JsonObject } from '../../shared/json.ts';
import { commonLogTime } from '../common-log-time.ts';
import type { UnfinishedContext } from './context.ts';

/**
 * The values of `$context` in mapping templates, parameter mappings and gateway responses. Before
 * the request is routed those of the resource are null.
 *
 * @see "$context Variables for data models, authorizers, mapping templates, and CloudWatch access
 * logging" (API Gateway Developer Guide)
 */
export function contextVariables(context: UnfinishedContext): JsonObject {
  const { deployment, incoming, request, route, authorizerResult, requestTimeMs } = context;
  const { api, identity, deploymentId } = deployment;
  const host = request?.host ?? '';
  return {
    resourceId: route?.method.resourceId ?? null,
    resourcePath: route?.method.definition.resourcePath ?? null,
    httpMethod: request?.httpMethod ?? incoming.method,
    extendedRequestId: context.extendedRequestId,
    requestTime: commonLogTime(requestTimeMs),
    path: `/${api.stageName}${incoming.rawPath}`,
    accountId: identity.accountId,
    protocol: 'HTTP/1.1',
    stage: api.stageName,
    domainPrefix: host.split(/[.:]/, 1)[0] ?? '',
    requestTimeEpoch: requestTimeMs,
    requestId: context.requestId,
    identity: identityOf(context),
    domainName: host,
    deploymentId,
    apiId: api.apiId,
    ...(authorizerResult && { authorizer: authorizerResult.variables }),
  };
}

function identityOf({ incoming, request, caller, apiKey }: UnfinishedContext): JsonObject {
  return {
    cognitoIdentityPoolId: null,
    accountId: caller?.accountId ?? null,
    cognitoIdentityId: null,
    caller: caller?.caller ?? null,
    sourceIp: incoming.sourceIp,
    principalOrgId: null,
    accessKey: caller?.accessKey ?? null,
    cognitoAuthenticationType: null,
    cognitoAuthenticationProvider: null,
    userArn: caller?.userArn ?? null,
    userAgent: request?.userAgent ?? '',
    user: caller?.user ?? null,
    ...(apiKey && { apiKey: apiKey.value, apiKeyId: apiKey.apiKeyId }),
  };
}
