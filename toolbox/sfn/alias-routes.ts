import { parseStateMachineArn } from './arns.ts';
import { findStateMachineRecord, resourceNotFound } from './lookup.ts';
import type { ParameterRule } from './parameters.ts';
import { ServiceError } from './service-error.ts';
import type { Route, StateMachineRecord } from './state-machine-store.ts';
import type { StatesContext } from './states-context.ts';

/** What the API model says of the parameter `routingConfiguration`. */
export const ROUTING_CONFIGURATION: ParameterRule = {
  type: 'list',
  length: [1, 2],
  item: {
    type: 'structure',
    members: {
      stateMachineVersionArn: { type: 'string', required: true, length: [1, 256] },
      weight: { type: 'integer', required: true, range: [0, 100] },
    },
  },
};

export type RoutingConfiguration = readonly {
  readonly stateMachineVersionArn: string;
  readonly weight: number;
}[];

/**
 * The versions that an alias sends executions to, and the state machine of all of them.
 *
 * @param expected - the state machine that it has to be
 * @throws ServiceError InvalidArn, ValidationException, ResourceNotFound
 */
export function routesOf(
  context: StatesContext,
  configuration: RoutingConfiguration,
  expected?: StateMachineRecord,
): { readonly record: StateMachineRecord; readonly routes: readonly Route[] } {
  const arns = configuration.map(({ stateMachineVersionArn }) => stateMachineVersionArn);
  const references = arns.map(parseStateMachineArn);
  const machineArns = new Set(references.map(({ stateMachineArn }) => stateMachineArn));
  if (expected !== undefined) machineArns.add(expected.current.stateMachineArn);
  if (references.some(({ qualifier }) => !/^\d+$/.test(qualifier ?? ''))) {
    throw invalid(`must contain state machine version ARNs. Received: [${arns.join(', ')}]`);
  }
  if (new Set(arns).size < arns.length) {
    throw invalid(
      `must contain distinct state machine version ARNs. Received: [${arns.join(', ')}]`,
    );
  }
  const [machineArn, ...others] = machineArns;
  if (machineArn === undefined || others.length > 0) {
    throw invalid(`must contain versions of one state machine. Received: [${arns.join(', ')}]`);
  }
  checkWeights(configuration);
  const record = findStateMachineRecord(context, machineArn);
  const routes = configuration.map(({ stateMachineVersionArn, weight }) => {
    const version = record.versions.get(
      Number(parseStateMachineArn(stateMachineVersionArn).qualifier),
    );
    if (version === undefined) throw resourceNotFound(stateMachineVersionArn);
    return { version, weight };
  });
  return { record, routes };
}

function checkWeights(configuration: RoutingConfiguration): void {
  const weights = configuration.map(({ weight }) => weight);
  if (weights.reduce((sum, weight) => sum + weight, 0) === 100) return;
  throw new ServiceError(
    'ValidationException',
    `Sum of routing configuration weights must equal 100. Received: [${weights.join(', ')}]`,
  );
}

function invalid(reason: string): ServiceError {
  return new ServiceError('ValidationException', `Routing configuration ${reason}`);
}
