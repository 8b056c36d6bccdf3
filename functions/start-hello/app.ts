import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type {
  APIGatewayProxyEvent,
  APIGatewayProxyHandler,
  APIGatewayProxyResult,
} from 'aws-lambda';
import { requiredVariable } from '../shared/required-variable.ts';
import {
  FAILURES,
  type Failure,
  failureCode,
  type SdkError,
} from '../shared/start-execution-failure.ts';

const stateMachineArn = requiredVariable('STATE_MACHINE_ARN');
/** Lambda hands the answer to the client as it is: API Gateway adds no header to it. */
const headers = {
  'Content-Type': 'application/json',
  'Access-Control-Allow-Origin': requiredVariable('CORS_ORIGIN'),
  'Access-Control-Allow-Methods': requiredVariable('CORS_METHODS'),
  'Access-Control-Allow-Headers': requiredVariable('CORS_HEADERS'),
};

/** Outside the handler, so that its connection serves all invocations of the environment. */
const stepFunctions = new SFNClient({});

/** `POST /hello/sdk`: starts the hello workflow with the request's body, text for text. */
export const handler: APIGatewayProxyHandler = async (event) => {
  // API Gateway validates bodies of JSON alone, and passes others on.
  if (!isJson(headerOf(event, 'content-type'))) {
    return failure('UNSUPPORTED_MEDIA_TYPE', [415, 'Unsupported Media Type']);
  }
  const input = event.body ?? '{}';
  const name = headerOf(event, 'idempotency-key') || event.requestContext.requestId;
  try {
    const command = new StartExecutionCommand({ stateMachineArn, name, input });
    const { executionArn } = await stepFunctions.send(command);
    log({ executionArn });
    return response(202, { executionArn });
  } catch (error) {
    const code = failureCode(error as SdkError);
    log({ code, error: String(error) });
    return failure(code, FAILURES[code]);
  }
};

/** HTTP/2 clients send names of headers in small letters. */
function headerOf({ headers: sent }: APIGatewayProxyEvent, name: string): string | undefined {
  return Object.entries(sent).find(([header]) => header.toLowerCase() === name)?.[1];
}

/** Without a type a body counts as JSON, as API Gateway takes it. */
function isJson(contentType = 'application/json'): boolean {
  return /^application\/json *(;|$)/i.test(contentType);
}

function failure(code: string, [statusCode, message]: Failure): APIGatewayProxyResult {
  return response(statusCode, { code, message });
}

function response(statusCode: number, body: object): APIGatewayProxyResult {
  return { statusCode, headers, body: JSON.stringify(body) };
}

function log(entry: object): void {
  console.log(JSON.stringify({ function: 'start-hello', ...entry }));
}
