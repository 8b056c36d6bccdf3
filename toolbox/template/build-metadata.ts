import { childOf, scalarText, type TemplateNode } from './nodes.ts';
import type { Resource, Scope } from './scope.ts';

/**
 * The `Metadata` by which `sam build` makes something of a resource's folder. Undefined where it
 * leaves the folder alone, and in the template that it writes itself, which keeps the metadata and
 * names folders with what has been made.
 *
 * @see "Building applications", skip the build (AWS SAM Developer Guide)
 */
export function buildMetadata({ metadata }: Resource, scope: Scope): TemplateNode | undefined {
  const node = metadata && scope.resolve(metadata);
  const isBuilt = childOf(node, 'SamResourceId') !== undefined;
  const isSkipped = /^true$/i.test(scalarText(childOf(node, 'SkipBuild')) ?? '');
  return isBuilt || isSkipped ? undefined : node;
}
