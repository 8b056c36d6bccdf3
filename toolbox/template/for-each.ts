import { withEntries } from './build-nodes.ts';
import { replaceMatches } from './composite-scalar.ts';
import { needLanguageExtensions } from './language-extensions.ts';
import {
  childOf,
  isMapping,
  type MappingEntry,
  type MappingNode,
  mapChildren,
  type ScalarNode,
  scalarNode,
  scalarText,
  type TemplateNode,
} from './nodes.ts';
import type { Scope } from './scope.ts';

const PREFIX = 'Fn::ForEach::';

/** As CloudFormation bounds it. */
const MAX_NESTED_LOOPS = 5;

/** More than any template may have of anything; loops in loops would go on for hours. */
const MAX_ENTRIES = 5_000;

const SECTIONS = ['Conditions', 'Resources', 'Outputs'];

/** A template with the loops of its sections written out. */
export function expandLoops(root: MappingNode, scope: Scope): MappingNode {
  return SECTIONS.reduce((expanded, name) => {
    const section = expanded.entries.get(name);
    if (section === undefined) return expanded;
    const value = expandForEach(section.value, scope);
    return value === section.value
      ? expanded
      : withEntries(expanded, [[name, { ...section, value }]]);
  }, root);
}

/**
 * Writes out loops: each `Fn::ForEach::Name: [Identifier, Collection, Body]`
 * becomes the entries of its body, once for each value of the collection.
 *
 * @see "Fn::ForEach" (CloudFormation User Guide)
 */
function expandForEach(node: TemplateNode, scope: Scope, loops = 0): TemplateNode {
  if (node.kind === 'scalar') return node;
  return isMapping(node) && hasLoop(node)
    ? expandEntries(node, scope, loops)
    : mapChildren(node, (child) => expandForEach(child, scope, loops));
}

/** Asked of every mapping of a template. */
function hasLoop({ entries }: MappingNode): boolean {
  for (const key of entries.keys()) if (key.startsWith(PREFIX)) return true;
  return false;
}

function expandEntries(mapping: MappingNode, scope: Scope, loops: number): MappingNode {
  const entries = new Map<string, MappingEntry>();
  for (const [key, entry] of mapping.entries) {
    const added: [string, MappingEntry][] = key.startsWith(PREFIX)
      ? loopEntries(key, entry, scope, loops + 1)
      : [[key, { ...entry, value: expandForEach(entry.value, scope, loops) }]];
    for (const [name, value] of added) {
      if (entries.has(name)) {
        const message = `${key} makes "${name}" a second time: put \${Identifier} or &{Identifier} into the key`;
        scope.problems.error(entry.keyPosition, 'duplicate-key', message);
      }
      entries.set(name, value);
    }
  }
  return { ...mapping, entries };
}

function loopEntries(
  key: string,
  { keyPosition, value }: MappingEntry,
  scope: Scope,
  loops: number,
): [string, MappingEntry][] {
  needLanguageExtensions(key, keyPosition, scope);
  const loop = loopOf(value, scope);
  if (loop === undefined || loops > MAX_NESTED_LOOPS) {
    const message =
      loop === undefined
        ? `${key} needs a list of an identifier, a list of texts (or !Ref of a list parameter) and a mapping`
        : `${key} is nested deeper than ${MAX_NESTED_LOOPS} loops: write the inner one out`;
    scope.problems.error(keyPosition, 'invalid-intrinsic', message);
    return [];
  }
  const { identifier, items, body } = loop;
  if (scope.parameters.has(identifier)) {
    const message = `the identifier "${identifier}" of ${key} is a parameter too: take another name`;
    scope.problems.error(keyPosition, 'invalid-intrinsic', message);
  }
  const made: [string, MappingEntry][] = [];
  for (const item of items) {
    const copy = expandForEach(withValue(body, identifier, item), scope, loops);
    made.push(...(isMapping(copy) ? copy.entries : []));
    if (made.length <= MAX_ENTRIES) continue;
    const message = `${key} makes more than ${MAX_ENTRIES} entries: shorten its list`;
    scope.problems.error(keyPosition, 'invalid-intrinsic', message);
    break;
  }
  return made;
}

interface Loop {
  readonly identifier: string;
  readonly items: readonly string[];
  readonly body: MappingNode;
}

function loopOf(node: TemplateNode, scope: Scope): Loop | undefined {
  const [name, collection, body, ...more] = node.kind === 'sequence' ? node.items : [];
  const identifier = scalarText(name);
  const list = collection === undefined ? undefined : scope.resolve(collection);
  if (identifier === undefined || list?.kind !== 'sequence') return undefined;
  if (!isMapping(body) || more.length > 0) return undefined;
  const items = list.items.map(scalarText).filter((item) => item !== undefined);
  return { identifier, items, body };
}

/** A copy in which `${Identifier}`, `&{Identifier}` and `!Ref Identifier` read as the value. */
function withValue(node: TemplateNode, identifier: string, value: string): TemplateNode {
  if (node.kind === 'scalar') return substituted(node, identifier, value);
  if (!isMapping(node)) return mapChildren(node, (child) => withValue(child, identifier, value));
  if (node.entries.size === 1 && scalarText(childOf(node, 'Ref')) === identifier) {
    return scalarNode(node.position, value);
  }
  const entries = [...node.entries].map(([key, entry]): [string, MappingEntry] => [
    key.replace(PLACEHOLDER, (written, sign, name) =>
      name === identifier ? valueFor(sign, value) : written,
    ),
    { ...entry, value: withValue(entry.value, identifier, value) },
  ]);
  return withoutSub({ ...node, entries: new Map(entries) });
}

/** An `Fn::Sub` that has nothing left to put in is its text: what SAM reads has to be one. */
function withoutSub(node: MappingNode): TemplateNode {
  const text = node.entries.size === 1 ? childOf(node, 'Fn::Sub') : undefined;
  const isPlain = text?.kind === 'scalar' && !String(text.value).includes('${');
  return isPlain ? text : node;
}

const PLACEHOLDER = /([$&])\{([A-Za-z\d]+)\}/g;

function substituted(node: ScalarNode, identifier: string, value: string): ScalarNode {
  if (typeof node.value !== 'string') return node;
  return replaceMatches(node, PLACEHOLDER, ([, sign = '', name]) =>
    name === identifier ? valueFor(sign, value) : undefined,
  );
}

/** `&{Identifier}` leaves out what a logical id cannot hold. */
function valueFor(sign: string, value: string): string {
  return sign === '&' ? value.replace(/[^A-Za-z\d]/g, '') : value;
}
