import { encodeQueryValue } from '../../integrations/endpoint.ts';
import type { HttpIntegrationRequest, Parameter, VariablesHttpContext } from '../context.ts';
import type { MappingValues } from '../mapping-expression.ts';
import { mappedHeaders, mappedQuery, overwritingValue } from '../parameter-mapping.ts';

/** Maps the parameters of the request; without mappings it goes on as it is. */
export function mapRequest(context: VariablesHttpContext): HttpIntegrationRequest {
  const { request, incoming, match } = context;
  const mappings = match.route.integration?.requestMappings ?? [];
  const { headers, querystring } = request;
  if (mappings.length === 0) {
    return { headers, querystring, rawQuery: incoming.rawQuery, overwrittenPath: undefined };
  }
  const values = requestValues(context);
  const query = mappedQuery(querystring, mappings, values);
  return {
    headers: mappedHeaders(headers, mappings, values).map(
      ([name, value]): Parameter => [name.toLowerCase(), value],
    ),
    querystring: query,
    rawQuery: query === querystring ? incoming.rawQuery : queryText(query),
    overwrittenPath: overwritingValue('path', mappings, values),
  };
}

/** What mappings of the request see. */
export function requestValues(
  context: Pick<VariablesHttpContext, 'contextVariables' | 'deployment' | 'match' | 'request'>,
): MappingValues {
  const { request, match, deployment, contextVariables } = context;
  const { headers, querystring, path, text, json } = request;
  return {
    contextVariables,
    stageVariables: deployment.api.stageVariables,
    headers,
    querystring,
    path,
    pathParameters: match.pathParameters,
    text,
    json,
  };
}

function queryText(query: readonly Parameter[]): string {
  return query
    .map(([name, value]) => `${encodeQueryValue(name)}=${encodeQueryValue(value)}`)
    .join('&');
}
