import type { CorsConfiguration } from '../http-api-model.ts';
import { isMapping, type MappingNode, scalarText, type TemplateNode } from '../nodes.ts';
import type { ProblemList } from '../problem-list.ts';
import { textsOf } from './authorizer.ts';

/** A part of a CORS configuration as CloudFormation spells it; OpenAPI begins it with a small letter. */
const KEYS = [
  'AllowCredentials',
  'AllowHeaders',
  'AllowMethods',
  'AllowOrigins',
  'ExposeHeaders',
  'MaxAge',
] as const;

type CorsKey = (typeof KEYS)[number];

/** What a CORS configuration says, by CloudFormation's names. */
type WrittenCors = ReadonlyMap<CorsKey, TemplateNode>;

/**
 * Reads the CORS configuration of an API.
 *
 * @param nodes - `CorsConfiguration` or `x-amazon-apigateway-cors`; a later one wins, part by part
 */
export function readCors(
  nodes: readonly (TemplateNode | undefined)[],
  problems: ProblemList,
): CorsConfiguration | undefined {
  const present = nodes.filter((node) => node !== undefined);
  const written = new Map(present.flatMap((node) => [...writtenCors(node, problems)]));
  if (written.size === 0) return undefined;
  const maxAge = scalarText(written.get('MaxAge'));
  const cors: CorsConfiguration = {
    allowOrigins: textsOf(written.get('AllowOrigins')),
    allowMethods: textsOf(written.get('AllowMethods')),
    allowHeaders: textsOf(written.get('AllowHeaders')),
    exposeHeaders: textsOf(written.get('ExposeHeaders')),
    ...(maxAge !== undefined && { maxAgeSeconds: Number(maxAge) }),
    allowCredentials: scalarText(written.get('AllowCredentials')) === 'true',
  };
  checkCors(cors, written, problems);
  return cors;
}

/** SAM's `true` lets every origin in. */
function writtenCors(node: TemplateNode, problems: ProblemList): WrittenCors {
  if (isMapping(node)) return writtenParts(node, problems);
  if (scalarText(node) !== 'true') return new Map();
  return new Map([['AllowOrigins', { ...node, kind: 'scalar', value: '*' }]]);
}

function writtenParts({ entries }: MappingNode, problems: ProblemList): WrittenCors {
  const parts = new Map<CorsKey, TemplateNode>();
  for (const [key, { keyPosition, value }] of entries) {
    const known = KEYS.find((one) => one === key || one === capitalized(key));
    if (known !== undefined) {
      parts.set(known, value);
    } else {
      const message = `"${key}" is no part of a CORS configuration: expected ${KEYS.join(', ')}`;
      problems.error(keyPosition, 'unknown-property', message);
    }
  }
  return parts;
}

function capitalized(key: string): string {
  return key.charAt(0).toUpperCase() + key.slice(1);
}

function checkCors(
  { allowOrigins, allowCredentials, maxAgeSeconds }: CorsConfiguration,
  written: WrittenCors,
  problems: ProblemList,
): void {
  const credentials = written.get('AllowCredentials');
  if (credentials !== undefined && allowCredentials && allowOrigins.includes('*')) {
    const message = "allow-credentials is not supported if 'allow-origin' is *: name the origins";
    problems.error(credentials.position, 'invalid-cors', message);
  }
  const maxAge = written.get('MaxAge');
  if (maxAge !== undefined && !Number.isInteger(maxAgeSeconds)) {
    const message = 'MaxAge has to be a number of seconds';
    problems.error(maxAge.position, 'invalid-cors', message);
  }
}
