import { ROUTING_CONFIGURATION, type RoutingConfiguration, routesOf } from '../alias-routes.ts';
import { parseStateMachineArn } from '../arns.ts';
import { epochSeconds } from '../epoch-seconds.ts';
import { findAlias, findStateMachineRecord } from '../lookup.ts';
import { pageOf } from '../page.ts';
import { ServiceError } from '../service-error.ts';
import type { StateMachineAlias } from '../state-machine-store.ts';
import type { StatesContext } from '../states-context.ts';
import { operation } from './operation.ts';
import {
  ALIAS_DESCRIPTION,
  PAGING,
  type Paging,
  QUALIFIED_ARN,
  STATE_MACHINE_ARN,
} from './state-machine-rules.ts';

interface UpdateStateMachineAliasInput {
  readonly stateMachineAliasArn: string;
  readonly description?: string;
  readonly routingConfiguration?: RoutingConfiguration;
}

/** @see "UpdateStateMachineAlias" (Step Functions API Reference) */
export const updateStateMachineAlias = operation<UpdateStateMachineAliasInput>({
  rules: {
    stateMachineAliasArn: QUALIFIED_ARN,
    description: ALIAS_DESCRIPTION,
    routingConfiguration: ROUTING_CONFIGURATION,
  },
  resource: 'stateMachineAliasArn',
  answer(context, { stateMachineAliasArn, description, routingConfiguration }) {
    const { record, alias } = findAlias(context, stateMachineAliasArn);
    if (description === undefined && routingConfiguration === undefined) {
      throw new ServiceError(
        'MissingRequiredParameter',
        'Either the description or the RoutingConfiguration must be specified',
      );
    }
    const updated: StateMachineAlias = {
      ...alias,
      ...(description === undefined ? {} : { description }),
      ...(routingConfiguration === undefined
        ? {}
        : { routes: routesOf(context, routingConfiguration, record).routes }),
      updateDate: context.clock.now(),
    };
    record.aliases.set(alias.name, updated);
    return { updateDate: epochSeconds(updated.updateDate) };
  },
});

interface AliasArn {
  readonly stateMachineAliasArn: string;
}

/** @see "DescribeStateMachineAlias" (Step Functions API Reference) */
export const describeStateMachineAlias = operation<AliasArn>({
  rules: { stateMachineAliasArn: QUALIFIED_ARN },
  resource: 'stateMachineAliasArn',
  answer(context, { stateMachineAliasArn }) {
    const { alias } = findAlias(context, stateMachineAliasArn);
    return {
      creationDate: epochSeconds(alias.creationDate),
      ...(alias.description === undefined ? {} : { description: alias.description }),
      name: alias.name,
      routingConfiguration: alias.routes.map(({ version, weight }) => ({
        stateMachineVersionArn: version.stateMachineVersionArn,
        weight,
      })),
      stateMachineAliasArn: alias.stateMachineAliasArn,
      updateDate: epochSeconds(alias.updateDate),
    };
  },
});

/**
 * Deletes an alias; one that is not there counts as deleted.
 *
 * @see "DeleteStateMachineAlias" (Step Functions API Reference)
 */
export const deleteStateMachineAlias = operation<AliasArn>({
  rules: { stateMachineAliasArn: QUALIFIED_ARN },
  resource: 'stateMachineAliasArn',
  answer({ stateMachines }, { stateMachineAliasArn }) {
    const { stateMachineArn, qualifier = '' } = parseStateMachineArn(stateMachineAliasArn);
    stateMachines.get(stateMachineArn)?.aliases.delete(qualifier);
    return {};
  },
});

interface ListStateMachineAliasesInput extends Paging {
  readonly stateMachineArn: string;
}

/**
 * Lists the aliases of a state machine, or those that send executions to one of its versions.
 *
 * @see "ListStateMachineAliases" (Step Functions API Reference)
 */
export const listStateMachineAliases = operation<ListStateMachineAliasesInput>({
  rules: { stateMachineArn: STATE_MACHINE_ARN, ...PAGING },
  resource: 'stateMachineArn',
  answer(context, parameters) {
    const { items, nextToken } = pageOf(
      listedAliases(context, parameters.stateMachineArn),
      ({ sequence }) => sequence,
      parameters,
    );
    return {
      stateMachineAliases: items.map(({ creationDate, stateMachineAliasArn }) => ({
        creationDate: epochSeconds(creationDate),
        stateMachineAliasArn,
      })),
      ...(nextToken === undefined ? {} : { nextToken }),
    };
  },
});

function listedAliases(context: StatesContext, arn: string): readonly StateMachineAlias[] {
  const { stateMachineArn, qualifier } = parseStateMachineArn(arn);
  const aliases = [...findStateMachineRecord(context, stateMachineArn).aliases.values()];
  return qualifier === undefined
    ? aliases
    : aliases.filter(({ routes }) =>
        routes.some(({ version }) => version.number === Number(qualifier)),
      );
}
