import { setTimeout as delay } from 'node:timers/promises';
import {
  DescribeExecutionCommand,
  type DescribeExecutionOutput,
  GetExecutionHistoryCommand,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import type { HttpResponse } from './http-request.ts';

const POLL_MS = 100;

/** The ARN in the answer of a route that starts an execution. */
export function executionArnOf({ body }: HttpResponse): string {
  return (JSON.parse(body) as { executionArn: string }).executionArn;
}

export function describeExecution(
  stepFunctions: SFNClient,
  executionArn: string,
): Promise<DescribeExecutionOutput> {
  return stepFunctions.send(new DescribeExecutionCommand({ executionArn }));
}

/** Resolves when the execution has ended, in whatever way. */
export async function executionEnd(
  stepFunctions: SFNClient,
  executionArn: string,
): Promise<DescribeExecutionOutput> {
  for (;;) {
    const execution = await describeExecution(stepFunctions, executionArn);
    if (execution.status !== 'RUNNING') return execution;
    await delay(POLL_MS);
  }
}

/** The text that a state of the execution was entered with. */
export async function stateInput(
  stepFunctions: SFNClient,
  executionArn: string,
  stateName: string,
): Promise<string | undefined> {
  const command = new GetExecutionHistoryCommand({ executionArn });
  const { events = [] } = await stepFunctions.send(command);
  return events.find(({ stateEnteredEventDetails: entered }) => entered?.name === stateName)
    ?.stateEnteredEventDetails?.input;
}
