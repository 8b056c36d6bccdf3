import { roleArn } from '../shared/arn.ts';
import type { ApiEvent } from './api-events.ts';
import type { RoleConfiguration } from './model.ts';
import { referenceOf } from './resource-attributes.ts';
import type { Scope } from './scope.ts';

/** The role that SAM makes for an event of a state machine, with which API Gateway starts executions. */
export function eventRole({ name, target, position }: ApiEvent, scope: Scope): RoleConfiguration {
  const roleName = `${target.logicalId}${name}Role`;
  return {
    logicalId: roleName,
    roleName,
    roleArn: roleArn(scope.identity, '/', roleName),
    position,
    statements: [
      { Action: 'states:StartExecution', Effect: 'Allow', Resource: referenceOf(target, scope) },
    ],
    unknownPolicies: [],
  };
}
