import { lambdaFunction } from '../../../../toolbox/gateway/integrations/lambda-function.ts';
import type { InvokeFunction } from '../../../../toolbox/shared/function-invoker.ts';
import { LambdaServiceError } from '../../../../toolbox/shared/function-invoker.ts';
import type { RolePrincipal } from '../../../../toolbox/shared/principal.ts';
import type { Integration, Method } from '../../../../toolbox/template/model.ts';
import {
  aLambdaProxy,
  aMethod,
  anIntegration,
  anIntegrationResponse,
  aRecordingLambda,
  aRequest,
  aRestApi,
  aTemplate,
  FUNCTION_ARN,
  LAMBDA_URI,
  NOW_MS,
  respond,
} from '../an-api.ts';

const SIGNER: RolePrincipal = { kind: 'role', roleArn: 'arn:aws:iam::1:role/R', sessionName: 's' };

function anApiOf(integration: Integration, changes: Partial<Method> = {}) {
  return aRestApi({
    methods: [
      aMethod({
        integration,
        methodResponses: { 200: { headers: [] }, 404: { headers: [] } },
        ...changes,
      }),
    ],
  });
}

/** A non-proxy integration that tells errors of the function apart. */
function aLambdaIntegration(changes: Partial<Integration> = {}): Integration {
  return anIntegration({
    uri: LAMBDA_URI,
    responses: [
      anIntegrationResponse(),
      anIntegrationResponse({ selectionPattern: '.*not found.*', statusCode: '404' }),
      anIntegrationResponse({ selectionPattern: '200', statusCode: '500' }),
    ],
    ...changes,
  });
}

function refusing(error: Error): InvokeFunction {
  return () => Promise.reject(error);
}

const DENIED = new LambdaServiceError('AccessDeniedException', 403, 'who may not');

describe('lambdaFunction', () => {
  test.each([
    { uri: LAMBDA_URI, found: FUNCTION_ARN },
    {
      uri: `arn:aws-cn:apigateway:cn-north-1:lambda:path/2015-03-31/functions/${FUNCTION_ARN}:live/invocations`,
      found: `${FUNCTION_ARN}:live`,
    },
    { uri: 'arn:aws:apigateway:eu-west-1:states:action/StartExecution', found: undefined },
    { uri: undefined, found: undefined },
  ])('finds $found in $uri', ({ uri, found }) => {
    expect(lambdaFunction(uri)).toBe(found);
  });
});

describe('the principal of an invocation', () => {
  const RESOURCE = { httpMethod: 'ANY', resourcePath: '/pets/{petId}' };
  const REQUEST = { method: 'GET', rawPath: '/pets/1' };

  async function principalOf(credentials: string | undefined, sender?: { signer: RolePrincipal }) {
    const { lambda, calls } = aRecordingLambda();
    const integration = aLambdaProxy(credentials === undefined ? {} : { credentials });
    const request = aRequest(sender === undefined ? REQUEST : { ...REQUEST, sender });
    await respond(anApiOf(integration, RESOURCE), request, { lambda });
    return calls[0]?.principal;
  }

  test('is the service on behalf of the method', async () => {
    expect(await principalOf(undefined)).toEqual({
      kind: 'service',
      service: 'apigateway.amazonaws.com',
      sourceArn: 'arn:aws:execute-api:eu-west-1:123456789012:abcde12345/dev/GET/pets/{petId}',
    });
  });

  test('is the role that the integration names', async () => {
    const roleArn = 'arn:aws:iam::123456789012:role/Role';

    expect(await principalOf(roleArn)).toEqual({
      kind: 'role',
      roleArn,
      sessionName: 'BackplaneAssumeRoleSession',
    });
  });

  test('is the caller where the integration says so, and nobody for one from the network', async () => {
    expect(await principalOf('arn:aws:iam::*:user/*', { signer: SIGNER })).toBe(SIGNER);
    expect(await principalOf('arn:aws:iam::*:user/*')).toBeUndefined();
  });
});

describe('an AWS_PROXY integration', () => {
  test('gives the event to the function and its answer to the client', async () => {
    const { lambda, calls } = aRecordingLambda({
      payload: '{"statusCode":201,"headers":{"Date":"d","Content-Type":"text/plain"},"body":"b"}',
    });
    const integration = aLambdaProxy({
      passthroughBehavior: 'NEVER',
      requestParameters: { 'integration.request.header.X': "'x'" },
      requestTemplates: { 'application/json': aTemplate('mapped') },
    });

    const response = await respond(anApiOf(integration), aRequest({ body: '{"a":1}' }), { lambda });

    expect(calls).toMatchObject([
      { functionName: FUNCTION_ARN, invocationType: 'RequestResponse' },
    ]);
    expect(JSON.parse(calls[0]?.payload ?? '')).toMatchObject({ body: '{"a":1}', path: '/orders' });
    expect(response).toMatchObject({ statusCode: 201, body: 'b' });
    expect(response.headers).toContainEqual(['x-amzn-Remapped-Date', 'd']);
    expect(response.headers).toContainEqual(['Content-Type', 'text/plain']);
    expect(response.headers.map(([name]) => name)).toContain('X-Amzn-Trace-Id');
    expect(response.entry).toMatchObject({ status: 201, integrationStatus: 200 });
  });

  test.each([
    {
      name: 'an error of the function',
      result: {
        payload: '{"errorType":"TypeError","errorMessage":"no such thing"}',
        functionError: 'Unhandled' as const,
      },
      reason: 'TypeError: no such thing',
    },
    {
      name: 'an error that is no JSON',
      result: { payload: 'oops', functionError: 'Unhandled' as const },
      reason: 'no errorType: no errorMessage',
    },
    { name: 'an answer of another form', result: { payload: '"text"' }, reason: 'got a string' },
  ])('answers $name with 502 and logs the reason', async ({ result, reason }) => {
    const { lambda } = aRecordingLambda(result);

    const response = await respond(anApiOf(aLambdaProxy()), aRequest(), { lambda });

    expect(response).toMatchObject({
      statusCode: 502,
      body: '{"message": "Internal server error"}',
    });
    expect(response.headers).toContainEqual(['x-amzn-ErrorType', 'InternalServerErrorException']);
    expect(response.entry?.error).toContain(reason);
  });

  test('answers a refused invocation with 500 and logs what Lambda said', async () => {
    const response = await respond(anApiOf(aLambdaProxy()), aRequest(), {
      lambda: refusing(DENIED),
    });

    expect(response).toMatchObject({
      statusCode: 500,
      body: '{"message": "Internal server error"}',
    });
    expect(response.entry?.error).toContain('AccessDeniedException: who may not');
  });

  test.each(['GET', undefined])(
    'answers httpMethod %s with 500 and no call',
    async (httpMethod) => {
      const { httpMethod: _, ...integration } = aLambdaProxy();
      const { lambda, calls } = aRecordingLambda();

      const response = await respond(
        anApiOf({ ...integration, ...(httpMethod !== undefined && { httpMethod }) }),
        aRequest(),
        { lambda },
      );

      expect(response).toMatchObject({
        statusCode: 500,
        body: '{"message": "Internal server error"}',
      });
      expect(response.entry?.error).toContain('must be POST');
      expect(calls).toEqual([]);
    },
  );

  test('answers 504 when the function takes too long', async () => {
    const response = await respond(anApiOf(aLambdaProxy()), aRequest(), {
      lambda: () => new Promise(() => {}),
      clock: { now: () => NOW_MS, sleep: async () => {} },
    });

    expect(response.statusCode).toBe(504);
  });
});

describe('an AWS integration with a function', () => {
  test('gives it the rendered body and maps what it answers', async () => {
    const { lambda, calls } = aRecordingLambda({ payload: '{"a":2}' });
    const integration = aLambdaIntegration({
      requestTemplates: { 'application/json': aTemplate('{"mapped":$input.json("$.a")}') },
      responses: [
        anIntegrationResponse({
          responseTemplates: { 'application/json': aTemplate('<$input.path("$.a")>') },
        }),
      ],
    });

    const response = await respond(anApiOf(integration), aRequest({ body: '{"a":1}' }), { lambda });

    expect(calls).toMatchObject([{ functionName: FUNCTION_ARN, payload: '{"mapped":1}' }]);
    expect(response).toMatchObject({ statusCode: 200, body: '<2>' });
  });

  test('refuses a header that no service accepts', async () => {
    const { lambda, calls } = aRecordingLambda();
    const integration = aLambdaIntegration({
      requestParameters: { 'integration.request.header.Authorization': "'x'" },
    });

    const response = await respond(anApiOf(integration), aRequest(), { lambda });

    expect(response.statusCode).toBe(500);
    expect(calls).toEqual([]);
  });

  test.each([
    { errorMessage: 'pet not found', statusCode: 404 },
    { errorMessage: 'pet\nnot found', statusCode: 200 },
    { errorMessage: '200', statusCode: 500 },
    { errorMessage: 'something else', statusCode: 200 },
  ])('selects $statusCode for the error $errorMessage', async ({ errorMessage, statusCode }) => {
    const payload = JSON.stringify({ errorType: 'Error', errorMessage });
    const { lambda } = aRecordingLambda({ payload, functionError: 'Unhandled' });
    const methodResponses = {
      200: { headers: [] },
      404: { headers: [] },
      500: { headers: [] },
    };

    const response = await respond(anApiOf(aLambdaIntegration(), { methodResponses }), aRequest(), {
      lambda,
    });

    expect(response).toMatchObject({ statusCode, body: payload });
  });

  test('matches neither the status nor the answer of a function that succeeds', async () => {
    const { lambda } = aRecordingLambda({ payload: '{"errorMessage":"not found"}' });

    const response = await respond(anApiOf(aLambdaIntegration()), aRequest(), { lambda });

    expect(response.statusCode).toBe(200);
  });

  test('does not wait for an Event', async () => {
    const { lambda, calls } = aRecordingLambda({ payload: '{"ignored":true}' });
    const integration = aLambdaIntegration({
      requestParameters: { 'integration.request.header.x-amz-invocation-type': "'Event'" },
    });

    const response = await respond(anApiOf(integration), aRequest({ body: '{}' }), { lambda });

    expect(calls).toMatchObject([{ invocationType: 'Event', payload: '{}' }]);
    expect(response).toMatchObject({ statusCode: 200, body: '' });
  });

  test('answers an invocation type that Lambda does not know with 500', async () => {
    const { lambda, calls } = aRecordingLambda();
    const integration = aLambdaIntegration({
      requestParameters: { 'integration.request.header.X-Amz-Invocation-Type': "'Later'" },
    });

    const response = await respond(anApiOf(integration), aRequest(), { lambda });

    expect(response.statusCode).toBe(500);
    expect(response.entry?.error).toContain('Later');
    expect(calls).toEqual([]);
  });

  test('relays what Lambda says to a body that is no JSON', async () => {
    const message = 'Could not parse request body into json';

    const response = await respond(anApiOf(aLambdaIntegration()), aRequest({ body: '{' }), {
      lambda: refusing(new LambdaServiceError('InvalidRequestContentException', 400, message)),
    });

    expect(response.statusCode).toBe(200);
    expect(JSON.parse(String(response.body))).toEqual({ Type: 'User', message });
    expect(response.entry).toMatchObject({
      integrationStatus: 400,
      error: `Lambda refused the integration request: ${message}`,
    });
  });

  test('answers a refused invocation with 500 and logs what Lambda said', async () => {
    const response = await respond(anApiOf(aLambdaIntegration()), aRequest(), {
      lambda: refusing(DENIED),
    });

    expect(response).toMatchObject({
      statusCode: 500,
      body: '{"message":"Internal server error"}',
    });
    expect(response.entry?.error).toContain('AccessDeniedException: who may not');
  });
});
