import { isJsonObject, type JsonValue } from '../../../shared/json.ts';
import { textOf } from '../../../vtl/value.ts';
import { GatewayError } from '../../gateway-error.ts';
import type { IntegrationRequest } from '../../integrations/integration-exchange.ts';
import {
  type MappedParameters,
  mapRequestParameters,
  singleValues,
} from '../../map-request-parameters.ts';
import { type MappingTemplate, renderMappingTemplate } from '../../mapping-template.ts';
import type { MultiValues } from '../../parameter-values.ts';
import { templateText } from '../../payload.ts';
import type { IntegrationContext } from '../context.ts';
import type { DeployedIntegration } from '../deployment.ts';
import { integrationHeaders, requestValues, templateInput } from '../template-input.ts';

/**
 * Renders the request template, or passes the body through, and maps the parameters; overrides of
 * the template win.
 *
 * @throws GatewayError UNSUPPORTED_MEDIA_TYPE
 * @throws VtlError when the template fails
 */
export function buildIntegrationRequest(context: IntegrationContext): IntegrationRequest {
  const { request, incoming, integration, requestOverride } = context;
  const payload = integration.convertPayload(request, incoming);
  const template = selectRequestTemplate(integration, request.contentType);
  const body =
    template === undefined
      ? payload
      : renderMappingTemplate(template, templateInput(context, templateText(payload)));
  const parameters = mapParameters(context);
  return {
    body,
    headers: withOverrides(parameters.header, requestOverride['header']),
    querystring: withOverrides(parameters.querystring, requestOverride['querystring']),
    path: singleValues(withOverrides(parameters.path, requestOverride['path'])),
  };
}

/**
 * Selects the request template by media type.
 *
 * @returns undefined when the body passes through
 * @throws GatewayError UNSUPPORTED_MEDIA_TYPE
 * @see "Integration passthrough behaviors" (API Gateway Developer Guide)
 */
function selectRequestTemplate(
  { definition, requestTemplates }: DeployedIntegration,
  contentType: string,
): MappingTemplate | undefined {
  const template = requestTemplates.get(contentType) ?? requestTemplates.get('$default');
  if (template !== undefined) return template;
  switch (definition.passthroughBehavior) {
    case 'WHEN_NO_MATCH':
      return undefined;
    case 'WHEN_NO_TEMPLATES':
      if (requestTemplates.size === 0) return undefined;
      break;
    case 'NEVER':
  }
  throw new GatewayError('UNSUPPORTED_MEDIA_TYPE', {
    reason: `no request template for ${contentType}, and passthroughBehavior is ${definition.passthroughBehavior}`,
  });
}

/** What the `requestParameters` of the integration set. */
export function mapParameters(context: IntegrationContext): MappedParameters {
  return mapRequestParameters(context.integration.requestMappings, () =>
    requestValues(context, integrationHeaders(context)),
  );
}

/** A list gives all values of the parameter. */
function withOverrides(mapped: MultiValues, overrides: JsonValue | undefined): MultiValues {
  if (!isJsonObject(overrides)) return mapped;
  const entries = Object.entries(overrides);
  if (entries.length === 0) return mapped;
  const overridden: MultiValues = Object.assign(Object.create(null), mapped);
  for (const [name, value] of entries) {
    overridden[name] = Array.isArray(value) ? value.map(textOf) : textOf(value);
  }
  return overridden;
}
