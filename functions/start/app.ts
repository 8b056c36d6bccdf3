import type { Handler } from 'aws-lambda';

/** The workflow's first step: gets the execution's input. */
export const handler: Handler<unknown, { function: string }> = async (event) => {
  console.log(JSON.stringify({ function: 'start', event }));
  return { function: 'start' };
};
