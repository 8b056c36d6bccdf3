import { type BuildableMembers, buildMapping, withEntries } from '../build-nodes.ts';
import {
  childOf,
  isMapping,
  type MappingEntry,
  type MappingNode,
  scalarText,
  type TemplateNode,
} from '../nodes.ts';
import type { ProblemList } from '../problem-list.ts';

/** `Cors` of an API of SAM; each a static value in single quotes. */
interface Cors {
  readonly AllowOrigin: TemplateNode | string;
  readonly AllowMethods?: TemplateNode;
  readonly AllowHeaders?: TemplateNode;
  readonly MaxAge?: TemplateNode;
  readonly allowCredentials: boolean;
}

const KEYS = ['AllowCredentials', 'AllowHeaders', 'AllowMethods', 'AllowOrigin', 'MaxAge'];
const ANY_ORIGIN = "'*'";

/**
 * Adds the OPTIONS method that SAM writes to each path that has none.
 *
 * @see "CorsConfiguration" (SAM Developer Guide)
 */
export function withCors(
  document: MappingNode,
  { keyPosition, value }: MappingEntry,
  owner: string,
  problems: ProblemList,
): MappingNode {
  const paths = childOf(document, 'paths');
  if (scalarText(value) === '' || !isMapping(paths)) return document;
  const cors = readCors(value, owner, problems);
  if (cors === undefined) return document;
  const seen = new Set<string>();
  const entries = [...paths.entries].map(([path, entry]): [string, MappingEntry] => {
    const item = entry.value;
    // API Gateway makes one resource of paths that differ in the last slash only.
    const name = path.replace(/(?<=.)\/$/, '');
    const isSeen = seen.has(name);
    seen.add(name);
    if (!isMapping(item) || isSeen || item.entries.has('options')) return [path, entry];
    const options = { keyPosition, value: buildMapping(keyPosition, preflight(cors, item)) };
    return [path, { ...entry, value: withEntries(item, [['options', options]]) }];
  });
  const place = document.entries.get('paths')?.keyPosition ?? keyPosition;
  return withEntries(document, [
    ['paths', { keyPosition: place, value: { ...paths, entries: new Map(entries) } }],
  ]);
}

/** Undefined for what SAM would refuse, which is reported. */
function readCors(node: TemplateNode, owner: string, problems: ProblemList): Cors | undefined {
  if (node.kind === 'scalar' && typeof node.value === 'string') {
    return { AllowOrigin: node, allowCredentials: false };
  }
  const fault = isMapping(node)
    ? faultOf(node)
    : { node, message: `has to be text such as "'*'", or a mapping` };
  if (fault !== undefined) {
    const message = `Cors of ${owner} ${fault.message}`;
    problems.error(fault.node.position, 'invalid-property', message);
  }
  if (fault !== undefined || !isMapping(node)) return undefined;
  for (const [key, { keyPosition }] of node.entries) {
    if (KEYS.includes(key)) continue;
    const message = `"${key}" is no property of Cors of ${owner}: SAM takes ${KEYS.join(', ')}`;
    problems.error(keyPosition, 'unknown-property', message);
  }
  return {
    AllowOrigin: childOf(node, 'AllowOrigin') ?? ANY_ORIGIN,
    allowCredentials: allowsCredentials(childOf(node, 'AllowCredentials')),
    ...optionalHeaders(node),
  };
}

interface Fault {
  readonly node: TemplateNode;
  readonly message: string;
}

function faultOf(cors: MappingNode): Fault | undefined {
  const origin = childOf(cors, 'AllowOrigin');
  const credentials = childOf(cors, 'AllowCredentials');
  if (origin !== undefined && scalarText(origin) === '') {
    return { node: origin, message: `needs an AllowOrigin such as "'*'"` };
  }
  const isAnyOrigin = origin === undefined || scalarText(origin) === ANY_ORIGIN;
  if (credentials === undefined || !allowsCredentials(credentials) || !isAnyOrigin) {
    return undefined;
  }
  const message = `with AllowCredentials needs an AllowOrigin that names one origin, such as "'https://example.com'"`;
  return { node: credentials, message };
}

/** SAM takes no notice of the text 'true'. */
function allowsCredentials(node: TemplateNode | undefined): boolean {
  return node?.kind === 'scalar' && node.value === true;
}

function optionalHeaders(
  node: MappingNode,
): Pick<Cors, 'AllowHeaders' | 'AllowMethods' | 'MaxAge'> {
  const [headers, methods, age] = ['AllowHeaders', 'AllowMethods', 'MaxAge'].map((key) => {
    const value = childOf(node, key);
    return value === undefined || scalarText(value) === '' ? undefined : value;
  });
  return {
    ...(headers && { AllowHeaders: headers }),
    ...(methods && { AllowMethods: methods }),
    ...(age && { MaxAge: age }),
  };
}

function preflight(cors: Cors, pathItem: MappingNode): BuildableMembers {
  const { AllowOrigin, AllowHeaders, AllowMethods, MaxAge, allowCredentials } = cors;
  const headers: BuildableMembers = {
    'Access-Control-Allow-Origin': AllowOrigin,
    'Access-Control-Allow-Headers': AllowHeaders,
    'Access-Control-Allow-Methods': AllowMethods ?? `'${methodsOf(pathItem)}'`,
    'Access-Control-Max-Age': MaxAge,
    'Access-Control-Allow-Credentials': allowCredentials ? "'true'" : undefined,
  };
  const sent = Object.entries(headers).filter(([, value]) => value !== undefined);
  return {
    summary: 'CORS support',
    'x-amazon-apigateway-integration': {
      type: 'mock',
      requestTemplates: { 'application/json': '{\n  "statusCode" : 200\n}\n' },
      responses: {
        default: {
          statusCode: '200',
          responseParameters: Object.fromEntries(
            sent.map(([name, value]) => [`method.response.header.${name}`, value]),
          ),
          responseTemplates: { 'application/json': '{}\n' },
        },
      },
    },
    responses: {
      200: {
        description: 'Default response for CORS method',
        headers: Object.fromEntries(sent.map(([name]) => [name, {}])),
      },
    },
  };
}

const ALL_METHODS = ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH'];

/** As SAM, every key of the path counts as a method. */
function methodsOf({ entries }: MappingNode): string {
  const methods = entries.has('x-amazon-apigateway-any-method')
    ? ALL_METHODS
    : [...entries.keys(), 'options'].map((key) => key.toUpperCase());
  return [...new Set(methods)].sort().join(',');
}
