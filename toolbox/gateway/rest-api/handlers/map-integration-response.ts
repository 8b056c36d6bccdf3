import { isJsonObject, type JsonValue } from '../../../shared/json.ts';
import { textOf } from '../../../vtl/value.ts';
import type { HeaderPair } from '../../gateway.ts';
import type { InvocationResponse } from '../../integrations/integration-exchange.ts';
import { mappedHeaders } from '../../mapping-targets.ts';
import { renderMappingTemplate } from '../../mapping-template.ts';
import { APPLICATION_JSON } from '../../media-type.ts';
import type { ParameterValues } from '../../parameter-values.ts';
import { payloadText, templateText } from '../../payload.ts';
import { valuesOf } from '../../query-string.ts';
import type { IntegrationResponseContext } from '../context.ts';
import { templateInput } from '../template-input.ts';

/**
 * Maps the headers and renders the response template, or passes the body through; what the
 * templates have set in `$context.responseOverride` wins.
 *
 * @throws VtlError when the template fails
 */
export function mapIntegrationResponse(context: IntegrationResponseContext): InvocationResponse {
  const { request, endpointResponse, integrationResponse, responseOverride } = context;
  const headers = headersOf(context);
  const payload = integrationResponse.convertPayload(endpointResponse, request);
  const template = selectByAccept(integrationResponse.templates, request.accept);
  const body =
    template === undefined
      ? payload
      : renderMappingTemplate(template, templateInput(context, templateText(payload)));
  return {
    statusCode: overridingStatus(responseOverride['status']) ?? integrationResponse.statusCode,
    headers: withOverrides(headers, responseOverride['header']),
    body,
  };
}

/**
 * Selects a template by the media type that the client accepts, else that for JSON, else the first.
 *
 * @see "Select a mapping template for a response" in "API Gateway request and response data mapping
 * reference" (API Gateway Developer Guide)
 */
export function selectByAccept<Template>(
  templates: ReadonlyMap<string, Template>,
  accept: string,
): Template | undefined {
  if (templates.has(accept)) return templates.get(accept);
  if (templates.has(APPLICATION_JSON)) return templates.get(APPLICATION_JSON);
  return templates.values().next().value;
}

const NOTHING: ParameterValues = Object.freeze(Object.create(null));

function headersOf(context: IntegrationResponseContext): HeaderPair[] {
  const { headerMappings } = context.integrationResponse;
  if (headerMappings.length === 0) return [];
  const { contextVariables, deployment, endpointResponse } = context;
  return mappedHeaders(headerMappings, {
    contextVariables,
    stageVariables: deployment.api.stageVariables,
    header: (name) => valuesOf(endpointResponse.headers, name).at(-1),
    querystring: NOTHING,
    path: NOTHING,
    body: () => payloadText(endpointResponse.body),
    allHeaders: (name) => valuesOf(endpointResponse.headers, name),
    allQuerystring: () => [],
  });
}

/** Anything else than an integer from 100 to 599 is ignored. */
function overridingStatus(status: JsonValue | undefined): number | undefined {
  if (typeof status !== 'number' || !Number.isInteger(status)) return undefined;
  return status >= 100 && status <= 599 ? status : undefined;
}

/** A list gives a header for each of its items. */
function withOverrides(
  headers: readonly HeaderPair[],
  overrides: JsonValue | undefined,
): readonly HeaderPair[] {
  if (!isJsonObject(overrides)) return headers;
  const names = Object.keys(overrides);
  if (names.length === 0) return headers;
  const overridden = new Set(names.map((name) => name.toLowerCase()));
  return [
    ...headers.filter(([name]) => !overridden.has(name.toLowerCase())),
    ...names.flatMap((name) =>
      [overrides[name] ?? null].flat().map((item): HeaderPair => [name, textOf(item)]),
    ),
  ];
}
