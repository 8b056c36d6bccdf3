import { epochSeconds } from '../epoch-seconds.ts';
import { findExecution } from '../lookup.ts';
import { EXECUTION_ARN } from './execution-rules.ts';
import { operation } from './operation.ts';

interface StopExecutionInput {
  readonly executionArn: string;
  readonly error?: string;
  readonly cause?: string;
}

/**
 * Ends an execution as ABORTED. Local runtime: one that has ended already is answered with its `stopDate` (assumed).
 *
 * @see "StopExecution" (Step Functions API Reference)
 */
export const stopExecution = operation<StopExecutionInput>({
  rules: {
    executionArn: EXECUTION_ARN,
    error: { type: 'string', length: [0, 256], sensitive: true },
    cause: { type: 'string', length: [0, 32_768], sensitive: true },
  },
  resource: 'executionArn',
  answer(context, { executionArn, error, cause }) {
    const execution = findExecution(context, executionArn);
    execution.stopDate ??= execution.time.clock.now();
    execution.abort.abort({
      ...(error === undefined ? {} : { error }),
      ...(cause === undefined ? {} : { cause }),
    });
    return { stopDate: epochSeconds(execution.stopDate) };
  },
});
