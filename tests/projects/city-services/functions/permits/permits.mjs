// A file of the layer: ES modules do not find packages of layers by name.
import { greeting } from '/opt/nodejs/greeting.mjs';

export const handler = async (event) => ({
  statusCode: 200,
  body: JSON.stringify({
    office: greeting(process.env.DISTRICT),
    citizen: event.requestContext.authorizer.citizen,
    days: Number(process.env.DAYS),
  }),
});
