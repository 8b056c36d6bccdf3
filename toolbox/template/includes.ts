import { withEntries } from './build-nodes.ts';
import { mergeGlobals } from './globals.ts';
import { transformName, transformsOf } from './language-extensions.ts';
import {
  childOf,
  isMapping,
  itemsOf,
  type MappingEntry,
  type MappingNode,
  mapChildren,
  scalarText,
  type TemplateNode,
  unresolvedNode,
} from './nodes.ts';
import type { ProblemList } from './problem-list.ts';
import { isRemote, readDocument, type TemplateFiles } from './template-files.ts';

const TRANSFORM = 'Fn::Transform';
const INCLUDE = 'AWS::Include';

interface Includes {
  readonly files: TemplateFiles;
  readonly problems: ProblemList;
  /** Resolves what a transform's parameters may refer to. */
  resolve(node: TemplateNode): TemplateNode | undefined;
}

/**
 * Puts the files of `Fn::Transform: AWS::Include` into their places, before anything else is resolved, so that
 * intrinsic functions in their long form work in them.
 *
 * @see "AWS::Include transform" (CloudFormation User Guide)
 */
export function expandIncludes(node: TemplateNode, includes: Includes): TemplateNode {
  if (node.kind === 'scalar') return node;
  const transform = isMapping(node) ? node.entries.get(TRANSFORM) : undefined;
  if (!isMapping(node) || transform === undefined) {
    return mapChildren(node, (child) => expandIncludes(child, includes));
  }
  const included = transformed(transform, includes);
  if (node.entries.size === 1) {
    if (included === undefined) return unresolvedNode(node.position);
    return isMapping(included) ? { ...included, isIncluded: true } : included;
  }
  const entries = new Map<string, MappingEntry>(isMapping(included) ? included.entries : []);
  for (const [key, entry] of node.entries) {
    if (key === TRANSFORM) continue;
    entries.set(key, { ...entry, value: expandIncludes(entry.value, includes) });
  }
  return { ...node, entries };
}

/**
 * A template with the file of an include in its `Transform`: the sections of both, and of what both
 * have the template's own.
 */
export function includeAtTop(root: MappingNode, includes: Includes): MappingNode {
  const transform = transformsOf(root).find((node) => transformName(node) === INCLUDE);
  if (transform === undefined) return root;
  const file = includedFile(transform, transform.position, includes);
  return isMapping(file) ? mergeGlobals(file, root) : root;
}

/** What a transform, or each of a list of them, puts into its place. */
function transformed(
  { keyPosition, value }: MappingEntry,
  includes: Includes,
): TemplateNode | undefined {
  const parts = itemsOf(value).map((transform) => {
    const name = transformName(transform);
    if (name === INCLUDE) return includedFile(transform, keyPosition, includes);
    const message = `the macro "${name ?? ''}" runs in an account only: what it makes is missing here`;
    includes.problems.warning(keyPosition, 'unsupported-transform', message);
    return undefined;
  });
  const [first, ...others] = parts.filter((part) => part !== undefined);
  if (!isMapping(first)) return first;
  return others.filter(isMapping).reduce((all, part) => withEntries(all, part.entries), first);
}

function includedFile(
  transform: TemplateNode,
  position: MappingEntry['keyPosition'],
  includes: Includes,
): TemplateNode | undefined {
  const location = childOf(childOf(transform, 'Parameters'), 'Location');
  if (location === undefined) {
    const message = 'AWS::Include needs Parameters with a Location';
    includes.problems.error(position, 'include-location', message);
    return undefined;
  }
  const path = localPath(location, includes);
  const file = path === undefined ? undefined : includes.files.read(path, location.position);
  if (file === undefined) return undefined;
  const { root, problems } = readDocument(file);
  includes.problems.addAll(problems);
  if (root !== undefined) checkSnippet(root, includes.problems);
  return root;
}

/** Undefined when the file is not on this machine, which is reported. */
function localPath(location: TemplateNode, { problems, resolve }: Includes): string | undefined {
  const written = scalarText(location);
  const path = written ?? scalarText(resolve(location));
  if (path === undefined || isRemote(path)) {
    const message = `"${path ?? ''}" cannot be read here: a file beside the template is expected`;
    problems.warning(location.position, 'unsupported-location', message);
    return undefined;
  }
  if (written === undefined) {
    const message = `sam deploy uploads only a Location that is plain text; CloudFormation would look for "${path}" in S3 and fail: write the path itself`;
    problems.warning(location.position, 'include-location', message);
  }
  return path;
}

/** Reports what works in a template but not in a snippet. */
function checkSnippet(node: TemplateNode, problems: ProblemList): void {
  if (node.kind === 'sequence') {
    for (const item of node.items) checkSnippet(item, problems);
  } else if (isMapping(node)) {
    checkSnippetMapping(node, problems);
    for (const { value } of node.entries.values()) checkSnippet(value, problems);
  }
}

function checkSnippetMapping(
  { shortTag, entries, position }: MappingNode,
  problems: ProblemList,
): void {
  const nested = entries.get(TRANSFORM);
  if (shortTag !== undefined) {
    const [longForm] = entries.keys();
    const message = `${shortTag} does not work in an included file: write the long form, "${longForm}:"`;
    problems.error(
      entries.get(longForm ?? '')?.keyPosition ?? position,
      'short-tag-in-include',
      message,
    );
  }
  if (nested !== undefined) {
    const message = 'an included file cannot include another one: put its content here';
    problems.error(nested.keyPosition, 'nested-include', message);
  }
}
