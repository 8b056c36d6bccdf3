import type { TaskIntegrations, TaskRequest } from '../../states/execution.ts';
import { StatesError } from '../../states/states-error.ts';
import { rolePrincipal } from '../role-principal.ts';
import type { IntegrationPorts } from './integration.ts';
import { ACTIVITY_ARN, integrationOf } from './integration-of.ts';

/**
 * With the role of the state's Credentials. Local runtime: whether the role of the state machine may
 * take it is not asked.
 */
function portsOf(ports: IntegrationPorts, { roleArn }: TaskRequest): IntegrationPorts {
  return roleArn === undefined
    ? ports
    : { ...ports, principal: rolePrincipal(roleArn, ports.uuid) };
}

/** Picks the integration by the Task's Resource. */
export function createTaskIntegrations(ports: IntegrationPorts): TaskIntegrations {
  return {
    issueTaskToken: ports.taskTokens.issue,
    resourceError: (resource) =>
      ACTIVITY_ARN.test(resource) && ports.activities.get(resource) === undefined
        ? `The activity ${resource} does not exist.`
        : undefined,
    parameterErrors: ({ resource, payload }) =>
      integrationOf(resource)?.parameterErrors(payload) ?? [],
    invokeTask: async (task) => {
      const integration = integrationOf(task.resource);
      if (integration !== undefined) return integration.invoke(portsOf(ports, task), task);
      throw new StatesError(
        'States.Runtime',
        `The local runtime does not support the resource '${task.resource}' of the state '${task.stateName}': mock it (--mock-config).`,
      );
    },
  };
}
