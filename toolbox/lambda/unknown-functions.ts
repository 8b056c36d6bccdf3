import type { AwsIdentity } from '../shared/arn.ts';
import type { Position, Problem } from '../shared/problem.ts';
import type { FunctionConfiguration } from '../template/model.ts';
import { parseFunctionName } from './function-name.ts';
import { isElsewhere } from './resolve-function.ts';

/** A place of the template that calls a function by its name or ARN. */
export interface FunctionUse {
  readonly functionName: string;
  readonly position: Position;
}

/** Names the functions that are called and that are not in the template, each where it is first called. */
export function unknownFunctions(
  uses: readonly FunctionUse[],
  functions: readonly FunctionConfiguration[],
  identity: AwsIdentity,
): Problem[] {
  const known = new Set(functions.map(({ functionName }) => functionName));
  const unknown = uses.filter(({ functionName }) => {
    const name = parseFunctionName(functionName);
    return name !== undefined && (!known.has(name.name) || isElsewhere(name, identity));
  });
  const named = unknown.map(({ functionName }) => functionName);
  return unknown
    .filter(({ functionName }, index) => named.indexOf(functionName) === index)
    .map(({ functionName, position }) => ({
      position,
      severity: 'warning',
      rule: 'unknown-function',
      message: `${functionName} is no function of this template in ${identity.region} and account ${identity.accountId}: calling it fails; refer to one of the template, or name an endpoint that has it with --lambda-endpoint`,
    }));
}
