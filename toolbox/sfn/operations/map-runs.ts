import type { JsonObject } from '../../shared/json.ts';
import { epochSeconds } from '../epoch-seconds.ts';
import { findExecution, findMapRun } from '../lookup.ts';
import type { MapRunCounts, MapRunRecord } from '../map-run-store.ts';
import { pageOf } from '../page.ts';
import { ServiceError } from '../service-error.ts';
import { EXECUTION_ARN } from './execution-rules.ts';
import { operation } from './operation.ts';
import { PAGING, type Paging } from './state-machine-rules.ts';

const MAP_RUN_ARN = { type: 'string', required: true, length: [1, 2000] } as const;

/** @see "DescribeMapRun" (Step Functions API Reference) */
export const describeMapRun = operation<{ readonly mapRunArn: string }>({
  rules: { mapRunArn: MAP_RUN_ARN },
  resource: 'mapRunArn',
  answer(context, { mapRunArn }) {
    const mapRun = findMapRun(context, mapRunArn);
    const { executionArn, status, limits, startDate, stopDate, redriveCount, redriveDate } = mapRun;
    return {
      executionArn,
      executionCounts: wireCounts(mapRun.executionCounts),
      itemCounts: wireCounts(mapRun.itemCounts),
      mapRunArn,
      ...limits,
      redriveCount,
      ...(redriveDate === undefined ? {} : { redriveDate: epochSeconds(redriveDate) }),
      startDate: epochSeconds(startDate),
      status,
      ...(stopDate === undefined ? {} : { stopDate: epochSeconds(stopDate) }),
    };
  },
});

/** Local runtime: results count as written when their item has succeeded. */
function wireCounts(counts: MapRunCounts): JsonObject {
  const total = Object.values(counts).reduce((sum: number, count: number) => sum + count, 0);
  return {
    ...counts,
    failuresNotRedrivable: 0,
    pendingRedrive: 0,
    resultsWritten: counts.succeeded,
    total,
  };
}

interface ListMapRunsInput extends Paging {
  readonly executionArn: string;
}

/** @see "ListMapRuns" (Step Functions API Reference) */
export const listMapRuns = operation<ListMapRunsInput>({
  rules: { executionArn: EXECUTION_ARN, ...PAGING },
  resource: 'executionArn',
  answer(context, parameters) {
    const { executionArn } = findExecution(context, parameters.executionArn);
    const mapRuns = context.mapRuns.ofExecution(executionArn);
    const { items, nextToken } = pageOf(mapRuns, ({ sequence }) => sequence, parameters);
    return {
      mapRuns: items.map(summary),
      ...(nextToken === undefined ? {} : { nextToken }),
    };
  },
});

function summary({
  executionArn,
  mapRunArn,
  startDate,
  stateMachineArn,
  stopDate,
}: MapRunRecord): JsonObject {
  return {
    executionArn,
    mapRunArn,
    startDate: epochSeconds(startDate),
    stateMachineArn,
    ...(stopDate === undefined ? {} : { stopDate: epochSeconds(stopDate) }),
  };
}

interface UpdateMapRunInput {
  readonly mapRunArn: string;
  readonly maxConcurrency?: number;
  readonly toleratedFailureCount?: number;
  readonly toleratedFailurePercentage?: number;
}

/**
 * Changes the limits of a map run while it lasts.
 *
 * @see "UpdateMapRun" (Step Functions API Reference)
 */
export const updateMapRun = operation<UpdateMapRunInput>({
  rules: {
    mapRunArn: MAP_RUN_ARN,
    maxConcurrency: { type: 'integer', range: [0, Number.MAX_SAFE_INTEGER] },
    toleratedFailureCount: { type: 'integer', range: [0, Number.MAX_SAFE_INTEGER] },
    toleratedFailurePercentage: { type: 'float', range: [0, 100] },
  },
  resource: 'mapRunArn',
  answer(context, parameters) {
    const { mapRunArn, maxConcurrency, toleratedFailureCount, toleratedFailurePercentage } =
      parameters;
    const { limits } = findMapRun(context, mapRunArn);
    if (
      maxConcurrency === undefined &&
      toleratedFailureCount === undefined &&
      toleratedFailurePercentage === undefined
    ) {
      throw new ServiceError('ValidationException', 'Must provide at least one limit to update');
    }
    limits.maxConcurrency = maxConcurrency ?? limits.maxConcurrency;
    limits.toleratedFailureCount = toleratedFailureCount ?? limits.toleratedFailureCount;
    limits.toleratedFailurePercentage =
      toleratedFailurePercentage ?? limits.toleratedFailurePercentage;
    return {};
  },
});
