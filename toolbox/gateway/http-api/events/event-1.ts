import type { JsonObject } from '../../../shared/json.ts';
import { commonLogTime } from '../../common-log-time.ts';
import type { ParameterValues } from '../../parameter-values.ts';
import { lastValues } from '../../query-string.ts';
import type {
  AuthorizedHttpContext,
  HttpIntegrationRequest,
  RouteCaller,
  RoutedHttpContext,
} from '../context.ts';
import { domainPrefixOf, stagePath } from '../context-variables.ts';
import { canonicalHeaderName } from '../header-names.ts';
import { joinedValues, listedValues } from '../parameters.ts';
import { eventBody } from './event-body.ts';

/**
 * The event of a function in the payload format 1.0. What is empty is null.
 *
 * @see "Working with AWS Lambda proxy integrations for HTTP APIs" (API Gateway Developer Guide)
 */
export function event1(
  context: AuthorizedHttpContext,
  request: HttpIntegrationRequest,
): JsonObject {
  const { match, deployment } = context;
  const { body, isBase64Encoded } = eventBody(context);
  const headers = request.headers.map(
    ([name, value]) => [canonicalHeaderName(name), value] as const,
  );
  const { querystring } = request;
  return {
    version: '1.0',
    ...placeOf(context, request),
    headers: lastValues(headers),
    multiValueHeaders: listedValues(headers),
    queryStringParameters: unlessEmpty(lastValues(querystring)),
    multiValueQueryStringParameters: unlessEmpty(listedValues(querystring)),
    requestContext: requestContext(context, request, context.caller),
    pathParameters: unlessEmpty(match.pathParameters),
    stageVariables: unlessEmpty({ ...deployment.api.stageVariables }),
    body: body ?? null,
    isBase64Encoded,
  };
}

/**
 * What the function of an authorizer reads.
 *
 * @param identity - the values of its identity sources
 */
export function authorizerEvent1(
  context: RoutedHttpContext,
  request: HttpIntegrationRequest,
  { methodArn, identity }: { readonly methodArn: string; readonly identity: readonly string[] },
): JsonObject {
  const { match, deployment } = context;
  const identitySource = identity.join(',');
  return {
    version: '1.0',
    type: 'REQUEST',
    methodArn,
    identitySource,
    authorizationToken: identitySource,
    ...placeOf(context, request),
    headers: joinedValues(request.headers),
    queryStringParameters: joinedValues(request.querystring),
    pathParameters: match.pathParameters,
    stageVariables: { ...deployment.api.stageVariables },
    requestContext: requestContext(context, request, { type: 'NONE' }),
  };
}

/** The path of the route, or `$default`. */
function resourceOf({ match }: RoutedHttpContext): string {
  const { routeKey } = match.route.definition;
  return routeKey.slice(routeKey.indexOf(' ') + 1);
}

function placeOf(
  context: RoutedHttpContext,
  { overwrittenPath }: HttpIntegrationRequest,
): { resource: string; path: string; httpMethod: string } {
  return {
    resource: resourceOf(context),
    path: overwrittenPath ?? stagePath(context),
    httpMethod: context.request.httpMethod,
  };
}

function requestContext(
  context: RoutedHttpContext,
  request: HttpIntegrationRequest,
  caller: RouteCaller,
): JsonObject {
  const { deployment, match, requestId, requestTimeMs } = context;
  const { api, identity } = deployment;
  const { host } = context.request;
  const { resource, path, httpMethod } = placeOf(context, request);
  return {
    accountId: identity.accountId,
    apiId: api.apiId,
    authorizer: authorizerPart(caller),
    domainName: host,
    domainPrefix: domainPrefixOf(host),
    extendedRequestId: requestId,
    httpMethod,
    identity: identityPart(context, caller),
    path,
    protocol: 'HTTP/1.1',
    requestId,
    requestTime: commonLogTime(requestTimeMs),
    requestTimeEpoch: requestTimeMs,
    resourceId: match.route.definition.routeKey,
    resourcePath: resource,
    stage: api.stageName,
  };
}

function authorizerPart(caller: RouteCaller): JsonObject {
  switch (caller.type) {
    case 'JWT':
      return { claims: { ...caller.claims }, scopes: caller.scopes && [...caller.scopes] };
    case 'CUSTOM':
      return {
        ...caller.context,
        ...(caller.principalId !== undefined && { principalId: caller.principalId }),
      };
    case 'AWS_IAM':
    case 'NONE':
      return { claims: null, scopes: null };
  }
}

function identityPart({ incoming, request }: RoutedHttpContext, caller: RouteCaller): JsonObject {
  const signer = caller.type === 'AWS_IAM' ? caller.caller : undefined;
  return {
    accessKey: signer?.accessKey ?? null,
    accountId: signer?.accountId ?? null,
    caller: signer?.caller ?? null,
    cognitoAuthenticationProvider: null,
    cognitoAuthenticationType: null,
    cognitoIdentityId: null,
    cognitoIdentityPoolId: null,
    principalOrgId: null,
    sourceIp: incoming.sourceIp,
    user: signer?.user ?? null,
    userAgent: request.userAgent,
    userArn: signer?.userArn ?? null,
  };
}

function unlessEmpty<Values extends ParameterValues | Record<string, string[]>>(
  values: Values,
): Values | null {
  return Object.keys(values).length === 0 ? null : values;
}
