import type { HttpApi, RouteSettings } from '../http-api-model.ts';
import { childOf, isMapping, type MappingNode, type TemplateNode } from '../nodes.ts';
import type { ProblemList } from '../problem-list.ts';
import { PropertyReader } from '../property-reader.ts';
import { DEFAULT_ROUTE_KEY, routeKeyOf } from './route-key.ts';

/**
 * The throttling of a stage, for each route and for the others.
 *
 * @param stage - resolved properties of the stage, or of the SAM resource that it is made of
 * @see "Throttling requests to your HTTP API" (API Gateway Developer Guide)
 */
export function readRouteSettings(
  stage: MappingNode | undefined,
  owner: string,
  problems: ProblemList,
): Pick<HttpApi, 'defaultRouteSettings' | 'routeSettings'> {
  const byRoute = childOf(stage, 'RouteSettings');
  return {
    defaultRouteSettings: settingsOf(childOf(stage, 'DefaultRouteSettings'), owner, problems),
    routeSettings: Object.fromEntries(
      [...(isMapping(byRoute) ? byRoute.entries : [])].map(([routeKey, { value }]) => [
        asRouteKey(routeKey),
        settingsOf(value, owner, problems),
      ]),
    ),
  };
}

export function settingsOf(
  node: TemplateNode | undefined,
  owner: string,
  problems: ProblemList,
): RouteSettings {
  if (!isMapping(node)) return {};
  const read = new PropertyReader(node, `route settings of ${owner}`, problems);
  const throttlingRateLimit = read.number('ThrottlingRateLimit', 0);
  const throttlingBurstLimit = read.number('ThrottlingBurstLimit', 0);
  return {
    ...(throttlingRateLimit !== undefined && { throttlingRateLimit }),
    ...(throttlingBurstLimit !== undefined && { throttlingBurstLimit }),
  };
}

/** SAM writes the bare path of a route for any method. */
function asRouteKey(written: string): string {
  const [httpMethod = '', path] = written.split(' ');
  if (path !== undefined) return routeKeyOf(httpMethod.toUpperCase(), path);
  return written === DEFAULT_ROUTE_KEY ? written : routeKeyOf('ANY', written);
}
