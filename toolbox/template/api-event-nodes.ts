import type { Position } from '../shared/problem.ts';
import { childOf, isMapping, type MappingNode, scalarText } from './nodes.ts';
import type { Resource } from './scope.ts';

/** A type of event that leads to an API, and what SAM calls its parts. */
export interface ApiEventType {
  readonly name: 'Api' | 'HttpApi';
  /** The property that names the API. */
  readonly idProperty: 'RestApiId' | 'ApiId';
  /** The logical id of the API that SAM makes for events that name none. */
  readonly implicitApi: string;
}

export const API_EVENT: ApiEventType = {
  name: 'Api',
  idProperty: 'RestApiId',
  implicitApi: 'ServerlessRestApi',
};

export const HTTP_API_EVENT: ApiEventType = {
  name: 'HttpApi',
  idProperty: 'ApiId',
  implicitApi: 'ServerlessHttpApi',
};

/** An event that leads to an API as it is written. */
export interface ApiEventNode {
  readonly type: ApiEventType;
  readonly name: string;
  /** Of its name. */
  readonly position: Position;
  /** Not resolved: SAM reads path, method and API before it resolves anything. */
  readonly properties: MappingNode;
}

/** The events of this type of a function or state machine of SAM. */
export function apiEventNodes(
  { type: resourceType, properties }: Resource,
  type: ApiEventType,
): ApiEventNode[] {
  const events = childOf(properties, 'Events');
  if (!resourceType.startsWith('AWS::Serverless::') || !isMapping(events)) return [];
  return [...events.entries]
    .filter(([, { value }]) => scalarText(childOf(value, 'Type')) === type.name)
    .map(([name, { keyPosition: position, value }]) => {
      const written = childOf(value, 'Properties');
      const none: MappingNode = { kind: 'mapping', position, entries: new Map() };
      return { type, name, position, properties: isMapping(written) ? written : none };
    });
}

/**
 * The logical id of the API that an event belongs to; undefined when it is no `!Ref` and no text.
 */
export function apiNameOf({ type, properties }: ApiEventNode): string | undefined {
  const apiId = childOf(properties, type.idProperty);
  if (apiId === undefined) return type.implicitApi;
  return scalarText(childOf(apiId, 'Ref')) ?? scalarText(apiId);
}
