import { parseStateMachineArn } from '../arns.ts';
import { qualifiedArnNotAllowed } from '../lookup.ts';
import { operation } from './operation.ts';
import { STATE_MACHINE_ARN } from './state-machine-rules.ts';

/**
 * Deletes a state machine with its versions, aliases and executions; one that is not there counts
 * as deleted.
 *
 * Local runtime: running executions are aborted at once, not at their next transition.
 *
 * @see "DeleteStateMachine" (Step Functions API Reference)
 */
export const deleteStateMachine = operation<{ readonly stateMachineArn: string }>({
  rules: { stateMachineArn: STATE_MACHINE_ARN },
  resource: 'stateMachineArn',
  answer({ stateMachines, executions }, parameters) {
    const { stateMachineArn, qualifier } = parseStateMachineArn(parameters.stateMachineArn);
    if (qualifier !== undefined) throw qualifiedArnNotAllowed();
    stateMachines.delete(stateMachineArn);
    for (const { abort } of executions.forgetStateMachine(stateMachineArn)) abort.abort({});
    return {};
  },
});
