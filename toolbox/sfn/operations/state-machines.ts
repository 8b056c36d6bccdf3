import { parseStateMachineArn } from '../arns.ts';
import { epochSeconds } from '../epoch-seconds.ts';
import { findStateMachine } from '../lookup.ts';
import { pageOf } from '../page.ts';
import type { ParameterRules } from '../parameters.ts';
import { describeDefinition } from '../state-machine.ts';
import { operation } from './operation.ts';

const DESCRIBE_RULES: ParameterRules = {
  stateMachineArn: { type: 'string', required: true, length: [1, 256] },
  includedData: { type: 'string', values: ['ALL_DATA', 'METADATA_ONLY'] },
};

/** @see "DescribeStateMachine" (Step Functions API Reference) */
export const describeStateMachine = operation<{ readonly stateMachineArn: string }>({
  rules: DESCRIBE_RULES,
  resource: 'stateMachineArn',
  answer(context, parameters) {
    const { stateMachineArn } = parseStateMachineArn(parameters.stateMachineArn);
    const machine = findStateMachine(context, stateMachineArn);
    return {
      creationDate: epochSeconds(machine.creationDate),
      ...describeDefinition(machine),
      status: 'ACTIVE',
      type: machine.type,
    };
  },
});

const LIST_RULES: ParameterRules = {
  maxResults: { type: 'integer', range: [0, 1000] },
  nextToken: { type: 'string', length: [1, 1024] },
};

interface ListStateMachinesInput {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** @see "ListStateMachines" (Step Functions API Reference) */
export const listStateMachines = operation<ListStateMachinesInput>({
  rules: LIST_RULES,
  answer(context, parameters) {
    const machines = [...context.stateMachines.values()].map((machine, index) => ({
      machine,
      index,
    }));
    const { items, nextToken } = pageOf(machines, ({ index }) => index, parameters);
    return {
      stateMachines: items.map(({ machine: { creationDate, name, stateMachineArn, type } }) => ({
        creationDate: epochSeconds(creationDate),
        name,
        stateMachineArn,
        type,
      })),
      ...(nextToken === undefined ? {} : { nextToken }),
    };
  },
});
