import type { ApiEvent } from '../api-events.ts';
import type { HttpApi, RouteSettings } from '../http-api-model.ts';
import { childOf, isMapping, type MappingNode, type TemplateNode } from '../nodes.ts';
import type { ProblemList } from '../problem-list.ts';
import { PropertyReader } from '../property-reader.ts';
import { DEFAULT_ROUTE_KEY, routeKeyOf } from './route-key.ts';

type Settings = Pick<HttpApi, 'defaultRouteSettings' | 'routeSettings'>;

/**
 * The throttling of a stage, for each route and for the others.
 *
 * @param stage - resolved properties of the stage, or of the SAM resource that it is made of
 * @param events - those of the API: SAM adds what they say to the stage
 * @see "Throttling requests to your HTTP API" (API Gateway Developer Guide)
 */
export function readRouteSettings(
  stage: MappingNode | undefined,
  events: readonly ApiEvent[],
  owner: string,
  problems: ProblemList,
): Settings {
  const routeSettings: Record<string, RouteSettings> = {};
  const add = (routeKey: string, node: TemplateNode | undefined): void => {
    const settings = settingsOf(node, owner, problems);
    routeSettings[routeKey] = { ...routeSettings[routeKey], ...settings };
  };
  const byRoute = childOf(stage, 'RouteSettings');
  for (const [written, { value }] of isMapping(byRoute) ? byRoute.entries : []) {
    add(asRouteKey(written), value);
  }
  for (const { httpMethod, path, properties } of events) {
    const settings = childOf(properties, 'RouteSettings');
    if (settings !== undefined) add(routeKeyOf(httpMethod, path), settings);
  }
  const defaultRouteSettings = settingsOf(childOf(stage, 'DefaultRouteSettings'), owner, problems);
  return { defaultRouteSettings, routeSettings };
}

function settingsOf(
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
