import type { GatewayRequest } from '../gateway.ts';
import { FORWARDING_HEADERS } from '../http-rules.ts';
import type { MappingTemplateInput } from '../mapping-template.ts';
import type { MappingValues } from '../parameter-mapping.ts';
import type { ParameterValues } from '../parameter-values.ts';
import { queryPairs, valuesOf } from '../query-string.ts';
import type { UnfinishedContext, VariablesContext } from './context.ts';

/**
 * What a mapping template of this call sees.
 *
 * @param body - that of the request, or of the integration's response
 */
export function templateInput(context: VariablesContext, body: string): MappingTemplateInput {
  const { request, route, deployment, contextVariables, requestOverride, responseOverride } =
    context;
  return {
    body,
    params: {
      path: route.pathParameters,
      querystring: request.querystring,
      header: integrationHeaders(context),
    },
    context: contextVariables,
    stageVariables: deployment.api.stageVariables,
    requestOverride,
    responseOverride,
  };
}

/** The client's headers; a signature that API Gateway has verified ends there. */
export function integrationHeaders({ request, caller }: VariablesContext): ParameterValues {
  if (caller === undefined) return request.headers;
  const headers: ParameterValues = Object.create(null);
  for (const [name, value] of Object.entries(request.headers)) {
    if (name.toLowerCase() !== 'authorization') headers[name] = value;
  }
  return headers;
}

const NO_PARAMETERS: ParameterValues = Object.freeze(Object.create(null));

/**
 * What sources below `method.request` see; stages that have not come about give nothing.
 *
 * @param headers - those of the client that may be seen
 */
export function requestValues(
  { request, route, incoming, deployment, contextVariables = {} }: UnfinishedContext,
  headers: ParameterValues = request?.headers ?? NO_PARAMETERS,
): MappingValues {
  return {
    contextVariables,
    stageVariables: deployment.api.stageVariables,
    header: (name) => headers[name],
    querystring: request?.querystring ?? NO_PARAMETERS,
    path: route?.pathParameters ?? NO_PARAMETERS,
    body: () => request?.body ?? '',
    allHeaders: (name) => allValuesOf(incoming, headers, name),
    allQuerystring: (name) => valuesOf(queryPairs(incoming.rawQuery), name),
  };
}

/** All values of a header that may be seen; of one that the endpoint adds there is but one. */
function allValuesOf(
  { headers: sent }: GatewayRequest,
  visible: ParameterValues,
  wanted: string,
): readonly string[] {
  const single = visible[wanted];
  if (single === undefined) return [];
  if (FORWARDING_HEADERS.has(wanted.toLowerCase())) return [single];
  const values: string[] = [];
  for (let index = 0; index + 1 < sent.length; index += 2) {
    if (sent[index] === wanted) values.push(sent[index + 1] as string);
  }
  return values;
}
