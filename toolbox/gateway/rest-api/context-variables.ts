import { createHash } from 'node:crypto';
import type { JsonObject } from '../../shared/json.ts';
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

/**
 * An id of the form that API Gateway gives to resources and deployments, always the same for the
 * same name.
 */
export function localId(name: string): string {
  const digest = createHash('sha256').update(name).digest();
  return BigInt(`0x${digest.toString('hex')}`)
    .toString(36)
    .slice(0, 6);
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/**
 * The time of the last request and its text: formatting costs more than all other variables
 * together.
 */
let lastSecond = { secondsSince1970: 0, text: '01/Jan/1970:00:00:00 +0000' };

/** The time in the Common Log Format, in UTC: `05/Mar/2024:07:08:09 +0000`. */
export function commonLogTime(timeMs: number): string {
  const secondsSince1970 = Math.floor(timeMs / 1000);
  if (secondsSince1970 !== lastSecond.secondsSince1970) {
    const iso = new Date(timeMs).toISOString();
    const month = MONTHS[Number(iso.slice(5, 7)) - 1];
    const text = `${iso.slice(8, 10)}/${month}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
    lastSecond = { secondsSince1970, text };
  }
  return lastSecond.text;
}
