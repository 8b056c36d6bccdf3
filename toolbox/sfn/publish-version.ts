import { ServiceError } from './service-error.ts';
import type { StateMachineRecord, StateMachineVersion } from './state-machine-store.ts';

/** Versions that one state machine may have. */
const MAX_VERSIONS = 1000;

/**
 * Publishes the current revision under the next number, unless it is the one that was published last.
 *
 * @param creationDate - milliseconds since 1970
 * @throws ServiceError ServiceQuotaExceededException
 */
export function publishVersion(
  record: StateMachineRecord,
  creationDate: number,
  description: string | undefined,
): StateMachineVersion {
  const { current, versions } = record;
  const published = [...versions.values()].at(-1);
  if (published?.machine === current) return published;
  if (versions.size >= MAX_VERSIONS) {
    throw new ServiceError(
      'ServiceQuotaExceededException',
      `A state machine can have at most ${MAX_VERSIONS} versions`,
    );
  }
  record.lastVersion += 1;
  const number = record.lastVersion;
  const version: StateMachineVersion = {
    number,
    stateMachineVersionArn: `${current.stateMachineArn}:${number}`,
    machine: current,
    creationDate,
    ...(description === undefined ? {} : { description }),
  };
  versions.set(number, version);
  return version;
}
