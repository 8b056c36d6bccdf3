import type { IntegrationPorts } from '../../../toolbox/sfn/integrations/integration.ts';
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
    principal: STATE_MACHINE_ROLE,
    uuid: () => 'request-id',
    ...ports,
  };
}
