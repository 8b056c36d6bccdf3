import type { JsonObject } from '../../shared/json.ts';
import { toHistoryEvent } from '../../states/history.ts';
import { findExecution } from '../lookup.ts';
import { pageOf } from '../page.ts';
import { type ParameterRules, parseParameters } from '../parameters.ts';
import type { StatesContext } from '../states-context.ts';

const RULES: ParameterRules = {
  executionArn: { type: 'string', required: true, length: [1, 256] },
  maxResults: { type: 'integer', range: [0, 1000] },
  nextToken: { type: 'string', length: [1, 3096] },
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
export function getExecutionHistory(context: StatesContext, body: string): JsonObject {
  const parameters = parseParameters<GetExecutionHistoryInput>(body, RULES);
  const { records } = findExecution(context, parameters.executionArn).history;
  const ordered = parameters.reverseOrder ? records.toReversed() : records;
  const { items, nextToken } = pageOf(ordered, ({ id }) => id, parameters);
  return {
    events: items.map((record) => toHistoryEvent(record, parameters.includeExecutionData ?? true)),
    ...(nextToken === undefined ? {} : { nextToken }),
  };
}
