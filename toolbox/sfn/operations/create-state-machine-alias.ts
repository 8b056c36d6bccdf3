import { ROUTING_CONFIGURATION, type RoutingConfiguration, routesOf } from '../alias-routes.ts';
import { epochSeconds } from '../epoch-seconds.ts';
import { ServiceError } from '../service-error.ts';
import type { Route, StateMachineAlias, StateMachineRecord } from '../state-machine-store.ts';
import { operation } from './operation.ts';
import { ALIAS_DESCRIPTION } from './state-machine-rules.ts';

/** Aliases that one state machine may have. */
const MAX_ALIASES = 100;

interface CreateStateMachineAliasInput {
  readonly name: string;
  readonly description?: string;
  readonly routingConfiguration: RoutingConfiguration;
}

/**
 * Creates an alias, or answers for one that is there and was created alike.
 *
 * @see "CreateStateMachineAlias" (Step Functions API Reference)
 */
export const createStateMachineAlias = operation<CreateStateMachineAliasInput>({
  rules: {
    name: {
      type: 'string',
      required: true,
      length: [1, 80],
      pattern: '^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$',
    },
    description: ALIAS_DESCRIPTION,
    routingConfiguration: { ...ROUTING_CONFIGURATION, required: true },
  },
  answer(context, { name, description, routingConfiguration }) {
    const { record, routes } = routesOf(context, routingConfiguration);
    const now = context.clock.now();
    const alias: StateMachineAlias = {
      sequence: record.lastAlias + 1,
      name,
      stateMachineAliasArn: `${record.current.stateMachineArn}:${name}`,
      ...(description === undefined ? {} : { description }),
      routes,
      creationDate: now,
      updateDate: now,
    };
    const known = record.aliases.get(name);
    if (known === undefined) addAlias(record, alias);
    else if (!isSame(known, alias)) throw differentAlias();
    const { creationDate, stateMachineAliasArn } = known ?? alias;
    return { creationDate: epochSeconds(creationDate), stateMachineAliasArn };
  },
});

/** @throws ServiceError ServiceQuotaExceededException */
function addAlias(record: StateMachineRecord, alias: StateMachineAlias): void {
  if (record.aliases.size >= MAX_ALIASES) {
    throw new ServiceError(
      'ServiceQuotaExceededException',
      `A state machine can have at most ${MAX_ALIASES} aliases`,
    );
  }
  record.aliases.set(alias.name, alias);
  record.lastAlias = alias.sequence;
}

function isSame(one: StateMachineAlias, other: StateMachineAlias): boolean {
  return (
    one.description === other.description && routesText(one.routes) === routesText(other.routes)
  );
}

function routesText(routes: readonly Route[]): string {
  return routes.map(({ version, weight }) => `${version.number}=${weight}`).join();
}

function differentAlias(): ServiceError {
  return new ServiceError(
    'ConflictException',
    'Failed to create alias because an alias with the same name and a different routing configuration already exists.',
  );
}
