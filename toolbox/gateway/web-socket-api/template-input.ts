import type { EndpointResponse } from '../integrations/integration-exchange.ts';
import {
  emptyRequestOverride,
  emptyResponseOverride,
  type MappingTemplateInput,
} from '../mapping-template.ts';
import type { MappingValues } from '../parameter-mapping.ts';
import type { ParameterValues } from '../parameter-values.ts';
import { lastValues, valuesOf } from '../query-string.ts';
import type { VariablesContext } from './context.ts';
import type { SelectionValues } from './selection-expression.ts';

const NO_PARAMETERS: ParameterValues = Object.freeze(Object.create(null));

/** The parameters of the route request: only `$connect` has any. */
export function routeParameters(
  context: VariablesContext,
): Readonly<Record<'headers' | 'querystring', ParameterValues>> {
  if (context.eventType !== 'CONNECT') {
    return { headers: NO_PARAMETERS, querystring: NO_PARAMETERS };
  }
  const { headers, query } = context.request;
  return { headers: lastValues(headers), querystring: lastValues(query) };
}

/**
 * What a mapping template of this event sees. Overrides are no part of WebSocket APIs: what a
 * template puts there goes nowhere.
 *
 * @param body - the message, or the answer of the integration
 */
export function templateInput(
  context: VariablesContext,
  body: string,
  endpointResponse?: EndpointResponse,
): MappingTemplateInput {
  const { headers, querystring } = routeParameters(context);
  const { contextVariables, deployment } = context;
  return {
    body,
    params: { path: NO_PARAMETERS, querystring, header: headers },
    context:
      endpointResponse === undefined
        ? contextVariables
        : { ...contextVariables, status: String(endpointResponse.statusCode) },
    stageVariables: deployment.api.stageVariables,
    requestOverride: emptyRequestOverride(),
    responseOverride: emptyResponseOverride(),
  };
}

/** What a selection expression of this event sees. */
export function selectionValues(
  context: VariablesContext,
  endpointResponse?: EndpointResponse,
): SelectionValues {
  const { contextVariables, deployment } = context;
  return {
    body: messageOf(context),
    ...routeParameters(context),
    contextVariables,
    stageVariables: deployment.api.stageVariables,
    ...(endpointResponse && { endpointResponse }),
  };
}

/** What sources below `route.request` see. */
export function mappingValues(context: VariablesContext): MappingValues {
  const { contextVariables, deployment } = context;
  const { headers, querystring } = routeParameters(context);
  const request = context.eventType === 'CONNECT' ? context.request : { headers: [], query: [] };
  return {
    contextVariables,
    stageVariables: deployment.api.stageVariables,
    header: (name) => headers[name],
    querystring,
    path: NO_PARAMETERS,
    body: () => messageOf(context),
    allHeaders: (name) => valuesOf(request.headers, name),
    allQuerystring: (name) => valuesOf(request.query, name),
  };
}

/** The text of the message; other events have none. */
export function messageOf(context: VariablesContext): string {
  return context.eventType === 'MESSAGE' ? context.body : '';
}
