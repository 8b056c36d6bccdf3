import { ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';

const STATE_MACHINES = 'arn:aws:states:us-east-1:123456789012:stateMachine';
const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Tells whether a state machine has an execution of this name. */
export async function hasExecution(endpoint, stateMachineName, name) {
  const client = new SFNClient({ endpoint, region: 'us-east-1', credentials: CREDENTIALS });
  try {
    const stateMachineArn = `${STATE_MACHINES}:${stateMachineName}`;
    const { executions } = await client.send(new ListExecutionsCommand({ stateMachineArn }));
    return executions.some((execution) => execution.name === name);
  } finally {
    client.destroy();
  }
}
