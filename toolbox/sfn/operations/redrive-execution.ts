import { epochSeconds } from '../epoch-seconds.ts';
import type { Execution, RedriveToken } from '../execution.ts';
import { findExecution } from '../lookup.ts';
import { redriveObstacle } from '../redrive.ts';
import { relaunchExecution } from '../run-execution.ts';
import { ServiceError } from '../service-error.ts';
import { EXECUTION_ARN } from './execution-rules.ts';
import { operation } from './operation.ts';

/** Client tokens that are remembered of one execution, and for how long. */
const MAX_TOKENS = 10;
const TOKEN_LIFETIME_MS = 15 * 60 * 1000;

/** Local runtime: AWS has other words, which are not documented. */
const ONLY_BY_MAP_RUN = 'Execution belongs to a Map Run and is redriven with it';

interface RedriveExecutionInput {
  readonly executionArn: string;
  readonly clientToken?: string;
}

/**
 * Lets an execution that failed, timed out or was stopped go on with the state where it did. Of a
 * Parallel or Map state only the branches, iterations or child executions run again that came to no
 * end.
 *
 * @see "RedriveExecution" (Step Functions API Reference)
 */
export const redriveExecution = operation<RedriveExecutionInput>({
  rules: {
    executionArn: EXECUTION_ARN,
    clientToken: { type: 'string', length: [1, 64], pattern: '[!-~]+' },
  },
  resource: 'executionArn',
  answer(context, { executionArn, clientToken }) {
    const execution = findExecution(context, executionArn);
    const now = context.clock.now();
    const tokens = validTokens(execution, now);
    const known = tokens.find((token) => token.clientToken === clientToken);
    if (known !== undefined) return { redriveDate: epochSeconds(known.redriveDate) };
    const obstacle =
      execution.mapRun === undefined ? redriveObstacle(execution, now) : ONLY_BY_MAP_RUN;
    if (obstacle !== undefined) throw new ServiceError('ExecutionNotRedrivable', obstacle);
    if (clientToken !== undefined) {
      execution.redriveTokens = [...tokens, { clientToken, redriveDate: now }].slice(-MAX_TOKENS);
    }
    relaunchExecution(context, execution, now);
    return { redriveDate: epochSeconds(now) };
  },
});

function validTokens({ redriveTokens = [] }: Execution, now: number): readonly RedriveToken[] {
  return redriveTokens.filter(({ redriveDate }) => now - redriveDate <= TOKEN_LIFETIME_MS);
}
