import { DECLARED_HTTP_METHODS } from '../../shared/http-methods.ts';
import type { Position } from '../../shared/problem.ts';
import type { ProblemList } from '../problem-list.ts';

export const DEFAULT_ROUTE_KEY = '$default';

/** Without a slash or brace in a segment, but for a parameter that is a whole one. */
const SEGMENT = /^(?:[^{}]*|\{[\w.:-]+\})$/;
const GREEDY_SEGMENT = /^\{[\w.:-]+\+\}$/;

/** `POST` and `/pets/{petId}/` → `POST /pets/{petId}`; API Gateway drops a last slash. */
export function routeKeyOf(httpMethod: string, path: string): string {
  if (path === DEFAULT_ROUTE_KEY || path === `/${DEFAULT_ROUTE_KEY}`) return DEFAULT_ROUTE_KEY;
  return `${httpMethod} ${path.replace(/(?<=.)\/$/, '')}`;
}

/**
 * Reports what API Gateway takes for no route key.
 *
 * @see "Working with routes for HTTP APIs" (API Gateway Developer Guide)
 */
export function checkRouteKey(routeKey: string, position: Position, problems: ProblemList): void {
  if (routeKey === DEFAULT_ROUTE_KEY) return;
  const [, httpMethod = '', path = ''] = /^(\S+) (\/.*)$/.exec(routeKey) ?? [];
  if (DECLARED_HTTP_METHODS.includes(httpMethod) && isPath(path)) return;
  const message = `"${routeKey}" is no route of an HTTP API: expected $default, or one of ${DECLARED_HTTP_METHODS.join(', ')} and a path such as /pets/{petId}, whose last segment may be greedy, {proxy+}`;
  problems.error(position, 'invalid-route', message);
}

function isPath(path: string): boolean {
  const segments = path.split('/').slice(1);
  return segments.every(
    (segment, index) =>
      SEGMENT.test(segment) || (GREEDY_SEGMENT.test(segment) && index === segments.length - 1),
  );
}
