import type { Handler } from 'aws-lambda';

/** The only step of the hello workflow: gets the execution's input. */
export const handler: Handler<object, object> = async (event, context) => {
  console.log(JSON.stringify({ function: 'hello', event, context }));
  return { ...event, key: 'value' };
};
