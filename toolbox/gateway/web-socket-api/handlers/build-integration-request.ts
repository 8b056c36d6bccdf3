import type { IntegrationRequest, ParameterValues } from '../../context.ts';
import { GatewayError } from '../../gateway-error.ts';
import { mapParameters } from '../../handlers/build-integration-request.ts';
import { type MappingTemplate, renderMappingTemplate } from '../../mapping-template.ts';
import type { IntegrationContext } from '../context.ts';
import { messageOf, routeParameters, selectionValues, templateInput } from '../template-input.ts';

const NO_PARAMETERS: ParameterValues = Object.freeze(Object.create(null));

/**
 * Renders the request template that the template selection expression selects, or passes the
 * message through, and maps the parameters.
 *
 * @throws GatewayError UNSUPPORTED_MEDIA_TYPE when no template is selected and nothing may pass
 * @throws VtlError when the template fails
 */
export function buildIntegrationRequest(context: IntegrationContext): IntegrationRequest {
  const { integration, contextVariables, deployment } = context;
  const message = messageOf(context);
  const template = selectRequestTemplate(context);
  const { header, querystring, path } = mapParameters(integration.requestMappings, () => ({
    contextVariables,
    stageVariables: deployment.api.stageVariables,
    ...routeParameters(context),
    path: NO_PARAMETERS,
    body: message,
  }));
  const body =
    template === undefined
      ? message
      : renderMappingTemplate(template, templateInput(context, message));
  return { body, headers: header, querystring, path };
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
