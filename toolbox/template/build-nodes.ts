import type { Position } from '../shared/problem.ts';
import {
  childOf,
  isMapping,
  type MappingEntry,
  type MappingNode,
  scalarNode,
  type TemplateNode,
} from './nodes.ts';

/** A value as plain data, with parts that are nodes already. */
export type Buildable =
  | string
  | number
  | boolean
  | TemplateNode
  | readonly Buildable[]
  | BuildableMembers;

/** Members that are undefined are left out. */
export interface BuildableMembers {
  readonly [key: string]: Buildable | undefined;
}

/** Makes a node of what the template does not say itself; new parts stand at `position`, nodes keep their place. */
export function buildNode(position: Position, value: Buildable): TemplateNode {
  if (typeof value !== 'object') return scalarNode(position, value);
  if (isList(value)) {
    return { kind: 'sequence', position, items: value.map((item) => buildNode(position, item)) };
  }
  return isNode(value) ? value : buildMapping(position, value);
}

export function buildMapping(position: Position, members: BuildableMembers): MappingNode {
  const entries = new Map<string, MappingEntry>();
  for (const [key, value] of Object.entries(members)) {
    if (value === undefined) continue;
    entries.set(key, { keyPosition: position, value: buildNode(position, value) });
  }
  return { kind: 'mapping', position, entries };
}

/** A copy of a mapping with entries set; one that is there already keeps its place in the order. */
export function withEntries(
  mapping: MappingNode,
  entries: Iterable<readonly [string, MappingEntry]>,
): MappingNode {
  return { ...mapping, entries: new Map([...mapping.entries, ...entries]) };
}

/** A copy of a mapping with one member set; its key keeps its place. */
export function withMember(mapping: MappingNode, key: string, value: TemplateNode): MappingNode {
  const keyPosition = mapping.entries.get(key)?.keyPosition ?? mapping.position;
  return withEntries(mapping, [[key, { keyPosition, value }]]);
}

/** The mapping under `key`; an empty one when there is none. */
export function mappingAt(mapping: MappingNode, key: string): MappingNode {
  const node = childOf(mapping, key);
  return isMapping(node) ? node : buildMapping(mapping.position, {});
}

/** A copy of a mapping with members set in the mapping under one of its keys. */
export function withMembers(
  mapping: MappingNode,
  key: string,
  members: readonly (readonly [string, MappingEntry])[],
  position: Position,
): MappingNode {
  const node = childOf(mapping, key);
  const section = isMapping(node) ? node : buildMapping(position, {});
  const keyPosition = mapping.entries.get(key)?.keyPosition ?? position;
  return withEntries(mapping, [[key, { keyPosition, value: withEntries(section, members) }]]);
}

function isList(
  value: Exclude<Buildable, string | number | boolean>,
): value is readonly Buildable[] {
  return Array.isArray(value);
}

function isNode(value: TemplateNode | BuildableMembers): value is TemplateNode {
  return typeof value['kind'] === 'string' && 'position' in value;
}
