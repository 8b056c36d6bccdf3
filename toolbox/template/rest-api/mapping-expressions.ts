import type { MappingNode } from '../nodes.ts';
import { scalarText } from '../nodes.ts';
import type { ProblemList } from '../problem-list.ts';

/** Where parameters are mapped from and to, with the forms that API Gateway takes. */
export interface MappingRule {
  readonly target: RegExp;
  readonly source: RegExp;
  readonly example: string;
}

const STATIC = "'.*'";
const ANYWHERE = String.raw`context\..+|stageVariables\..+`;

/** @see "API Gateway API request and response data mapping reference" */
export const INTEGRATION_REQUEST: MappingRule = {
  target: /^integration\.request\.(?:header|querystring|path)\..+$/,
  source: new RegExp(
    String.raw`^(?:${STATIC}|method\.request\.(?:header|querystring|path|multivalueheader|multivaluequerystring)\..+|method\.request\.body(?:\..+)?|${ANYWHERE})$`,
    's',
  ),
  example: 'integration.request.header.X: method.request.header.X',
};

export const INTEGRATION_RESPONSE: MappingRule = {
  target: /^method\.response\.(?:header|multivalueheader)\..+$/,
  source: new RegExp(
    String.raw`^(?:${STATIC}|integration\.response\.(?:header|multivalueheader)\..+|integration\.response\.body(?:\..+)?|${ANYWHERE})$`,
    's',
  ),
  example: 'method.response.header.X: integration.response.header.X',
};

export const GATEWAY_RESPONSE: MappingRule = {
  target: /^gatewayresponse\.(?:header|path|querystring)\..+$/,
  source: new RegExp(
    String.raw`^(?:${STATIC}|method\.request\.(?:header|querystring|path|multivalueheader|multivaluequerystring)\..+|${ANYWHERE})$`,
    's',
  ),
  example: 'gatewayresponse.header.X: "\'text\'"',
};

/** Reads a parameter mapping, target → source; a form that the importer refuses is reported. */
export function readParameterMapping(
  mapping: MappingNode | undefined,
  { target, source, example }: MappingRule,
  problems: ProblemList,
): Record<string, string> {
  const sources: Record<string, string> = {};
  for (const [key, { keyPosition, value }] of mapping?.entries ?? []) {
    const text = scalarText(value);
    if (!target.test(key)) {
      const message = `"${key}" is no target of a parameter mapping here: expected the form ${example}`;
      problems.error(keyPosition, 'invalid-mapping', message);
    } else if (text !== undefined && source.test(text)) {
      sources[key] = text;
    } else if (value.kind !== 'scalar' || !value.unresolved) {
      const message = `${text ?? 'this'} is no source of a parameter mapping: put static text into single quotes, "'${text ?? ''}'", or take the form ${example}`;
      problems.error(value.position, 'invalid-mapping', message);
    }
  }
  return sources;
}
