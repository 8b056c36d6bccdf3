import { GatewayError } from '../../gateway-error.ts';
import { renderMappingTemplate } from '../../mapping-template.ts';
import { payloadText } from '../../payload.ts';
import type { EndpointResponseContext, RouteAnswer } from '../context.ts';
import type { DeployedIntegrationResponse } from '../deployment.ts';
import { selectionValues, templateInput } from '../template-input.ts';

/**
 * Renders the response template of the integration response that is selected, for a client that
 * gets an answer at all.
 *
 * @throws GatewayError API_CONFIGURATION_ERROR when the integration has responses and none matches
 * @throws VtlError when the template fails
 * @see "Set up a WebSocket API integration response in API Gateway"
 */
export function mapIntegrationResponse(context: EndpointResponseContext): RouteAnswer {
  const { endpointResponse, route, integration } = context;
  const { statusCode, headers, error } = endpointResponse;
  const { isTwoWay } = route.definition;
  return {
    statusCode,
    headers,
    body: isTwoWay && integration.responses.length > 0 ? bodyOf(context) : undefined,
    ...(error !== undefined && { error }),
  };
}

function bodyOf(context: EndpointResponseContext): string {
  const { endpointResponse } = context;
  const { select, byKey } = selectResponse(context).templates;
  const key = select(selectionValues(context, endpointResponse));
  const template = byKey.get(key) ?? byKey.get('$default');
  const body = payloadText(endpointResponse.body);
  if (template === undefined) return body;
  const input = templateInput(context, body, endpointResponse);
  return renderMappingTemplate(template, input);
}

/** The first whose key matches the status, or the error message of a function, else `$default`. */
function selectResponse({
  integration,
  endpointResponse,
}: EndpointResponseContext): DeployedIntegrationResponse {
  const { selector } = endpointResponse;
  const selected =
    integration.responses.find(({ pattern }) => pattern?.matches(selector)) ??
    integration.responses.find(({ pattern }) => pattern === undefined);
  if (selected !== undefined) return selected;
  throw new GatewayError('API_CONFIGURATION_ERROR', {
    reason: `no integration response matches ${JSON.stringify(selector)}, and there is none with the key $default`,
  });
}
