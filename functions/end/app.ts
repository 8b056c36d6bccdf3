import type { Handler } from 'aws-lambda';

/** The workflow's last step: gets the results of both branches; its result is the execution's. */
export const handler: Handler<unknown, { function: string }> = async (event) => {
  console.log(JSON.stringify({ function: 'end', event }));
  return { function: 'end' };
};
