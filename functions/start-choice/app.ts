import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { Handler } from 'aws-lambda';
import { requiredVariable } from '../shared/required-variable.ts';
import { failureCode, type SdkError } from '../shared/start-execution-failure.ts';

const stateMachineArn = requiredVariable('STATE_MACHINE_ARN');

/** Outside the handler, so that its connection serves all invocations of the environment. */
const stepFunctions = new SFNClient({});

/**
 * Starts the choice workflow with its event as the input and does not wait for the end.
 *
 * The request id names the execution: Lambda keeps it when it repeats an asynchronous invocation,
 * which then starts nothing twice.
 *
 * @throws Error whose name is the code of the failure
 */
export const handler: Handler<unknown, { executionArn: string | undefined }> = async (
  event,
  { awsRequestId },
) => {
  try {
    const { executionArn } = await stepFunctions.send(
      new StartExecutionCommand({
        stateMachineArn,
        name: awsRequestId,
        input: JSON.stringify(event),
      }),
    );
    console.log(JSON.stringify({ function: 'start-choice', executionArn }));
    return { executionArn };
  } catch (error) {
    const code = failureCode(error as SdkError);
    console.error(JSON.stringify({ function: 'start-choice', code, error: String(error) }));
    // API Gateway finds the code in errorType, and shows no text of the service.
    throw Object.assign(new Error('The execution could not be started.'), { name: code });
  }
};
