import type { ParameterValues, VariablesContext } from './context.ts';
import type { MappingTemplateInput } from './mapping-template.ts';

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
