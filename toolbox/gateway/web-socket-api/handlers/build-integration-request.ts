import { GatewayError } from '../../gateway-error.ts';
import type { IntegrationRequest } from '../../integrations/integration-exchange.ts';
import { mapRequestParameters, singleValues } from '../../map-request-parameters.ts';
import { type MappingTemplate, renderMappingTemplate } from '../../mapping-template.ts';
import type { IntegrationContext } from '../context.ts';
import { mappingValues, messageOf, selectionValues, templateInput } from '../template-input.ts';

/**
 * Renders the request template that the template selection expression selects, or passes the
 * message through, and maps the parameters.
 *
 * @throws GatewayError UNSUPPORTED_MEDIA_TYPE when no template is selected and nothing may pass
 * @throws VtlError when the template fails
 */
export function buildIntegrationRequest(context: IntegrationContext): IntegrationRequest {
  const message = messageOf(context);
  const template = selectRequestTemplate(context);
  const body =
    template === undefined
      ? message
      : renderMappingTemplate(template, templateInput(context, message));
  return withParameters(context, body);
}

/** The request of an HTTP proxy: the message as it is; templates do not change it. */
export function buildHttpProxyRequest(context: IntegrationContext): IntegrationRequest {
  return withParameters(context, messageOf(context));
}

function withParameters(context: IntegrationContext, body: string): IntegrationRequest {
  const { integration } = context;
  const parameters = mapRequestParameters(integration.requestMappings, () =>
    mappingValues(context),
  );
  const { header, querystring, path } = parameters;
  return { body, headers: header, querystring, path: singleValues(path) };
}

function selectRequestTemplate(context: IntegrationContext): MappingTemplate | undefined {
  const { definition, requestTemplates } = context.integration;
  const { select, byKey } = requestTemplates;
  const key = select(selectionValues(context));
  const template = byKey.get(key) ?? byKey.get('$default');
  if (template !== undefined) return template;
  const { passthroughBehavior } = definition;
  if (passthroughBehavior === 'WHEN_NO_MATCH') return undefined;
  if (passthroughBehavior === 'WHEN_NO_TEMPLATES' && byKey.size === 0) return undefined;
  throw new GatewayError('UNSUPPORTED_MEDIA_TYPE', {
    reason: `no request template for ${JSON.stringify(key)}, and PassthroughBehavior is ${passthroughBehavior}`,
  });
}
