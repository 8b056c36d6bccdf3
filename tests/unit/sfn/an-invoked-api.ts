import { createTaskIntegrations } from '../../../toolbox/sfn/integrations/index.ts';
import type { InvokeApiRequest, InvokeApiResponse } from '../../../toolbox/shared/api-invoker.ts';
import { JsonDocument } from '../../../toolbox/shared/json-document.ts';
import { integrationPorts } from './integration-ports.ts';
import { aTaskRequest } from './task-request-builder.ts';

export const RESOURCE = 'arn:aws:states:::apigateway:invoke';
export const ENDPOINT = 'a1b2c3d4e5.execute-api.us-east-1.amazonaws.com';
export const GET = { ApiEndpoint: ENDPOINT, Method: 'GET' };
export const POST = { ApiEndpoint: ENDPOINT, Method: 'POST' };

/** Integrations before an API that gives `answer`, and what that API was sent. */
export function anApi(answer: Partial<InvokeApiResponse> = {}) {
  const requests: InvokeApiRequest[] = [];
  const { invokeTask, parameterErrors } = createTaskIntegrations(
    integrationPorts({
      invokeApi: (request) => {
        requests.push(request);
        return Promise.resolve({ statusCode: 200, headers: [], body: '', ...answer });
      },
    }),
  );
  const call = (parameters: unknown) =>
    invokeTask(
      aTaskRequest({
        resource: RESOURCE,
        payload: JsonDocument.fromText(
          typeof parameters === 'string' ? parameters : JSON.stringify(parameters),
        ),
      }),
    );
  const sent = async (parameters: unknown): Promise<InvokeApiRequest | undefined> => {
    await call(parameters);
    return requests[0];
  };
  const errors = (parameters: unknown) =>
    parameterErrors({
      resource: RESOURCE,
      stateName: 'Call',
      payload: JsonDocument.fromText(JSON.stringify(parameters)),
    });
  return { call, sent, errors };
}
