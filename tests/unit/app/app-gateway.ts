import type { HeaderPair } from '../../../toolbox/gateway/gateway.ts';
import { createRestApiGateway } from '../../../toolbox/gateway/rest-api/rest-api-gateway.ts';
import type { ServiceResponse } from '../../../toolbox/shared/json-service.ts';
import type { RestApi } from '../../../toolbox/template/model.ts';
import { loadApp } from './load-app.ts';

export const REQUEST_ID = '8f4f9d3e-5a35-4f0c-9d0a-0c6f5b7d2c11';

export interface StartExecutionInput {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly input: string;
}

export interface AppRequest {
  readonly method?: string;
  readonly path?: string;
  readonly query?: string;
  readonly headers?: readonly HeaderPair[];
  readonly body?: string;
}

export interface AppResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface AppGateway {
  send(request: AppRequest): Promise<AppResponse>;
  /** The parameters of each StartExecution that was called. */
  readonly started: readonly StartExecutionInput[];
  /** Name of the function and text of the event of each invocation. */
  readonly invoked: readonly (readonly [functionName: string, payload: string])[];
}

/** What a function gives: its result, or a function error. */
export interface FunctionAnswer {
  readonly payload: string;
  readonly functionError?: 'Unhandled';
}

const STARTED = { statusCode: 200, body: '{"executionArn":"arn","startDate":1.486772644911E9}' };

/**
 * The application's API before a Step Functions and functions that always give the same answer.
 * What has not answered by the next turn of the event loop has timed out.
 */
export function appGateway(
  answer: ServiceResponse | Promise<ServiceResponse> = STARTED,
  parameterOverrides: Readonly<Record<string, string>> = {},
  functionAnswer: FunctionAnswer = { payload: '{}' },
): AppGateway {
  const { apis, identity } = loadApp(parameterOverrides);
  const started: StartExecutionInput[] = [];
  const invoked: [string, string][] = [];
  const gateway = createRestApiGateway(apis[0] as RestApi, {
    identity,
    states(operation, body) {
      expect(operation).toBe('StartExecution');
      started.push(JSON.parse(body) as StartExecutionInput);
      return answer;
    },
    async lambda({ functionName, payload }) {
      invoked.push([functionName.split(':function:')[1] ?? '', payload]);
      return { executedVersion: '$LATEST', requestId: REQUEST_ID, ...functionAnswer };
    },
    sendRequest: () => Promise.reject(new Error('the application calls no backend')),
    environment: {},
    keySets: async () => {
      throw new Error('no method of the application asks for tokens');
    },
    clock: { now: () => 0, sleep: () => new Promise((resolve) => setImmediate(resolve)) },
    uuid: () => REQUEST_ID,
  });
  return {
    started,
    invoked,
    async send({ method = 'POST', path = '/execute', query = '', headers = [], body = '' }) {
      const response = await gateway({
        method,
        rawPath: path,
        rawQuery: query,
        headers: headers.flat(),
        body: Buffer.from(body),
        sourceIp: '127.0.0.1',
      });
      return {
        ...response,
        body: String(response.body),
        headers: Object.fromEntries(response.headers),
      };
    },
  };
}
