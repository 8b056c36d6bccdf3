import type { Position } from '../../shared/problem.ts';
import type { MappingExpression, ParameterMapping } from '../http-api-model.ts';
import { childOf, isMapping, type MappingNode, scalarText, type TemplateNode } from '../nodes.ts';
import type { ProblemList } from '../problem-list.ts';
import { type MappingOrigin, parseMappingExpression } from './mapping-expression.ts';

const TARGETS: Readonly<
  Record<MappingOrigin, { readonly pattern: RegExp; readonly form: string }>
> = {
  request: {
    pattern: /^(?:(append|overwrite|remove):(header|querystring)\.(.+)|(overwrite):(path))$/,
    form: 'append:, overwrite: or remove: with header.<name> or querystring.<name>, or overwrite:path',
  },
  response: {
    pattern: /^(?:(append|overwrite|remove):(header)\.(.+)|(overwrite):(statuscode))$/,
    form: 'append:, overwrite: or remove: with header.<name>, or overwrite:statuscode',
  },
};

/** Headers that API Gateway keeps to itself. */
const RESERVED_HEADER =
  /^(?:access-control-.*|apigw-.*|authorization|connection|content-encoding|content-length|content-location|forwarded|keep-alive|origin|proxy-authenticate|proxy-authorization|te|trailers|transfer-encoding|upgrade|x-amz-.*|x-amzn-.*|x-forwarded-(?:for|host|proto)|via)$/i;

/** A mapping as it is written: its target and its value. */
interface WrittenMapping {
  readonly target: string;
  readonly position: Position;
  readonly value: TemplateNode | undefined;
}

/** Reads the `requestParameters` of a proxy; what API Gateway would refuse is reported and left out. */
export function readRequestMappings(
  node: MappingNode | undefined,
  problems: ProblemList,
): ParameterMapping[] {
  return writtenMappings(node).flatMap((one) => readMapping(one, 'request', problems) ?? []);
}

/**
 * Reads `responseParameters`: by status the mappings as in OpenAPI, or CloudFormation's list of
 * sources and destinations.
 */
export function readResponseMappings(
  node: MappingNode | undefined,
  problems: ProblemList,
): Record<string, readonly ParameterMapping[]> {
  const mappings: Record<string, readonly ParameterMapping[]> = {};
  for (const [status, { keyPosition, value }] of node?.entries ?? []) {
    if (/^[1-5]\d\d$/.test(status)) {
      mappings[status] = writtenResponseMappings(value).flatMap(
        (one) => readMapping(one, 'response', problems) ?? [],
      );
    } else {
      const message = `"${status}" is no status of responseParameters: expected one from 100 to 599`;
      problems.error(keyPosition, 'invalid-mapping', message);
    }
  }
  return mappings;
}

function writtenMappings(node: TemplateNode | undefined): WrittenMapping[] {
  if (!isMapping(node)) return [];
  return [...node.entries].map(([target, { keyPosition, value }]) => ({
    target,
    position: keyPosition,
    value,
  }));
}

function writtenResponseMappings(node: TemplateNode): WrittenMapping[] {
  const list = childOf(node, 'ResponseParameters');
  if (list?.kind !== 'sequence') return writtenMappings(node);
  return list.items.map((item) => ({
    target: scalarText(childOf(item, 'Destination')) ?? '',
    position: item.position,
    value: childOf(item, 'Source'),
  }));
}

function readMapping(
  written: WrittenMapping,
  origin: MappingOrigin,
  problems: ProblemList,
): ParameterMapping | undefined {
  const target = readTarget(written, origin, problems);
  if (target === undefined) return undefined;
  const value = target.action === 'remove' ? [] : readValue(written, origin, problems);
  return value && { ...target, value };
}

function readTarget(
  { target, position }: WrittenMapping,
  origin: MappingOrigin,
  problems: ProblemList,
): Omit<ParameterMapping, 'value'> | undefined {
  const { pattern, form } = TARGETS[origin];
  const groups =
    pattern
      .exec(target)
      ?.slice(1)
      .filter((group) => group !== undefined) ?? [];
  const [action, place, name = ''] = groups;
  if (action === undefined || place === undefined) {
    const message = `"${target}" is no target of a parameter mapping: expected ${form}`;
    problems.error(position, 'invalid-mapping', message);
    return undefined;
  }
  if (place === 'header' && RESERVED_HEADER.test(name)) {
    const message = `the header "${name}" is reserved: API Gateway maps it neither to backends nor to clients`;
    problems.error(position, 'invalid-mapping', message);
    return undefined;
  }
  // The pattern lets nothing else through.
  return { action, place, name } as Omit<ParameterMapping, 'value'>;
}

function readValue(
  { position, value }: WrittenMapping,
  origin: MappingOrigin,
  problems: ProblemList,
): MappingExpression | undefined {
  const text = scalarText(value);
  const expression = text === undefined ? undefined : parseMappingExpression(text, origin);
  if (expression === undefined && !(value?.kind === 'scalar' && value.unresolved)) {
    problems.error(value?.position ?? position, 'invalid-mapping', mappingFault(text, origin));
  }
  return expression;
}

/** What is wrong with a value that is no mapping expression. */
export function mappingFault(text: string | undefined, origin: MappingOrigin): string {
  const forms =
    origin === 'request'
      ? '$request.header.<name>, $request.querystring.<name>, $request.path, $request.path.<name>, $request.body, $request.body.<path>'
      : '$response.header.<name>, $response.body.<path>';
  return `Invalid mapping expression specified: ${text ?? 'no text'}; expected ${forms}, $context.<name>, $stageVariables.<name>, or text with \${…} around these without their $; paths take neither ".." nor filters`;
}
