import type { JsonObject } from '../../../toolbox/shared/json.ts';
import type { FunctionPermission, RoleConfiguration } from '../../../toolbox/template/model.ts';

const POSITION = { file: 'template.yaml', line: 1, column: 1 };

export const ROLE_ARN = 'arn:aws:iam::123456789012:role/app/Caller';

export function aRole(
  statements: readonly JsonObject[],
  unknownPolicies: readonly string[] = [],
): RoleConfiguration {
  return {
    logicalId: 'Caller',
    roleName: 'Caller',
    roleArn: ROLE_ARN,
    position: POSITION,
    statements,
    unknownPolicies,
  };
}

/** Lets API Gateway invoke the function `hello`. */
export function aPermission(changes: Partial<FunctionPermission> = {}): FunctionPermission {
  return {
    functionName: 'hello',
    action: 'lambda:InvokeFunction',
    principal: 'apigateway.amazonaws.com',
    position: POSITION,
    ...changes,
  };
}

/** The resources of a template without any that has a name. */
export const NO_NAMED_RESOURCES = { stackName: 'shop', functions: [], stateMachines: [] };
