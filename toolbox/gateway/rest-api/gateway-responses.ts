import type { GatewayResponseDefinition } from '../../template/model.ts';
import {
  defaultsOf,
  type GatewayResponseType,
  gatewayResponseTypes,
} from '../gateway-response-types.ts';
import { isFinalStatus } from '../http-rules.ts';
import { gatewayResponseMapping, type HeaderMapping } from '../mapping-targets.ts';
import { byMediaType } from '../media-type.ts';
import {
  compileMappingSource,
  type MappingSource,
  type MappingValues,
} from '../parameter-mapping.ts';

/** Writes a body with the values of one call. */
type Substitution = (values: MappingValues) => string;

/** The response to one type of error, as the API defines it. */
export interface DeployedGatewayResponse {
  readonly statusCode: number;
  readonly headerMappings: readonly HeaderMapping[];
  /** By media type; never empty. */
  readonly templates: ReadonlyMap<string, Substitution>;
}

export type GatewayResponses = Readonly<Record<GatewayResponseType, DeployedGatewayResponse>>;

const DEFAULT_TEMPLATE = '{"message":$context.error.messageString}';

/**
 * Compiles the gateway responses of an API. A type that is not defined takes the definition of
 * `DEFAULT_4XX` or `DEFAULT_5XX`, its status included.
 *
 * @see "Gateway responses for REST APIs in API Gateway" (API Gateway Developer Guide)
 */
export function compileGatewayResponses(
  definitions: Readonly<Record<string, GatewayResponseDefinition>>,
): GatewayResponses {
  const types = Object.keys(gatewayResponseTypes) as GatewayResponseType[];
  return Object.fromEntries(
    types.map((type) => [type, compile(type, definitions)]),
  ) as GatewayResponses;
}

function definitionFor(
  type: GatewayResponseType,
  definitions: Readonly<Record<string, GatewayResponseDefinition>>,
): GatewayResponseDefinition | undefined {
  const { statusCode, isCustomizable, definedAs = type } = defaultsOf(type);
  if (isCustomizable === false) return undefined;
  return definitions[definedAs] ?? definitions[statusCode < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX'];
}

function compile(
  type: GatewayResponseType,
  definitions: Readonly<Record<string, GatewayResponseDefinition>>,
): DeployedGatewayResponse {
  const definition = definitionFor(type, definitions);
  const { template = DEFAULT_TEMPLATE } = defaultsOf(type);
  const templates = byMediaType(definition?.responseTemplates ?? {}, compileSubstitution);
  return {
    statusCode: statusOf(type, definitions),
    headerMappings: headerMappings(definition?.responseParameters ?? {}),
    templates:
      templates.size > 0
        ? templates
        : byMediaType({ 'application/json': template }, compileSubstitution),
  };
}

function statusOf(
  type: GatewayResponseType,
  definitions: Readonly<Record<string, GatewayResponseDefinition>>,
): number {
  const customStatus = Number(definitionFor(type, definitions)?.statusCode);
  if (isFinalStatus(customStatus)) return customStatus;
  const { statusCode, definedAs = type, definedStatusCode = statusCode } = defaultsOf(type);
  return Object.hasOwn(definitions, definedAs) ? definedStatusCode : statusCode;
}

/** Headers that would break the framing of the response. */
const HOP_BY_HOP_HEADERS: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'transfer-encoding',
]);

function headerMappings(parameters: Readonly<Record<string, string>>): readonly HeaderMapping[] {
  return Object.entries(parameters)
    .flatMap((entry) => gatewayResponseMapping(entry) ?? [])
    .filter(({ name }) => !HOP_BY_HOP_HEADERS.has(name.toLowerCase()));
}

const VARIABLE =
  /\$(context(?:\.\w+)+|stageVariables\.\w+)|\$?(method\.request\.(?:header|querystring|path)\.[\w-]+)/g;

/** Such a template is no VTL: variables are replaced by their values, and all else is text. */
function compileSubstitution(template: string): Substitution {
  const parts: (string | MappingSource)[] = [];
  let end = 0;
  for (const match of template.matchAll(VARIABLE)) {
    parts.push(template.slice(end, match.index));
    parts.push(compileMappingSource(match[1] ?? match[2] ?? '', 'method.request') ?? match[0]);
    end = match.index + match[0].length;
  }
  parts.push(template.slice(end));
  return (values) =>
    parts
      .map((part) => (typeof part === 'string' ? part : [part(values) ?? ''].flat().join(',')))
      .join('');
}
