import type { Position } from '../../shared/problem.ts';
import type { MappingVariable } from '../http-api-model.ts';
import { itemsOf, scalarText, type TemplateNode } from '../nodes.ts';
import type { ProblemList } from '../problem-list.ts';
import { parseMappingExpression } from './mapping-expression.ts';

const SOURCES: ReadonlySet<MappingVariable['source']> = new Set([
  'context',
  'header',
  'querystring',
  'stageVariables',
]);

/** Reads where an authorizer finds the identity of a caller: a list, or a text with commas. */
export function readIdentitySource(
  node: TemplateNode | undefined,
  owner: string,
  problems: ProblemList,
): MappingVariable[] {
  return itemsOf(node).flatMap((item) =>
    (scalarText(item) ?? '')
      .split(',')
      .map((text) => text.trim())
      .filter((text) => text !== '')
      .flatMap((text) => identitySource(text, { owner, position: item.position }, problems) ?? []),
  );
}

export function identitySource(
  text: string,
  { owner, position }: { readonly owner: string; readonly position: Position },
  problems: ProblemList,
): MappingVariable | undefined {
  const [variable] = parseMappingExpression(text, 'request') ?? [];
  if (typeof variable === 'object' && SOURCES.has(variable.source)) return variable;
  const message = `"${text}" is no identity source of ${owner}: expected $request.header.<name>, $request.querystring.<name>, $context.<name> or $stageVariables.<name>`;
  problems.error(position, 'invalid-identity-source', message);
  return undefined;
}
