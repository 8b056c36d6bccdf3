import type { JsonValue } from '../../../shared/json.ts';
import { parseJson } from '../../../shared/parse-json.ts';
import type { GatewayResponse, Payload } from '../../gateway.ts';
import { isFinalStatus } from '../../http-rules.ts';
import { payloadText } from '../../payload.ts';
import type { AnsweredHttpContext, HttpIntegrationResponse, Parameter } from '../context.ts';
import { HttpApiError } from '../http-api-error.ts';
import type { MappingValues } from '../mapping-expression.ts';
import { mappedHeaders, overwritingValue } from '../parameter-mapping.ts';

/**
 * Maps the parameters of the response, as its status says.
 *
 * @throws HttpApiError INTERNAL_ERROR when a mapping gives a status that ends no request
 */
export function mapResponse(context: AnsweredHttpContext): GatewayResponse {
  const { integrationResponse, match } = context;
  const { statusCode, headers, body } = integrationResponse;
  const mappings = match.route.integration?.responseMappings.get(String(statusCode)) ?? [];
  if (mappings.length === 0) return { statusCode, headers, body };
  const values = responseValues(context, integrationResponse);
  return {
    statusCode: readStatus(overwritingValue('statuscode', mappings, values)) ?? statusCode,
    headers: mappedHeaders(headers, mappings, values),
    body,
  };
}

function responseValues(
  { contextVariables, deployment }: AnsweredHttpContext,
  { headers, body }: HttpIntegrationResponse,
): MappingValues {
  return {
    contextVariables,
    stageVariables: deployment.api.stageVariables,
    headers: headers.map(([name, value]): Parameter => [name.toLowerCase(), value]),
    querystring: [],
    path: '',
    pathParameters: {},
    text: () => payloadText(body),
    json: () => jsonOf(body),
  };
}

function jsonOf(body: Payload): JsonValue | undefined {
  try {
    return parseJson(payloadText(body));
  } catch {
    return undefined;
  }
}

function readStatus(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const statusCode = /^\d+$/.test(text) ? Number(text) : 0;
  if (isFinalStatus(statusCode)) return statusCode;
  throw new HttpApiError('INTERNAL_ERROR', {
    reason: `overwrite:statuscode gives ${JSON.stringify(text)}, which is no status from 200 to 599`,
  });
}
