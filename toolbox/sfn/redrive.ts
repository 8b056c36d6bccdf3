import { type Execution, statusOf } from './execution.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const REDRIVABLE_PERIOD_MS = 14 * DAY_MS;
const MAX_EXECUTION_TIME_MS = 365 * DAY_MS;

/**
 * Why an execution cannot be redriven, in the words of AWS; undefined when it can.
 *
 * @param now - milliseconds since 1970
 * @see "DescribeExecution" (Step Functions API Reference), redriveStatusReason
 */
export function redriveObstacle(execution: Execution, now: number): string | undefined {
  const status = statusOf(execution);
  const { stopDate = now, startDate, history } = execution;
  if (status === 'RUNNING' || status === 'SUCCEEDED') {
    return `Execution is ${status} and cannot be redriven`;
  }
  if (history.records.length >= history.eventLimit) return 'Execution history event limit exceeded';
  if (now - startDate > MAX_EXECUTION_TIME_MS) {
    return 'Execution has exceeded the max execution time';
  }
  return now - stopDate > REDRIVABLE_PERIOD_MS ? 'Execution redrivable period exceeded' : undefined;
}
