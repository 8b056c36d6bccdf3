import { SendTaskSuccessCommand, SFNClient } from '@aws-sdk/client-sfn';

const states = new SFNClient({});

export async function handler({ photo, token }) {
  const output = JSON.stringify({ photo, approved: true });
  await states.send(new SendTaskSuccessCommand({ taskToken: token, output }));
}
