import type { Position } from '../shared/problem.ts';
import { childOf, itemsOf, type MappingNode, scalarText, type TemplateNode } from './nodes.ts';
import type { Stack } from './scope.ts';

const LANGUAGE_EXTENSIONS = 'AWS::LanguageExtensions';

/** The entries of `Transform`, which is one name or a list. */
export function transformsOf(root: MappingNode): readonly TemplateNode[] {
  return itemsOf(childOf(root, 'Transform'));
}

/** The name of a transform, which may have parameters. */
export function transformName(transform: TemplateNode): string | undefined {
  return scalarText(transform) ?? scalarText(childOf(transform, 'Name'));
}

/** @see "AWS::LanguageExtensions transform" (CloudFormation User Guide) */
export function hasLanguageExtensions(root: MappingNode): boolean {
  return transformsOf(root).some((transform) => transformName(transform) === LANGUAGE_EXTENSIONS);
}

/** Reports what CloudFormation knows only in a template with the transform, when it is not there. */
export function needLanguageExtensions(
  name: string,
  position: Position,
  { hasLanguageExtensions: isThere, problems }: Pick<Stack, 'hasLanguageExtensions' | 'problems'>,
): void {
  if (isThere) return;
  const message = `${name} needs the transform ${LANGUAGE_EXTENSIONS}: write "Transform: [${LANGUAGE_EXTENSIONS}, …]" at the top of the template`;
  problems.error(position, 'missing-transform', message);
}
