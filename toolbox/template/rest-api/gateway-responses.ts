import type { GatewayResponseDefinition } from '../model.ts';
import { childOf, isMapping } from '../nodes.ts';
import type { OpenApiDocument } from '../open-api/open-api-document.ts';
import { PropertyReader } from '../property-reader.ts';
import { GATEWAY_RESPONSE, readParameterMapping } from './mapping-expressions.ts';

/** @see "Gateway response types" (API Gateway Developer Guide) */
const RESPONSE_TYPES: ReadonlySet<string> = new Set([
  'ACCESS_DENIED',
  'API_CONFIGURATION_ERROR',
  'AUTHORIZER_CONFIGURATION_ERROR',
  'AUTHORIZER_FAILURE',
  'BAD_REQUEST_BODY',
  'BAD_REQUEST_PARAMETERS',
  'DEFAULT_4XX',
  'DEFAULT_5XX',
  'EXPIRED_TOKEN',
  'INTEGRATION_FAILURE',
  'INTEGRATION_TIMEOUT',
  'INVALID_API_KEY',
  'INVALID_SIGNATURE',
  'MISSING_AUTHENTICATION_TOKEN',
  'QUOTA_EXCEEDED',
  'REQUEST_TOO_LARGE',
  'RESOURCE_NOT_FOUND',
  'THROTTLED',
  'UNAUTHORIZED',
  'UNSUPPORTED_MEDIA_TYPE',
  'WAF_FILTERED',
]);

/** `x-amazon-apigateway-gateway-responses`, by response type. */
export function readGatewayResponses({
  root,
  problems,
}: OpenApiDocument): Record<string, GatewayResponseDefinition> {
  const responses: Record<string, GatewayResponseDefinition> = {};
  const section = childOf(root, 'x-amazon-apigateway-gateway-responses');
  for (const [type, { keyPosition, value }] of isMapping(section) ? section.entries : []) {
    if (!RESPONSE_TYPES.has(type) || !isMapping(value)) {
      const message = `"${type}" is no type of gateway response with properties: expected one of ${[...RESPONSE_TYPES].join(', ')}`;
      problems.error(keyPosition, 'invalid-gateway-response', message);
      continue;
    }
    const read = new PropertyReader(value, `gateway response ${type}`, problems);
    const statusCode = read.text('statusCode');
    const parameters = read.mapping('responseParameters');
    responses[type] = {
      position: keyPosition,
      ...(statusCode !== undefined && { statusCode }),
      responseParameters: readParameterMapping(parameters, GATEWAY_RESPONSE, problems),
      responseTemplates: read.textsByName('responseTemplates'),
    };
  }
  return responses;
}
