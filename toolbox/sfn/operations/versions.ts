import { parseStateMachineArn } from '../arns.ts';
import { epochSeconds } from '../epoch-seconds.ts';
import { findUnqualified } from '../lookup.ts';
import { pageOf } from '../page.ts';
import { publishVersion } from '../publish-version.ts';
import { ServiceError } from '../service-error.ts';
import type { StateMachineRecord } from '../state-machine-store.ts';
import { operation } from './operation.ts';
import {
  PAGING,
  type Paging,
  QUALIFIED_ARN,
  STATE_MACHINE_ARN,
  VERSION_DESCRIPTION,
} from './state-machine-rules.ts';

interface PublishStateMachineVersionInput {
  readonly stateMachineArn: string;
  readonly revisionId?: string;
  readonly description?: string;
}

/** How a caller names the revision that a state machine is created with. */
const INITIAL_REVISION = 'INITIAL';

/**
 * Publishes the current revision; one that is published already keeps its version, whatever the
 * description.
 *
 * @see "PublishStateMachineVersion" (Step Functions API Reference)
 */
export const publishStateMachineVersion = operation<PublishStateMachineVersionInput>({
  rules: {
    stateMachineArn: STATE_MACHINE_ARN,
    revisionId: { type: 'string' },
    description: VERSION_DESCRIPTION,
  },
  resource: 'stateMachineArn',
  answer(context, { stateMachineArn, revisionId, description }) {
    const record = findUnqualified(context, stateMachineArn);
    const current = record.current.revisionId ?? INITIAL_REVISION;
    if (revisionId !== undefined && revisionId !== current) {
      throw new ServiceError(
        'ConflictException',
        `Failed to publish the State Machine version for revision ${revisionId}. The current State Machine revision is ${current}.`,
      );
    }
    const version = publishVersion(record, context.clock.now(), description);
    return {
      creationDate: epochSeconds(version.creationDate),
      stateMachineVersionArn: version.stateMachineVersionArn,
    };
  },
});

/**
 * Deletes a version; one that is not there counts as deleted.
 *
 * @see "DeleteStateMachineVersion" (Step Functions API Reference)
 */
export const deleteStateMachineVersion = operation<{ readonly stateMachineVersionArn: string }>({
  rules: { stateMachineVersionArn: QUALIFIED_ARN },
  resource: 'stateMachineVersionArn',
  answer({ stateMachines }, { stateMachineVersionArn }) {
    const { stateMachineArn, qualifier } = parseStateMachineArn(stateMachineVersionArn);
    const record = stateMachines.get(stateMachineArn);
    const number = Number(qualifier);
    const aliases = record === undefined ? [] : aliasesOf(record, number);
    if (aliases.length > 0) {
      throw new ServiceError(
        'ConflictException',
        `Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [${aliases.join(', ')}]`,
      );
    }
    record?.versions.delete(number);
    return {};
  },
});

/** The names of the aliases that send executions to a version. */
function aliasesOf({ aliases }: StateMachineRecord, number: number): readonly string[] {
  return [...aliases.values()]
    .filter(({ routes }) => routes.some(({ version }) => version.number === number))
    .map(({ name }) => name);
}

interface ListStateMachineVersionsInput extends Paging {
  readonly stateMachineArn: string;
}

/**
 * Lists versions, the newest first.
 *
 * @see "ListStateMachineVersions" (Step Functions API Reference)
 */
export const listStateMachineVersions = operation<ListStateMachineVersionsInput>({
  rules: { stateMachineArn: STATE_MACHINE_ARN, ...PAGING },
  resource: 'stateMachineArn',
  answer(context, parameters) {
    const { versions } = findUnqualified(context, parameters.stateMachineArn);
    const { items, nextToken } = pageOf(
      [...versions.values()].reverse(),
      ({ number }) => number,
      parameters,
    );
    return {
      stateMachineVersions: items.map(({ creationDate, stateMachineVersionArn }) => ({
        creationDate: epochSeconds(creationDate),
        stateMachineVersionArn,
      })),
      ...(nextToken === undefined ? {} : { nextToken }),
    };
  },
});
