import type { JsonObject } from '../../../shared/json.ts';
import type { Caller } from '../../caller.ts';
import { commonLogTime } from '../../common-log-time.ts';
import { decodePercent } from '../../query-string.ts';
import type {
  AuthorizedHttpContext,
  HttpIntegrationRequest,
  RouteCaller,
  RoutedHttpContext,
} from '../context.ts';
import { domainPrefixOf, stagePath } from '../context-variables.ts';
import { joinedValues } from '../parameters.ts';
import { eventBody } from './event-body.ts';

/**
 * The event of a function in the payload format 2.0. A part without content is absent.
 *
 * @see "Working with AWS Lambda proxy integrations for HTTP APIs" (API Gateway Developer Guide)
 */
export function event2(
  context: AuthorizedHttpContext,
  request: HttpIntegrationRequest,
): JsonObject {
  const { body, isBase64Encoded } = eventBody(context);
  const { routeKey, rawPath, ...rest } = requestPart(context, request);
  const authorizer = authorizerPart(context.caller);
  return {
    version: '2.0',
    routeKey,
    rawPath,
    ...rest,
    requestContext: { ...requestContext(context, rawPath), ...(authorizer && { authorizer }) },
    ...(body !== undefined && { body }),
    isBase64Encoded,
  };
}

/** What the function of an authorizer reads: all but the body and what it is to find out. */
export function authorizerEvent2(
  context: RoutedHttpContext,
  request: HttpIntegrationRequest,
): JsonObject {
  const { rawPath, ...rest } = requestPart(context, request);
  return { version: '2.0', rawPath, ...rest, requestContext: requestContext(context, rawPath) };
}

function requestPart(
  context: RoutedHttpContext,
  { headers, querystring, rawQuery, overwrittenPath }: HttpIntegrationRequest,
) {
  const { match, deployment } = context;
  const { stageVariables } = deployment.api;
  const cookies = headers
    .filter(([name]) => name === 'cookie')
    .flatMap(([, value]) => split(value));
  const query = joinedValues(querystring);
  return {
    routeKey: match.route.definition.routeKey,
    rawPath: overwrittenPath ?? decodePercent(stagePath(context)),
    rawQueryString: rawQuery,
    ...(cookies.length > 0 && { cookies }),
    headers: joinedValues(headers.filter(([name]) => name !== 'cookie')),
    ...(hasContent(query) && { queryStringParameters: query }),
    ...(hasContent(match.pathParameters) && { pathParameters: match.pathParameters }),
    ...(hasContent(stageVariables) && { stageVariables: { ...stageVariables } }),
  };
}

function split(cookies: string): string[] {
  return cookies
    .split(';')
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie !== '');
}

function hasContent(values: object): boolean {
  return Object.keys(values).length > 0;
}

function requestContext(
  { deployment, incoming, request, match, requestId, requestTimeMs }: RoutedHttpContext,
  path: string,
): JsonObject {
  const { api, identity } = deployment;
  const { host, httpMethod, userAgent } = request;
  return {
    accountId: identity.accountId,
    apiId: api.apiId,
    domainName: host,
    domainPrefix: domainPrefixOf(host),
    http: {
      method: httpMethod,
      path,
      protocol: 'HTTP/1.1',
      sourceIp: incoming.sourceIp,
      userAgent,
    },
    requestId,
    routeKey: match.route.definition.routeKey,
    stage: api.stageName,
    time: commonLogTime(requestTimeMs),
    timeEpoch: requestTimeMs,
  };
}

/** Local runtime: an authorizer without context is assumed to give null. */
function authorizerPart(caller: RouteCaller): JsonObject | undefined {
  switch (caller.type) {
    case 'NONE':
      return undefined;
    case 'JWT':
      return {
        jwt: { claims: { ...caller.claims }, scopes: caller.scopes && [...caller.scopes] },
      };
    case 'CUSTOM':
      return { lambda: hasContent(caller.context) ? caller.context : null };
    case 'AWS_IAM':
      return caller.caller && { iam: iamPart(caller.caller) };
  }
}

function iamPart({ accessKey, accountId, caller, userArn, user }: Caller): JsonObject {
  return {
    accessKey,
    accountId,
    callerId: caller,
    cognitoIdentity: null,
    principalOrgId: null,
    userArn,
    userId: user,
  };
}
