import { parseStateMachineArn } from '../arns.ts';
import { epochSeconds } from '../epoch-seconds.ts';
import { findStateMachineRecord, findVersion } from '../lookup.ts';
import { describeDefinition } from '../state-machine.ts';
import { operation } from './operation.ts';
import { INCLUDED_DATA, STATE_MACHINE_ARN } from './state-machine-rules.ts';

interface DescribeStateMachineInput {
  readonly stateMachineArn: string;
  readonly includedData?: string;
}

/**
 * Describes the current revision of a state machine, or one of its versions.
 *
 * @see "DescribeStateMachine" (Step Functions API Reference)
 */
export const describeStateMachine = operation<DescribeStateMachineInput>({
  rules: { stateMachineArn: STATE_MACHINE_ARN, includedData: INCLUDED_DATA },
  resource: 'stateMachineArn',
  answer(context, parameters) {
    const included = parameters.includedData !== 'METADATA_ONLY';
    const { stateMachineArn, qualifier } = parseStateMachineArn(parameters.stateMachineArn);
    if (qualifier !== undefined) {
      const { machine, ...version } = findVersion(context, parameters.stateMachineArn);
      const { stateMachineVersionArn, creationDate, description } = version;
      return {
        creationDate: epochSeconds(creationDate),
        ...(description === undefined ? {} : { description }),
        ...describeDefinition(machine, included),
        stateMachineArn: stateMachineVersionArn,
        status: 'ACTIVE',
        type: machine.type,
      };
    }
    const { current } = findStateMachineRecord(context, stateMachineArn);
    return {
      creationDate: epochSeconds(current.creationDate),
      ...describeDefinition(current, included),
      status: 'ACTIVE',
      type: current.type,
    };
  },
});
