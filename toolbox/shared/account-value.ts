/**
 * Texts that stand for what only an account knows: the placeholders made here, and dynamic
 * references (`{{resolve:ssm:name}}`).
 */
export const ACCOUNT_VALUE = /<(?:ImportValue|SSM) [^>]*>|\{\{resolve:[^}]*\}\}/;

/** The placeholder that a value reads as which only an account knows. */
export function accountValue(source: 'ImportValue' | 'SSM', name: string): string {
  return `<${source} ${name}>`;
}
