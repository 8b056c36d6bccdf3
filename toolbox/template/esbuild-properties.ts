import type { Position } from '../shared/problem.ts';
import type { EsbuildProperties } from './model.ts';
import { childOf, isMapping, type MappingNode, scalarText, type TemplateNode } from './nodes.ts';

/** A text of the template and where it stands. */
export interface PlacedText {
  readonly text: string;
  readonly position: Position;
}

/**
 * How `sam build` bundles a function; undefined unless its `Metadata` says `BuildMethod: esbuild`.
 *
 * @see "Building Node.js Lambda functions with esbuild" (SAM Developer Guide)
 */
export function esbuildProperties(
  metadata: TemplateNode | undefined,
  handler: PlacedText,
): EsbuildProperties | undefined {
  if (scalarText(childOf(metadata, 'BuildMethod')) !== 'esbuild') return undefined;
  const node = childOf(metadata, 'BuildProperties');
  const properties = isMapping(node) ? node : undefined;
  return {
    ...textsOf(properties, TEXTS),
    ...flagsOf(properties, FLAGS),
    ...listsOf(properties, LISTS),
    EntryPoints: entryPoints(metadata, handler).map(({ text }) => text),
  };
}

/** What is bundled; `sam build` takes the module of the handler when `Metadata` does not tell. */
export function entryPoints(
  metadata: TemplateNode | undefined,
  handler: PlacedText,
): readonly PlacedText[] {
  const written = childOf(childOf(metadata, 'BuildProperties'), 'EntryPoints');
  const texts = placedTexts(written);
  if (texts.length > 0) return texts;
  const isUnknown = handler.text === '' || (written?.kind === 'scalar' && written.unresolved);
  return isUnknown ? [] : [{ ...handler, text: handler.text.replace(/\..*/s, '') }];
}

const TEXTS = ['Target', 'Format'] as const;
const FLAGS = ['Minify', 'Sourcemap', 'SourcesContent', 'KeepNames'] as const;
const LISTS = [
  'External',
  'MainFields',
  'Loader',
  'OutExtension',
  'Define',
  'Banner',
  'Footer',
] as const;

/** What npm is told, and nothing of the bundle. */
const OF_NPM = ['UseNpmCi'];
const READ: ReadonlySet<string> = new Set([...TEXTS, ...FLAGS, ...LISTS, ...OF_NPM, 'EntryPoints']);

/** The keys of `BuildProperties` that `sam build` hands to esbuild, and that are not read here. */
export function unreadBuildProperties(metadata: TemplateNode | undefined): PlacedText[] {
  const node = childOf(metadata, 'BuildProperties');
  const entries = isMapping(node) ? [...node.entries] : [];
  return entries
    .filter(([key]) => !READ.has(key))
    .map(([key, { keyPosition }]) => ({ text: key, position: keyPosition }));
}

function textsOf<Key extends string>(properties: MappingNode | undefined, keys: readonly Key[]) {
  return picked(keys, (key) => scalarText(childOf(properties, key)));
}

function flagsOf<Key extends string>(properties: MappingNode | undefined, keys: readonly Key[]) {
  return picked(keys, (key) => {
    const text = scalarText(childOf(properties, key));
    return text === undefined ? undefined : /^true$/i.test(text);
  });
}

function listsOf<Key extends string>(properties: MappingNode | undefined, keys: readonly Key[]) {
  return picked(keys, (key) => listOf(properties, key));
}

function listOf(properties: MappingNode | undefined, key: string): string[] | undefined {
  const node = childOf(properties, key);
  const isList = node?.kind === 'sequence' || scalarText(node) !== undefined;
  return isList ? placedTexts(node).map(({ text }) => text) : undefined;
}

/** A list may be written as one text with commas. */
function placedTexts(node: TemplateNode | undefined): PlacedText[] {
  if (node?.kind === 'sequence') {
    return node.items.flatMap((item) => placed(item, scalarText(item)));
  }
  const words = scalarText(node)?.split(',') ?? [];
  return words.flatMap((word) => placed(node, word.trim()));
}

function placed(node: TemplateNode | undefined, text: string | undefined): PlacedText[] {
  return node === undefined || text === undefined ? [] : [{ text, position: node.position }];
}

function picked<Key extends string, Value>(
  keys: readonly Key[],
  propertyOf: (key: Key) => Value | undefined,
): Partial<Record<Key, Value>> {
  const values: Partial<Record<Key, Value>> = {};
  for (const key of keys) {
    const value = propertyOf(key);
    if (value !== undefined) values[key] = value;
  }
  return values;
}
