import type { JsonObject } from '../../shared/json.ts';
import { parseStateMachineArn } from '../arns.ts';
import { epochSeconds } from '../epoch-seconds.ts';
import { findStateMachine } from '../lookup.ts';
import { pageOf } from '../page.ts';
import { type ParameterRules, parseParameters } from '../parameters.ts';
import { describeDefinition } from '../state-machine.ts';
import type { StatesContext } from '../states-context.ts';

const DESCRIBE_RULES: ParameterRules = {
  stateMachineArn: { type: 'string', required: true, length: [1, 256] },
  includedData: { type: 'string', values: ['ALL_DATA', 'METADATA_ONLY'] },
};

/** @see "DescribeStateMachine" (Step Functions API Reference) */
export function describeStateMachine(context: StatesContext, body: string): JsonObject {
  const parameters = parseParameters<{ readonly stateMachineArn: string }>(body, DESCRIBE_RULES);
  const { stateMachineArn } = parseStateMachineArn(parameters.stateMachineArn);
  const machine = findStateMachine(context, stateMachineArn);
  return {
    creationDate: epochSeconds(machine.creationDate),
    ...describeDefinition(machine),
    status: 'ACTIVE',
    type: machine.type,
  };
}

const LIST_RULES: ParameterRules = {
  maxResults: { type: 'integer', range: [0, 1000] },
  nextToken: { type: 'string', length: [1, 1024] },
};

interface ListStateMachinesInput {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** @see "ListStateMachines" (Step Functions API Reference) */
export function listStateMachines(context: StatesContext, body: string): JsonObject {
  const parameters = parseParameters<ListStateMachinesInput>(body, LIST_RULES);
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
}
