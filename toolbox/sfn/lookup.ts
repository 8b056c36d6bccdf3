import type { Activity } from './activities.ts';
import {
  checkActivityArn,
  checkExecutionArn,
  checkMapRunArn,
  parseStateMachineArn,
} from './arns.ts';
import type { Execution } from './execution.ts';
import type { MapRunRecord } from './map-run-store.ts';
import { ServiceError } from './service-error.ts';
import type { StateMachine } from './state-machine.ts';
import type {
  StateMachineAlias,
  StateMachineRecord,
  StateMachineVersion,
} from './state-machine-store.ts';
import type { StatesContext } from './states-context.ts';

/** @throws ServiceError InvalidArn, ExecutionDoesNotExist */
export function findExecution(context: StatesContext, executionArn: string): Execution {
  checkExecutionArn(executionArn);
  const execution = context.executions.get(executionArn);
  if (execution === undefined) {
    throw new ServiceError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
  }
  return execution;
}

/** @throws ServiceError InvalidArn, ActivityDoesNotExist */
export function findActivity({ activities }: StatesContext, activityArn: string): Activity {
  checkActivityArn(activityArn);
  const activity = activities.get(activityArn);
  if (activity === undefined) {
    throw new ServiceError('ActivityDoesNotExist', `Activity Does Not Exist: '${activityArn}'`);
  }
  return activity;
}

/**
 * @param stateMachineArn - unqualified
 * @throws ServiceError StateMachineDoesNotExist
 */
export function findStateMachineRecord(
  { stateMachines }: StatesContext,
  stateMachineArn: string,
): StateMachineRecord {
  const record = stateMachines.get(stateMachineArn);
  if (record === undefined) throw stateMachineDoesNotExist(stateMachineArn);
  return record;
}

/**
 * The state machine of an ARN that may have neither version nor alias.
 *
 * @throws ServiceError InvalidArn, ValidationException, StateMachineDoesNotExist
 */
export function findUnqualified(context: StatesContext, arn: string): StateMachineRecord {
  const { stateMachineArn, qualifier } = parseStateMachineArn(arn);
  if (qualifier !== undefined) throw qualifiedArnNotAllowed();
  return findStateMachineRecord(context, stateMachineArn);
}

export function qualifiedArnNotAllowed(): ServiceError {
  return new ServiceError(
    'ValidationException',
    'The state machine ARN must not have a version or an alias',
  );
}

/** What an ARN that StartExecution takes leads to. */
export interface StartTarget {
  readonly machine: StateMachine;
  readonly version?: StateMachineVersion;
  readonly alias?: StateMachineAlias;
}

/**
 * The revision to run for the ARN of a state machine, a version or an alias; an alias sends each
 * execution by chance to one of its versions.
 *
 * @throws ServiceError InvalidArn, StateMachineDoesNotExist
 */
export function findStartTarget(context: StatesContext, arn: string): StartTarget {
  const { stateMachineArn, qualifier } = parseStateMachineArn(arn);
  if (qualifier === undefined) {
    return { machine: findStateMachineRecord(context, stateMachineArn).current };
  }
  const record = context.stateMachines.get(stateMachineArn);
  const alias = record?.aliases.get(qualifier);
  const version =
    alias === undefined ? record?.versions.get(Number(qualifier)) : route(alias, context.random);
  if (version === undefined) throw stateMachineDoesNotExist(`${stateMachineArn}:${qualifier}`);
  return { machine: version.machine, version, ...(alias === undefined ? {} : { alias }) };
}

function route(
  { routes }: StateMachineAlias,
  random: () => number,
): StateMachineVersion | undefined {
  let left = random() * 100;
  const chosen = routes.find(({ weight }) => {
    left -= weight;
    return left < 0;
  });
  return (chosen ?? routes.at(-1))?.version;
}

/** @throws ServiceError InvalidArn, StateMachineDoesNotExist */
export function findVersion(context: StatesContext, versionArn: string): StateMachineVersion {
  const { stateMachineArn, qualifier } = parseStateMachineArn(versionArn);
  const version = context.stateMachines.get(stateMachineArn)?.versions.get(Number(qualifier));
  if (version === undefined) throw stateMachineDoesNotExist(versionArn);
  return version;
}

/**
 * The alias of an ARN, and the state machine that it belongs to.
 *
 * @throws ServiceError InvalidArn, ResourceNotFound
 */
export function findAlias(
  { stateMachines }: StatesContext,
  aliasArn: string,
): { readonly record: StateMachineRecord; readonly alias: StateMachineAlias } {
  const { stateMachineArn, qualifier = '' } = parseStateMachineArn(aliasArn);
  const record = stateMachines.get(stateMachineArn);
  const alias = record?.aliases.get(qualifier);
  if (record === undefined || alias === undefined) {
    throw new ServiceError(
      'ResourceNotFound',
      'Request references a resource that does not exist.',
    );
  }
  return { record, alias };
}

/** @throws ServiceError InvalidArn, ResourceNotFound */
export function findMapRun({ mapRuns }: StatesContext, mapRunArn: string): MapRunRecord {
  checkMapRunArn(mapRunArn);
  const mapRun = mapRuns.get(mapRunArn);
  if (mapRun === undefined) throw resourceNotFound(mapRunArn);
  return mapRun;
}

export function resourceNotFound(arn: string): ServiceError {
  return new ServiceError('ResourceNotFound', `Resource not found: '${arn}'`);
}

function stateMachineDoesNotExist(arn: string): ServiceError {
  return new ServiceError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
}
