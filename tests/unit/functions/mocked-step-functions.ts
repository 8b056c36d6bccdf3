import { SFNClient, type StartExecutionCommandInput } from '@aws-sdk/client-sfn';

export const EXECUTION_ARN = 'arn:aws:states:us-east-1:123456789012:execution:Machine:name';

/** Lets every StartExecution succeed, or fail with an error, and tells what was asked for. */
export function mockStartExecution(error?: Error): StartExecutionCommandInput[] {
  const inputs: StartExecutionCommandInput[] = [];
  jest.spyOn(SFNClient.prototype, 'send').mockImplementation(async ({ input }) => {
    inputs.push(input as StartExecutionCommandInput);
    if (error !== undefined) throw error;
    return { executionArn: EXECUTION_ARN, startDate: new Date(0), $metadata: {} };
  });
  return inputs;
}
