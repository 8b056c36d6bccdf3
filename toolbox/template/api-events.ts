import type { Position } from '../shared/problem.ts';
import {
  API_EVENT,
  type ApiEventNode,
  type ApiEventType,
  apiEventNodes,
} from './api-event-nodes.ts';
import { isCreated } from './conditions.ts';
import { apiOfEvent } from './event-api.ts';
import { childOf, isMapping, type MappingNode, scalarText } from './nodes.ts';
import { takesFunctionEvents } from './open-api/definition.ts';
import { PropertyReader } from './property-reader.ts';
import { attributeOf } from './resource-attributes.ts';
import type { Resource, Scope } from './scope.ts';

/** An event of type `Api` or `HttpApi` that starts a function, or an execution of a state machine. */
export interface ApiEvent {
  readonly type: ApiEventType;
  readonly name: string;
  /** Of its name. */
  readonly position: Position;
  /** How messages name it. */
  readonly label: string;
  readonly target: Resource;
  readonly api: Resource;
  readonly path: string;
  /** Upper case; `ANY` for any method. */
  readonly httpMethod: string;
  /** Resolved. */
  readonly properties: MappingNode;
}

const FUNCTION = 'AWS::Serverless::Function';
const STATE_MACHINE = 'AWS::Serverless::StateMachine';

/**
 * The events of type `Api` of the functions and state machines that are created; what SAM would
 * refuse is reported and left out.
 */
export function apiEvents(scope: Scope): ApiEvent[] {
  return [...scope.resources.values()]
    .filter(({ type }) => type === FUNCTION || type === STATE_MACHINE)
    .filter((target) => isCreated(target, scope))
    .flatMap((target) =>
      apiEventNodes(target, API_EVENT).map((node) => apiEvent(node, target, scope)),
    )
    .filter((event) => event !== undefined);
}

/** Otherwise it starts executions of a state machine. */
export function startsFunction({ target }: Pick<ApiEvent, 'target'>): boolean {
  return target.type === FUNCTION;
}

function apiEvent(node: ApiEventNode, target: Resource, scope: Scope): ApiEvent | undefined {
  const { type, name, position } = node;
  const { problems } = scope;
  const label = `the event "${name}" of "${target.logicalId}"`;
  const read = new PropertyReader(node.properties, label, problems);
  const path = read.requiredText('Path');
  const httpMethod = read.requiredText('Method')?.toUpperCase();
  const api = apiOfEvent(node, { label, target }, scope);
  if (path === undefined || httpMethod === undefined || api === undefined) return undefined;
  const resolved = childOf(childOf(scope.propertiesOf(target), 'Events'), name);
  const properties = childOf(resolved, 'Properties');
  if (!isMapping(properties)) return undefined;
  const event = { type, name, position, label, target, api, path, httpMethod, properties };
  checkProperties(event, scope);
  return event;
}

/** SAM takes `Stage`, and writes its own over it. */
const PROPERTIES = ['Auth', 'Method', 'Path', 'RestApiId', 'Stage'];
const UNSUPPORTED = ['ResponseTransferMode'];

/** Of an event, as SAM takes them. @see "Api" (SAM Developer Guide) */
const PROPERTIES_OF: Readonly<Record<string, readonly string[]>> = {
  [FUNCTION]: [
    ...PROPERTIES,
    ...UNSUPPORTED,
    'RequestModel',
    'RequestParameters',
    'TimeoutInMillis',
  ],
  [STATE_MACHINE]: [...PROPERTIES, 'UnescapeMappingTemplate'],
};

const SUPPORTED_AUTH = [
  'ApiKeyRequired',
  'AuthorizationScopes',
  'Authorizer',
  'InvokeRole',
  'OverrideApiAuth',
];

function checkProperties({ label, api, target, properties }: ApiEvent, { problems }: Scope): void {
  const known = PROPERTIES_OF[target.type] ?? [];
  for (const [key, { keyPosition }] of properties.entries) {
    if (known.includes(key)) continue;
    const message = `"${key}" is no property of ${label}: SAM takes ${known.join(', ')} only`;
    problems.error(keyPosition, 'unknown-property', message);
  }
  const auth = childOf(properties, 'Auth');
  const overridesAuth = scalarText(childOf(auth, 'OverrideApiAuth')) === 'true';
  const unsupportedAuth = [...(isMapping(auth) ? auth.entries : [])].filter(
    ([key]) => !SUPPORTED_AUTH.includes(key),
  );
  // An API with a document of its own takes nothing from an event but the permission and, if told
  // so, `Auth`.
  const unsupported = [
    ...[...properties.entries].filter(
      ([key]) => takesFunctionEvents(api) && UNSUPPORTED.includes(key),
    ),
    ...(takesFunctionEvents(api) || overridesAuth ? unsupportedAuth : []),
  ];
  for (const [key, { keyPosition }] of unsupported) {
    const message = `${key} of ${label} is not supported here: the API answers without it`;
    problems.warning(keyPosition, 'unsupported-property', message);
  }
}

/** What SAM calls the path of the route for all that no other one takes. */
export const DEFAULT_ROUTE = '$default';

export function isDefaultRoute({ path }: ApiEvent): boolean {
  return path === DEFAULT_ROUTE;
}

/** API Gateway makes no resource for what would stand behind a last slash. */
export function resourcePathOf({ path }: ApiEvent): string {
  return path.replace(/(?<=.)\/$/, '');
}

/** What an event calls: the function, or the alias that SAM publishes it under. */
export function targetArn({ target }: ApiEvent, scope: Scope): string {
  const arn = attributeOf(target, 'Arn', target.position, scope);
  const alias = scalarText(childOf(scope.propertiesOf(target), 'AutoPublishAlias'));
  return alias === undefined ? arn : `${arn}:${alias}`;
}
