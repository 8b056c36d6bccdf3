import { toHistoryEvent } from '../../states/history.ts';
import { findExecution } from '../lookup.ts';
import { pageOf } from '../page.ts';
import type { ParameterRules } from '../parameters.ts';
import { operation } from './operation.ts';

const RULES: ParameterRules = {
  executionArn: { type: 'string', required: true, length: [1, 256] },
  maxResults: { type: 'integer', range: [0, 1000] },
  nextToken: { type: 'string', length: [1, 1024] },
  reverseOrder: { type: 'boolean' },
  includeExecutionData: { type: 'boolean' },
};

interface GetExecutionHistoryInput {
  readonly executionArn: string;
  readonly maxResults?: number;
  readonly nextToken?: string;
  readonly reverseOrder?: boolean;
  readonly includeExecutionData?: boolean;
}

/** @see "GetExecutionHistory" (Step Functions API Reference) */
export const getExecutionHistory = operation<GetExecutionHistoryInput>({
  rules: RULES,
  resource: 'executionArn',
  answer(context, parameters) {
    const { executionArn, reverseOrder, includeExecutionData = true } = parameters;
    const { records } = findExecution(context, executionArn).history;
    const ordered = reverseOrder ? records.toReversed() : records;
    const { items, nextToken } = pageOf(ordered, ({ id }) => id, parameters);
    return {
      events: items.map((record) => toHistoryEvent(record, includeExecutionData)),
      ...(nextToken === undefined ? {} : { nextToken }),
    };
  },
});
