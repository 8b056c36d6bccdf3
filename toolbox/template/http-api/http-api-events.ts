import { type ApiEventNode, apiEventNodes, HTTP_API_EVENT } from '../api-event-nodes.ts';
import { type ApiEvent, DEFAULT_ROUTE } from '../api-events.ts';
import { isCreated } from '../conditions.ts';
import { apiOfEvent } from '../event-api.ts';
import { childOf, isMapping, type MappingNode } from '../nodes.ts';
import type { ProblemList } from '../problem-list.ts';
import { PropertyReader } from '../property-reader.ts';
import type { Resource, Scope } from '../scope.ts';

/**
 * The events of type `HttpApi` of the functions that are created; what SAM would refuse is reported
 * and left out.
 *
 * @see "HttpApi" (SAM Developer Guide)
 */
export function httpApiEvents(scope: Scope): ApiEvent[] {
  const owners = [...scope.resources.values()].filter((owner) => isCreated(owner, scope));
  for (const owner of owners) reportOwner(owner, scope);
  return owners
    .filter(({ type }) => type === 'AWS::Serverless::Function')
    .flatMap((target) =>
      apiEventNodes(target, HTTP_API_EVENT).map((node) => httpApiEvent(node, target, scope)),
    )
    .filter((event) => event !== undefined);
}

/** SAM starts state machines by the events of REST APIs only. */
function reportOwner(owner: Resource, { problems }: Scope): void {
  if (owner.type !== 'AWS::Serverless::StateMachine') return;
  for (const { name, position } of apiEventNodes(owner, HTTP_API_EVENT)) {
    const message = `the event "${name}" of state machine "${owner.logicalId}" is of type HttpApi, which SAM takes for functions only: write Type: Api, or a StepFunctions-StartExecution integration in the OpenAPI document of an HTTP API`;
    problems.error(position, 'invalid-event', message);
  }
}

function httpApiEvent(node: ApiEventNode, target: Resource, scope: Scope): ApiEvent | undefined {
  const { type, name, position } = node;
  const label = `the event "${name}" of "${target.logicalId}"`;
  const route = routeOf(node, label, scope.problems);
  const api = apiOfEvent(node, { label, target }, scope);
  if (route === undefined || api === undefined) return undefined;
  const resolved = childOf(childOf(scope.propertiesOf(target), 'Events'), name);
  const written = childOf(resolved, 'Properties');
  const none: MappingNode = { kind: 'mapping', position, entries: new Map() };
  const properties = isMapping(written) ? written : none;
  checkProperties(properties, label, scope.problems);
  return { type, name, position, label, target, api, ...route, properties };
}

/** An event with neither path nor method takes all that no other route does. */
function routeOf(
  { properties }: ApiEventNode,
  label: string,
  problems: ProblemList,
): Pick<ApiEvent, 'path' | 'httpMethod'> | undefined {
  const read = new PropertyReader(properties, label, problems);
  const hasNeither = !properties.entries.has('Path') && !properties.entries.has('Method');
  if (hasNeither) return { path: DEFAULT_ROUTE, httpMethod: 'ANY' };
  const path = read.requiredText('Path');
  const httpMethod = read.requiredText('Method')?.toUpperCase();
  if (path === undefined || httpMethod === undefined) return undefined;
  return { path, httpMethod: httpMethod === ANY_METHOD ? 'ANY' : httpMethod };
}

const ANY_METHOD = 'X-AMAZON-APIGATEWAY-ANY-METHOD';

/** Of an event, as SAM takes them; it writes its own over `Stage`. */
const PROPERTIES = [
  'ApiId',
  'Auth',
  'Method',
  'Path',
  'PayloadFormatVersion',
  'RouteSettings',
  'Stage',
  'TimeoutInMillis',
];

function checkProperties({ entries }: MappingNode, label: string, problems: ProblemList): void {
  for (const [key, { keyPosition }] of entries) {
    if (PROPERTIES.includes(key)) continue;
    const message = `"${key}" is no property of ${label}: SAM takes ${PROPERTIES.join(', ')} only`;
    problems.error(keyPosition, 'unknown-property', message);
  }
}
