import { ListExecutionsCommand, SFNClient } from "@aws-sdk/client-sfn";

const client = new SFNClient();

export const handler = async () => {
  const { executions = [] } = await client.send(
    new ListExecutionsCommand({ stateMachineArn: process.env.PLANNER }),
  );
  return {
    statusCode: 200,
    body: JSON.stringify(executions.map((execution) => execution.status)),
  };
};
