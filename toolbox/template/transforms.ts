import { withEntries } from './build-nodes.ts';
import { expandLoops } from './for-each.ts';
import { expandIncludes, includeAtTop } from './includes.ts';
import type { MappingNode } from './nodes.ts';
import { createScope } from './resolver.ts';
import type { Stack } from './scope.ts';
import type { TemplateFiles } from './template-files.ts';

/** Where files may be included. @see "AWS::Include transform" (CloudFormation User Guide) */
const SECTIONS = ['Mappings', 'Conditions', 'Resources', 'Outputs'];

/**
 * The template with what its own transforms make of it, before anything of SAM: included files and
 * loops.
 *
 * @param stackOf - what a template says beside its resources
 */
export function applyTransforms(
  written: MappingNode,
  stackOf: (root: MappingNode) => Stack,
  files: TemplateFiles,
): { readonly root: MappingNode; readonly stack: Stack } {
  const includes = { ...createScope(stackOf(written)), files };
  const included = SECTIONS.reduce(
    (root, name) => {
      const section = root.entries.get(name);
      if (section === undefined) return root;
      const value = expandIncludes(section.value, includes);
      return value === section.value ? root : withEntries(root, [[name, { ...section, value }]]);
    },
    includeAtTop(written, includes),
  );
  const root = expandLoops(included, createScope(stackOf(included)));
  return { root, stack: stackOf(root) };
}
