import type { FunctionConfiguration, StateMachineConfiguration } from '../template/model.ts';

/** Gives the ARN that a resource of the template would have on AWS. */
export type ArnOnAws = (arn: string) => string;

export interface NamedResources {
  readonly stackName: string;
  readonly functions: readonly Pick<FunctionConfiguration, 'functionName' | 'logicalId'>[];
  readonly stateMachines: readonly Pick<StateMachineConfiguration, 'logicalId' | 'name'>[];
}

/** Stands for the characters that CloudFormation draws. */
const UNIQUE_ID = 'XXXXXXXXXXXX';

const TYPES_WITH_STATE_MACHINE = ['stateMachine', 'execution', 'express'];

/**
 * Puts generated names into ARNs: what has no name here is called by its logical id, and on AWS
 * `<stack>-<logical id>-<unique id>`, or without the stack for a state machine. Policies match
 * such names by wildcards.
 *
 * @see "Name type" (CloudFormation User Guide)
 */
export function arnsOnAws({ stackName, functions, stateMachines }: NamedResources): ArnOnAws {
  const names = new Map([
    ...functions
      .filter(({ functionName, logicalId }) => functionName === logicalId)
      .map(({ logicalId }) => entry('function', logicalId, `${stackName}-${logicalId}`)),
    ...stateMachines
      .filter(({ name, logicalId }) => name === logicalId)
      .flatMap(({ logicalId }) =>
        TYPES_WITH_STATE_MACHINE.map((type) => entry(type, logicalId, logicalId)),
      ),
  ]);
  return (arn) => {
    const parts = arn.split(':');
    const nameOnAws = names.get(`${parts[5]}:${parts[6]}`);
    return nameOnAws === undefined ? arn : parts.with(6, nameOnAws).join(':');
  };
}

function entry(type: string, logicalId: string, prefix: string): [key: string, name: string] {
  return [`${type}:${logicalId}`, `${prefix}-${UNIQUE_ID}`];
}
