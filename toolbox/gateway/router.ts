import { HTTP_METHODS } from '../shared/http-methods.ts';
import type { ParameterValues } from './parameter-values.ts';
import { decodePercent } from './query-string.ts';

interface Resource<Target> {
  /** By HTTP method, `ANY` among them. */
  readonly methods: Map<string, Target>;
  readonly literals: Map<string, Resource<Target>>;
  /** The child behind `{name}`; siblings of that kind share one place. */
  parameter?: Resource<Target>;
  greedy?: Resource<Target>;
}

/** What a method of a REST API and a route of an HTTP API have in common. */
export interface Routed {
  /** Upper case; `ANY` for any method. */
  readonly httpMethod: string;
  /** Path template such as `/pets/{petId}` or `/{proxy+}`. */
  readonly resourcePath: string;
}

/** What is found for a path and a method. */
export interface Match<Target> {
  readonly target: Target;
  /** Decoded; path parameters are matched as they were sent. */
  readonly pathParameters: ParameterValues;
  readonly rawPathParameters: ParameterValues;
}

export type Router<Target> = (httpMethod: string, path: string) => Match<Target> | undefined;

const NO_PARAMETERS: ParameterValues = Object.freeze(Object.create(null));

/**
 * Makes the router of an API. A literal segment beats `{param}`, which beats `{proxy+}`; a resource
 * that lacks the method lets the next less specific one that has it answer. A trailing slash is
 * ignored.
 *
 * @param targetOf - what stands for a method in the matches
 */
export function createRouter<Method extends Routed, Target>(
  methods: readonly Method[],
  targetOf: (method: Method) => Target,
): Router<Target> {
  const root = aResource<Target>();
  const literalPaths = new Map<string, Resource<Target>>();
  const parameterNames = new Map<Target, readonly string[]>();
  for (const method of methods) {
    const target = targetOf(method);
    const segments = segmentsOf(method.resourcePath);
    const resource = segments.reduce(child, root);
    resource.methods.set(method.httpMethod, target);
    const names = segments.flatMap((segment) => parameterName(segment) ?? []);
    parameterNames.set(target, names);
    if (names.length === 0) literalPaths.set(method.resourcePath, resource);
  }
  return (httpMethod, path) => {
    const literal = literalPaths.get(path);
    const direct = literal && methodOf(literal, httpMethod);
    if (direct !== undefined) return literalMatch(direct);
    const values: string[] = [];
    const target = find(root, { httpMethod, segments: segmentsOf(path), values }, 0);
    if (target === undefined) return undefined;
    const rawPathParameters: ParameterValues = Object.create(null);
    for (const [index, name] of (parameterNames.get(target) ?? []).entries()) {
      rawPathParameters[name] = values[index] ?? '';
    }
    return { target, pathParameters: decoded(rawPathParameters), rawPathParameters };
  };
}

function literalMatch<Target>(target: Target): Match<Target> {
  return { target, pathParameters: NO_PARAMETERS, rawPathParameters: NO_PARAMETERS };
}

function decoded(raw: ParameterValues): ParameterValues {
  const values: ParameterValues = Object.create(null);
  for (const [name, value] of Object.entries(raw)) values[name] = decodePercent(value);
  return values;
}

function aResource<Target>(): Resource<Target> {
  return { methods: new Map(), literals: new Map() };
}

function segmentsOf(path: string): string[] {
  const inner = path.replace(/^\/+/, '').replace(/\/$/, '');
  return inner === '' ? [] : inner.split('/');
}

function parameterName(segment: string): string | undefined {
  return /^\{(.+?)\+?\}$/.exec(segment)?.[1];
}

function child<Target>(parent: Resource<Target>, segment: string): Resource<Target> {
  if (parameterName(segment) === undefined) {
    const resource = parent.literals.get(segment) ?? aResource<Target>();
    parent.literals.set(segment, resource);
    return resource;
  }
  if (segment.endsWith('+}')) {
    parent.greedy ??= aResource();
    return parent.greedy;
  }
  parent.parameter ??= aResource();
  return parent.parameter;
}

/** `ANY` stands for these; others, such as TRACE, no API takes. */
const KNOWN_METHODS: ReadonlySet<string> = new Set(HTTP_METHODS);

function methodOf<Target>(resource: Resource<Target>, httpMethod: string): Target | undefined {
  const method = resource.methods.get(httpMethod);
  if (method !== undefined || !KNOWN_METHODS.has(httpMethod)) return method;
  return resource.methods.get('ANY');
}

function withoutEdgeSlashes(path: string): string {
  let start = 0;
  let end = path.length;
  while (path[start] === '/') start += 1;
  while (end > start && path[end - 1] === '/') end -= 1;
  return path.slice(start, end);
}

interface Search {
  readonly httpMethod: string;
  readonly segments: readonly string[];
  /** The raw values of the parameters on the way to the resource. */
  readonly values: string[];
}

/** Searches depth first; the number of steps is bounded by the resources of the API. */
function find<Target>(
  resource: Resource<Target>,
  search: Search,
  index: number,
): Target | undefined {
  const { httpMethod, segments, values } = search;
  const segment = segments[index];
  if (segment === undefined) return methodOf(resource, httpMethod);

  const literal = resource.literals.get(segment);
  const exact = literal && find(literal, search, index + 1);
  if (exact !== undefined) return exact;

  if (resource.parameter !== undefined && segment !== '') {
    values.push(segment);
    const target = find(resource.parameter, search, index + 1);
    if (target !== undefined) return target;
    values.pop();
  }
  const target = resource.greedy && methodOf(resource.greedy, httpMethod);
  if (target !== undefined) values.push(withoutEdgeSlashes(segments.slice(index).join('/')));
  return target;
}
