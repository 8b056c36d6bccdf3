import { needLanguageExtensions } from './language-extensions.ts';
import { childOf, scalarText, type TemplateNode, unresolvedNode } from './nodes.ts';
import type { IntrinsicFunction } from './scope.ts';

/** `Fn::FindInMap`: a value of `Mappings`, or the default when there is none. */
export const findInMap: IntrinsicFunction = ({ argument, position }, scope) => {
  const [map, top, second, options] = argument.kind === 'sequence' ? argument.items : [];
  const keys = [map, top, second].map((node) =>
    scalarText(node === undefined ? undefined : scope.resolve(node)),
  );
  let found = scope.mappings;
  for (const key of keys) found = key === undefined ? undefined : childOf(found, key);
  const fallback = childOf(options, 'DefaultValue');
  if (fallback !== undefined) {
    needLanguageExtensions('the DefaultValue of Fn::FindInMap', fallback.position, scope);
  }
  const value = found ?? fallback;
  if (value !== undefined) return scope.resolve(value);
  const message = `Mappings have no value at ${keys.join(' / ')}`;
  if ([top, second].some(isOwnAccount)) {
    const local = `${message}: this account is ${scope.identity.accountId} here, and the value is left empty`;
    scope.problems.warning(position, 'unknown-mapping', local);
  } else {
    const remedy = [top, second].some(isOwnRegion) ? ', or choose another --region' : '';
    const full = `${message}: add it or correct the keys${remedy}`;
    scope.problems.error(position, 'unknown-mapping', full);
  }
  return unresolvedNode(position);
};

/** The account's number is made up here, so a template cannot have values for it. */
function isOwnAccount(key: TemplateNode | undefined): boolean {
  return scalarText(childOf(key, 'Ref')) === 'AWS::AccountId';
}

function isOwnRegion(key: TemplateNode | undefined): boolean {
  return scalarText(childOf(key, 'Ref')) === 'AWS::Region';
}
