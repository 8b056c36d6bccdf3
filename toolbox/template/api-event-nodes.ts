import type { Position } from '../shared/problem.ts';
import { childOf, isMapping, type MappingNode, scalarText } from './nodes.ts';
import type { Resource } from './scope.ts';

/** An event of type `Api` as it is written. */
export interface ApiEventNode {
  readonly name: string;
  /** Of its name. */
  readonly position: Position;
  /** Not resolved: SAM reads path, method and API before it resolves anything. */
  readonly properties: MappingNode;
}

/** The events of a function or state machine of SAM that methods are made from. */
export function apiEventNodes({ type, properties }: Resource): ApiEventNode[] {
  const events = childOf(properties, 'Events');
  if (!type.startsWith('AWS::Serverless::') || !isMapping(events)) return [];
  return [...events.entries]
    .filter(([, { value }]) => scalarText(childOf(value, 'Type')) === 'Api')
    .map(([name, { keyPosition: position, value }]) => {
      const written = childOf(value, 'Properties');
      const none: MappingNode = { kind: 'mapping', position, entries: new Map() };
      return { name, position, properties: isMapping(written) ? written : none };
    });
}

export const IMPLICIT_API = 'ServerlessRestApi';

/**
 * The logical id of the API that an event belongs to; undefined when it is no `!Ref` and no text.
 */
export function apiNameOf({ properties }: ApiEventNode): string | undefined {
  const apiId = childOf(properties, 'RestApiId');
  if (apiId === undefined) return IMPLICIT_API;
  return scalarText(childOf(apiId, 'Ref')) ?? scalarText(apiId);
}
