import {
  childOf,
  isMapping,
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

function transformed(
  { keyPosition, value }: MappingEntry,
  includes: Includes,
): TemplateNode | undefined {
  const { problems } = includes;
  const name = scalarText(childOf(value, 'Name'));
  if (name === 'AWS::Include') return includedFile(value, keyPosition, includes);
  const message = `the macro "${name ?? ''}" runs in an account only: what it makes is missing here`;
  problems.warning(keyPosition, 'unsupported-transform', message);
  return undefined;
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
  const path = literalLocation(location, includes);
  const file = path === undefined ? undefined : includes.files.read(path, location.position);
  if (file === undefined) return undefined;
  const { root, problems } = readDocument(file);
  includes.problems.addAll(problems);
  if (root !== undefined) checkSnippet(root, includes.problems);
  return root;
}

function literalLocation(location: TemplateNode, includes: Includes): string | undefined {
  const written = scalarText(location);
  const path = written ?? scalarText(includes.resolve(location));
  if (path !== undefined && isRemote(path)) {
    const message = `"${path}" cannot be read here: a file beside the template is expected`;
    includes.problems.warning(location.position, 'unsupported-location', message);
    return undefined;
  }
  if (written === undefined) {
    const message = `sam deploy uploads only a Location that is plain text; CloudFormation would look for "${path ?? ''}" in S3 and fail: write the path itself`;
    includes.problems.error(location.position, 'include-location', message);
  }
  return written;
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
