import { type JsonObject, stringifyJson } from '../../../shared/json.ts';
import type { IntegrationRequest } from '../../integrations/integration-exchange.ts';
import type { ParameterValues } from '../../parameter-values.ts';
import { allValues, lastValues } from '../../query-string.ts';
import type { IntegrationContext, RoutedContext } from '../context.ts';

const NO_PARAMETERS: ParameterValues = Object.freeze(Object.create(null));

/** Builds the event of a Lambda proxy integration; templates and parameters do not change it. */
export function buildProxyEvent(context: IntegrationContext): IntegrationRequest {
  return {
    body: stringifyJson(proxyEvent(context)),
    headers: NO_PARAMETERS,
    querystring: NO_PARAMETERS,
    path: NO_PARAMETERS,
  };
}

function proxyEvent(context: IntegrationContext): JsonObject {
  const { stageVariables } = context.deployment.api;
  return {
    ...requestParts(context),
    ...(Object.keys(stageVariables).length > 0 && { stageVariables: { ...stageVariables } }),
    requestContext: context.contextVariables,
    ...(context.eventType === 'MESSAGE' && { body: context.body }),
    isBase64Encoded: false,
  };
}

function requestParts(context: RoutedContext): JsonObject {
  switch (context.eventType) {
    case 'CONNECT':
      return connectParts(context.request);
    case 'MESSAGE':
      return {};
    case 'DISCONNECT':
      return headerParts(disconnectHeaders(context.details.domainName));
  }
}

type Pairs = readonly (readonly [name: string, value: string])[];

/** The parts of `$connect`: what its request held. */
export function connectParts({ headers, query }: { headers: Pairs; query: Pairs }): JsonObject {
  return {
    ...headerParts(headers),
    ...(query.length > 0 && {
      queryStringParameters: lastValues(query),
      multiValueQueryStringParameters: allValues(query),
    }),
  };
}

function headerParts(headers: Pairs): JsonObject {
  return { headers: lastValues(headers), multiValueHeaders: allValues(headers) };
}

/** What `$disconnect` has in the place of headers. */
function disconnectHeaders(host: string): Pairs {
  return [
    ['Host', host],
    ['x-api-key', ''],
    ['X-Forwarded-For', ''],
    ['x-restapi', ''],
  ];
}
