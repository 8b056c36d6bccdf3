import { type JsonObject, stringifyJson } from '../../../shared/json.ts';
import { FORWARDING_HEADERS } from '../../http-rules.ts';
import type { IntegrationRequest } from '../../integrations/integration-exchange.ts';
import type { ParameterValues } from '../../parameter-values.ts';
import { payloadBase64 } from '../../payload.ts';
import { allValues, lastValues, queryPairs } from '../../query-string.ts';
import { isSignature } from '../../signature.ts';
import type { IntegrationContext, RoutedContext } from '../context.ts';

const NO_PARAMETERS: ParameterValues = Object.freeze(Object.create(null));

/**
 * Builds the event of a Lambda proxy integration; neither templates nor request parameters change
 * it.
 */
export function buildProxyRequest(context: IntegrationContext): IntegrationRequest {
  return {
    body: stringifyJson(proxyEvent(context)),
    headers: NO_PARAMETERS,
    querystring: NO_PARAMETERS,
    path: NO_PARAMETERS,
  };
}

/**
 * The event in the payload format 1.0. What is empty is null.
 *
 * @see "Input format of a Lambda function for proxy integration" in "Lambda proxy integrations in
 * API Gateway" (API Gateway Developer Guide)
 */
function proxyEvent(context: IntegrationContext): JsonObject {
  const { request, deployment, incoming, contextVariables } = context;
  const isBinary = deployment.isBinaryType?.(request.contentType) ?? false;
  return {
    ...requestFields(context),
    requestContext: contextVariables,
    body: request.body === '' ? null : isBinary ? payloadBase64(incoming.body) : request.body,
    isBase64Encoded: isBinary && request.body !== '',
  };
}

/** What both a proxy integration and an authorizer of the type REQUEST are told. */
export function requestFields(context: RoutedContext): JsonObject {
  const { request, route, deployment, incoming } = context;
  const headers = headerPairs(context);
  const query = queryPairs(incoming.rawQuery);
  return {
    resource: route.method.definition.resourcePath,
    path: request.path.replace(/^\/{2,}/, '/'),
    httpMethod: request.httpMethod,
    headers: unlessEmpty(lastValues(headers)),
    multiValueHeaders: unlessEmpty(allValues(headers)),
    queryStringParameters: unlessEmpty(lastValues(query)),
    multiValueQueryStringParameters: unlessEmpty(allValues(query)),
    pathParameters: unlessEmpty(route.rawPathParameters),
    stageVariables: unlessEmpty(deployment.api.stageVariables),
  };
}

function headerPairs({ incoming, request }: RoutedContext): [string, string][] {
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < incoming.headers.length; index += 2) {
    const name = incoming.headers[index] as string;
    const value = incoming.headers[index + 1] as string;
    const lowerCase = name.toLowerCase();
    if (FORWARDING_HEADERS.has(lowerCase)) continue;
    if (reachesFunction(lowerCase, value)) pairs.push([name, value]);
  }
  for (const name of FORWARDING_HEADERS.values()) pairs.push([name, request.headers[name] ?? '']);
  return pairs;
}

/** A signature ends at the gateway, whether it has been verified or not. */
function reachesFunction(name: string, value: string): boolean {
  if (name === 'authorization') return !isSignature(value);
  return name !== 'connection' && name !== 'content-length';
}

function unlessEmpty<Values extends object>(values: Values): Values | null {
  return Object.keys(values).length === 0 ? null : values;
}
