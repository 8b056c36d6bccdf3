import { createActivities } from '../../../toolbox/sfn/activities.ts';
import type { IntegrationPorts } from '../../../toolbox/sfn/integrations/integration.ts';
import { createTaskTokens } from '../../../toolbox/sfn/task-tokens.ts';
import type { RolePrincipal } from '../../../toolbox/shared/principal.ts';

export const STATE_MACHINE_ROLE: RolePrincipal = {
  kind: 'role',
  roleArn: 'arn:aws:iam::123456789012:role/StateMachineRole',
  sessionName: 'abcdefghijklmnopabcdefghijklmnop',
};

/** Ports to a service that knows no function and no API, unless told otherwise. */
export function integrationPorts(ports: Partial<IntegrationPorts> = {}): IntegrationPorts {
  return {
    invokeFunction: async ({ functionName }) => {
      throw new Error(`Nobody should call the function ${functionName}`);
    },
    invokeApi: () => undefined,
    states: (operation) => {
      throw new Error(`Nobody should call the operation ${operation}`);
    },
    activities: createActivities(),
    taskTokens: createTaskTokens('session'),
    executionEnded: () => undefined,
    serviceClients: {
      remedyOf: (service) => `No client of ${service}.`,
      clientOf(service) {
        throw new Error(`There is no client of ${service}`);
      },
    },
    stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:Machine',
    connections: [],
    sendHttpRequest: async ({ url }) => {
      throw new Error(`Nobody should call ${url}`);
    },
    clock: { now: () => 0, sleep: () => new Promise(() => {}) },
    principal: STATE_MACHINE_ROLE,
    uuid: () => 'request-id',
    ...ports,
  };
}
