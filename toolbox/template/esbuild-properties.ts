import type { EsbuildProperties } from './model.ts';
import { childOf, isMapping, type MappingNode, scalarText, type TemplateNode } from './nodes.ts';

/**
 * How `sam build` bundles a function; undefined unless its `Metadata` says `BuildMethod: esbuild`.
 *
 * @see "Building Node.js Lambda functions with esbuild" (SAM Developer Guide)
 */
export function esbuildProperties(
  metadata: TemplateNode | undefined,
): EsbuildProperties | undefined {
  if (scalarText(childOf(metadata, 'BuildMethod')) !== 'esbuild') return undefined;
  const node = childOf(metadata, 'BuildProperties');
  const properties = isMapping(node) ? node : undefined;
  return {
    ...textsOf(properties, ['Target', 'Format']),
    ...flagsOf(properties, ['Minify', 'Sourcemap', 'SourcesContent', 'KeepNames']),
    ...listsOf(properties, LISTS),
    EntryPoints: listOf(properties, 'EntryPoints') ?? ['app'],
  };
}

const LISTS = [
  'External',
  'MainFields',
  'Loader',
  'OutExtension',
  'Define',
  'Banner',
  'Footer',
] as const;

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

/** A list may be written as one text with commas. */
function listOf(properties: MappingNode | undefined, key: string): string[] | undefined {
  const node = childOf(properties, key);
  if (node?.kind === 'sequence') {
    return node.items.map(scalarText).filter((item) => item !== undefined);
  }
  return scalarText(node)
    ?.split(',')
    .map((item) => item.trim());
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
