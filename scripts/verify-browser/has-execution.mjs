import { ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';

const STATE_MACHINE_ARN = 'arn:aws:states:us-east-1:123456789012:stateMachine:ExecuteStateMachine';
const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Tells whether the workflow of `POST /execute` has an execution of this name. */
export async function hasExecution(endpoint, name) {
  const client = new SFNClient({ endpoint, region: 'us-east-1', credentials: CREDENTIALS });
  try {
    const command = new ListExecutionsCommand({ stateMachineArn: STATE_MACHINE_ARN });
    const { executions } = await client.send(command);
    return executions.some((execution) => execution.name === name);
  } finally {
    client.destroy();
  }
}
