import { isJsonObject, type JsonValue } from '../../../shared/json.ts';
import { textOf } from '../../../vtl/value.ts';
import { GatewayError } from '../../gateway-error.ts';
import type { RequestMapping } from '../../mapping-targets.ts';
import { type MappingTemplate, renderMappingTemplate } from '../../mapping-template.ts';
import type { MappingValues } from '../../parameter-mapping.ts';
import { templateText } from '../../payload.ts';
import type {
  IntegrationContext,
  IntegrationRequest,
  MultiValues,
  ParameterValues,
} from '../context.ts';
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

type MappedParameters = Readonly<Record<'header' | 'querystring' | 'path', MultiValues>>;

const NO_PARAMETERS: ParameterValues = Object.freeze(Object.create(null));
const NOTHING_MAPPED: MappedParameters = {
  header: NO_PARAMETERS,
  querystring: NO_PARAMETERS,
  path: NO_PARAMETERS,
};

/** What the `requestParameters` of the integration set. */
export function mapParameters(context: IntegrationContext): MappedParameters {
  return mapRequestParameters(context.integration.requestMappings, () =>
    requestValues(context, integrationHeaders(context)),
  );
}

/** @param valuesOf - asked only when something is mapped */
export function mapRequestParameters(
  requestMappings: readonly RequestMapping[],
  valuesOf: () => MappingValues,
): MappedParameters {
  if (requestMappings.length === 0) return NOTHING_MAPPED;
  const values = valuesOf();
  const mapped: MappedParameters = {
    header: Object.create(null),
    querystring: Object.create(null),
    path: Object.create(null),
  };
  for (const { place, name, source } of requestMappings) {
    const value = source(values);
    if (value !== undefined) mapped[place][name] = value;
  }
  return mapped;
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

/** There is one place for a path parameter: several values stand there with commas. */
export function singleValues(values: MultiValues): ParameterValues {
  if (values === NO_PARAMETERS) return NO_PARAMETERS;
  const singles: ParameterValues = Object.create(null);
  for (const [name, value] of Object.entries(values)) singles[name] = [value].flat().join(',');
  return singles;
}
