import { type BuildableMembers, buildMapping, withEntries, withMembers } from '../build-nodes.ts';
import {
  childOf,
  isMapping,
  type MappingEntry,
  type MappingNode,
  type TemplateNode,
} from '../nodes.ts';
import type { ProblemList } from '../problem-list.ts';

const GATEWAY_RESPONSES = 'x-amazon-apigateway-gateway-responses';

const LOCATIONS: Readonly<Record<string, string>> = {
  Headers: 'header',
  Paths: 'path',
  QueryStrings: 'querystring',
};

const RESPONSE_KEYS = ['ResponseParameters', 'ResponseTemplates', 'StatusCode'];

/**
 * Adds `GatewayResponses` of an API in the form of the extension.
 *
 * @see "GatewayResponse" (AWS SAM versions of the OpenAPI Specification)
 */
export function withGatewayResponses(
  document: MappingNode,
  { value }: MappingEntry,
  owner: string,
  problems: ProblemList,
): MappingNode {
  if (!isMapping(value)) {
    const message = `GatewayResponses of ${owner} has to be a mapping of response types`;
    problems.error(value.position, 'invalid-property', message);
    return document;
  }
  const responses = [...value.entries].map(([type, entry]): [string, MappingEntry] => {
    const response = gatewayResponse(entry, `${type} among GatewayResponses of ${owner}`, problems);
    return [type, { ...entry, value: response }];
  });
  return withMembers(document, GATEWAY_RESPONSES, responses, value.position);
}

function gatewayResponse(
  { value }: MappingEntry,
  owner: string,
  problems: ProblemList,
): TemplateNode {
  if (!isMapping(value)) return value;
  for (const [key, { keyPosition }] of value.entries) {
    if (RESPONSE_KEYS.includes(key)) continue;
    const message = `"${key}" is no property of ${owner}: SAM takes ${RESPONSE_KEYS.join(', ')}`;
    problems.error(keyPosition, 'unknown-property', message);
  }
  const parameters = childOf(value, 'ResponseParameters');
  const sources = Object.entries(LOCATIONS).flatMap(([key, location]) => {
    const group = childOf(parameters, key);
    return [...(isMapping(group) ? group.entries : [])].map(
      ([name, entry]): [string, MappingEntry] => [`gatewayresponse.${location}.${name}`, entry],
    );
  });
  const responseParameters = withEntries(buildMapping(value.position, {}), sources);
  const members: BuildableMembers = {
    statusCode: childOf(value, 'StatusCode'),
    responseParameters,
    responseTemplates: childOf(value, 'ResponseTemplates'),
  };
  return buildMapping(value.position, members);
}
