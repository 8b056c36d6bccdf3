import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { ROOT, run } from '../shared/run.mjs';

/** Prints the result of the handler as the last line, behind what the function logs. */
const INVOKE = `
  const [bundle, event, context] = process.argv.slice(1);
  const { handler } = await import(bundle);
  console.log(JSON.stringify(await handler(JSON.parse(event), JSON.parse(context))));
`;

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
const REGION = 'us-east-1';

/**
 * Invokes the bundle of a function with the event that it has in `events/`.
 *
 * @param node - the program that Lambda would run it with
 * @param stepFunctionsUrl - where its SDK finds Step Functions
 * @returns what to say of it
 * @throws Error when the bundle is too large, or does something else than it should
 */
export async function checkInvocation(node, stepFunctionsUrl, invocation) {
  const { name, event: eventName, maxBytes, environment, started } = invocation;
  const bundle = join(ROOT, '.aws-sam', 'build', name, 'app.mjs');
  const { length } = readFileSync(bundle);
  if (length > maxBytes) throw new Error(`${length} bytes, more than ${maxBytes}`);

  const event = JSON.parse(readFileSync(join(ROOT, 'events', `${eventName}.json`), 'utf8'));
  const context = { functionName: name, awsRequestId: randomUUID() };
  const invoke = ['--input-type=module', '--eval', INVOKE, pathToFileURL(bundle).href];
  const output = await run(node, [...invoke, JSON.stringify(event), JSON.stringify(context)], {
    ...CREDENTIALS,
    AWS_REGION: REGION,
    AWS_ENDPOINT_URL_SFN: stepFunctionsUrl,
    NODE_OPTIONS: '--enable-source-maps',
    ...environment,
  });
  const lines = output.trim().split('\n');
  const isExpected = isDeepStrictEqual(lines.map(JSON.parse), invocation.printed(event, context));
  if (!isExpected) throw new Error(`printed ${output}`);

  const answer = `${length} bytes, answers ${lines.at(-1)}`;
  if (started === undefined) return answer;
  const { status } = await describeExecution(stepFunctionsUrl, started(event, context));
  return `${answer}; the execution: ${status}`;
}

/** @throws Error when there is none of this ARN */
async function describeExecution(endpoint, executionArn) {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const stepFunctions = new SFNClient({ endpoint, region: REGION, credentials });
  try {
    return await stepFunctions.send(new DescribeExecutionCommand({ executionArn }));
  } finally {
    stepFunctions.destroy();
  }
}
