/**
 * Texts that stand for what only an account knows: the placeholders made here, and dynamic
 * references (`{{resolve:ssm:name}}`).
 */
export const ACCOUNT_VALUE =
  /<(?:GetStackOutput|ImportValue|Parameter|SSM) [^>]*>|\{\{resolve:[^}]*\}\}/;

/**
 * A whole text that stands for an attribute which only an account knows: an output of a nested
 * stack, or what a custom resource gives (`Lookup.FunctionArn`).
 */
export const ACCOUNT_ATTRIBUTE = /^[A-Za-z0-9]+(?:\.Outputs)?\.\w+$/;

type Source = 'GetStackOutput' | 'ImportValue' | 'Parameter' | 'SSM';

/** The placeholder that a value reads as which only an account knows. */
export function accountValue(source: Source, name: string): string {
  return `<${source} ${name}>`;
}
