import {
  type JsonNumber,
  type JsonObject,
  type JsonValue,
  orderedObject,
  setProperty,
} from '../shared/json.ts';
import type { Position } from '../shared/problem.ts';
import type { TextSource } from '../shared/text-source.ts';

/** A value of one of the developer's files together with its place. */
export type TemplateNode = ScalarNode | SequenceNode | MappingNode;

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly position: Position;
  readonly value: string | number | boolean | null | JsonNumber;
  /** The place of the character at `offset` of a string value. */
  positionAt?(offset: number): Position;
  /** Stands for something that could not be resolved; the problem is reported already. */
  readonly unresolved?: true;
}

export interface SequenceNode {
  readonly kind: 'sequence';
  readonly position: Position;
  readonly items: readonly TemplateNode[];
}

export interface MappingNode {
  readonly kind: 'mapping';
  readonly position: Position;
  readonly entries: ReadonlyMap<string, MappingEntry>;
  /** The tag such as `!Sub` that this long form was written with. */
  readonly shortTag?: string;
  /** The whole of an included file, which SAM does not see. */
  readonly isIncluded?: true;
}

export interface MappingEntry {
  readonly keyPosition: Position;
  readonly value: TemplateNode;
}

export function scalarNode(
  position: Position,
  value: ScalarNode['value'],
  positionAt?: (offset: number) => Position,
): ScalarNode {
  return positionAt === undefined
    ? { kind: 'scalar', position, value }
    : { kind: 'scalar', position, value, positionAt };
}

/** A stand-in that keeps the rest of the file readable after a problem was reported. */
export function unresolvedNode(position: Position, placeholder = ''): ScalarNode {
  return { kind: 'scalar', position, value: placeholder, unresolved: true };
}

export function isMapping(node: TemplateNode | undefined): node is MappingNode {
  return node?.kind === 'mapping';
}

/** The value of `key` when the node is a mapping that has it. */
export function childOf(node: TemplateNode | undefined, key: string): TemplateNode | undefined {
  return isMapping(node) ? node.entries.get(key)?.value : undefined;
}

/** The members of a list; something else counts as a list of one. */
export function itemsOf(node: TemplateNode | undefined): readonly TemplateNode[] {
  if (node === undefined) return [];
  return node.kind === 'sequence' ? node.items : [node];
}

/** What a mapping says under `key`, but its key's place: where a message about it should point. */
export function positionOfKey(mapping: MappingNode, key: string): Position {
  return mapping.entries.get(key)?.keyPosition ?? mapping.position;
}

/** The text of a scalar as CloudFormation hands it to a string property. */
export function scalarText(node: TemplateNode | undefined): string | undefined {
  if (node?.kind !== 'scalar' || node.unresolved || node.value === null) return undefined;
  return String(node.value);
}

export function textSourceOf(node: ScalarNode): TextSource {
  const { position, positionAt } = node;
  return { text: String(node.value), positionAt: positionAt ?? (() => position) };
}

/** Copies a tree with its scalars changed; what holds no changed one is shared. */
export function mapScalars(
  node: TemplateNode,
  change: (scalar: ScalarNode) => ScalarNode,
): TemplateNode {
  if (node.kind === 'scalar') return change(node);
  return mapChildren(node, (child) => mapScalars(child, change));
}

type Change = (child: TemplateNode) => TemplateNode | undefined;

/** Copies a list or mapping with its members changed; undefined drops a member, no change shares the node. */
export function mapChildren(node: MappingNode, change: Change): MappingNode;
export function mapChildren(
  node: SequenceNode | MappingNode,
  change: Change,
): SequenceNode | MappingNode;
export function mapChildren(
  node: SequenceNode | MappingNode,
  change: Change,
): SequenceNode | MappingNode {
  return node.kind === 'sequence' ? mapItems(node, change) : mapEntries(node, change);
}

function mapItems(node: SequenceNode, change: Change): SequenceNode {
  let items: (TemplateNode | undefined)[] | undefined;
  node.items.forEach((item, index) => {
    const changed = change(item);
    if (changed === item) return;
    items ??= [...node.items];
    items[index] = changed;
  });
  return items === undefined
    ? node
    : { ...node, items: items.filter((item) => item !== undefined) };
}

function mapEntries(node: MappingNode, change: Change): MappingNode {
  let entries: Map<string, MappingEntry> | undefined;
  for (const [key, { keyPosition, value }] of node.entries) {
    const changed = change(value);
    if (changed === value) continue;
    entries ??= new Map(node.entries);
    if (changed === undefined) entries.delete(key);
    else entries.set(key, { keyPosition, value: changed });
  }
  return entries === undefined ? node : { ...node, entries };
}

const INDEX_KEY = /^\d+$/;

export function toJson(node: TemplateNode): JsonValue {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'sequence') return node.items.map(toJson);
  return mappingToJson(node);
}

export function mappingToJson({ entries }: MappingNode): JsonObject {
  const hasIndexKey = [...entries.keys()].some((key) => INDEX_KEY.test(key));
  const object: JsonObject = hasIndexKey ? orderedObject() : {};
  for (const [key, { value }] of entries) setProperty(object, key, toJson(value));
  return object;
}

/** The place of the value at a JSON pointer, or of the nearest one above it that exists. */
export function positionOfPointer(root: TemplateNode, pointer: string): Position {
  let position = root.position;
  let node: TemplateNode | undefined = root;
  for (const step of pointer.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (node.kind === 'mapping') {
      const entry: MappingEntry | undefined = node.entries.get(key);
      if (entry === undefined) return position;
      position = entry.value.position;
      node = entry.value;
    } else if (node.kind === 'sequence') {
      const item: TemplateNode | undefined = INDEX_KEY.test(key)
        ? node.items[Number(key)]
        : undefined;
      if (item === undefined) return position;
      position = item.position;
      node = item;
    } else {
      return position;
    }
  }
  return position;
}
