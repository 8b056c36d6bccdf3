import fc from 'fast-check';
import { createTaskIntegrations } from '../../../toolbox/sfn/integrations/index.ts';
import type { HttpRequest, HttpResponse } from '../../../toolbox/shared/http-client.ts';
import type { JsonObject } from '../../../toolbox/shared/json.ts';
import { JsonDocument } from '../../../toolbox/shared/json-document.ts';
import { parseJson } from '../../../toolbox/shared/parse-json.ts';
import { runToEnd } from '../states/a-run.ts';
import { anApi, ENDPOINT, GET, RESOURCE } from './an-invoked-api.ts';
import { integrationPorts } from './integration-ports.ts';
import { aTaskRequest } from './task-request-builder.ts';

describe('the result of apigateway:invoke', () => {
  test('has lists of headers, parsed body and status', async () => {
    const { call } = anApi({
      statusCode: 201,
      headers: [
        ['Content-Type', 'application/json'],
        ['Set-Cookie', 'a=1'],
        ['set-cookie', 'b=2'],
      ],
      body: '{ "price": 1.0, "id": 12345678901234567890 }',
    });

    expect((await call(GET)).text).toBe(
      '{"Headers":{"Content-Type":["application/json"],"Set-Cookie":["a=1","b=2"]},"ResponseBody":{"price":1.0,"id":12345678901234567890},"StatusCode":201,"StatusText":"Created"}',
    );
  });

  test.each(['', 'not JSON', '{"a":', '<p>1</p>'])('has the body %j as text', async (body) => {
    const result = await anApi({ body }).call(GET);

    expect(result.value).toMatchObject({ ResponseBody: body });
  });

  test('takes any body', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (body) => {
        const { text } = await anApi({ body }).call(GET);

        expect(() => parseJson(text)).not.toThrow();
      }),
    );
  });

  test.each([199, 302, 403, 500])(
    'is for status %d an error with the body as cause',
    async (statusCode) => {
      const body = '{ "message": "Missing Authentication Token" }';

      await expect(anApi({ statusCode, body }).call(GET)).rejects.toMatchObject({
        error: `ApiGateway.${statusCode}`,
        cause: body,
      });
    },
  );

  function anEndpoint(answer: () => Promise<HttpResponse>) {
    const requests: HttpRequest[] = [];
    const { invokeTask } = createTaskIntegrations(
      integrationPorts({
        sendHttpRequest: (request) => {
          requests.push(request);
          return answer();
        },
      }),
    );
    const invoke = (parameters: JsonObject) =>
      invokeTask(aTaskRequest({ resource: RESOURCE, payload: JsonDocument.fromValue(parameters) }));
    return { invoke, requests };
  }

  test('goes to the endpoint of an API that is not in the template', async () => {
    const { invoke, requests } = anEndpoint(async () => ({
      statusCode: 200,
      statusText: 'OK',
      headers: [['X-A', '1']],
      body: '{"ok":true}',
    }));

    const result = await invoke({
      ...GET,
      Path: 'pets/1',
      QueryParameters: { a: ['1', '2'] },
      Headers: { 'X-B': ['1', '2'] },
    });

    expect(requests).toMatchObject([
      {
        url: expect.stringMatching(`^https://${ENDPOINT}/.*pets/1\\?a=1&a=2$`),
        method: 'GET',
        headers: [
          ['X-B', '1'],
          ['X-B', '2'],
        ],
        body: undefined,
      },
    ]);
    expect(result.value).toMatchObject({ ResponseBody: { ok: true }, StatusCode: 200 });
  });

  test('is an error of the client when nobody answers there', async () => {
    const { invoke } = anEndpoint(() => Promise.reject(new Error('no such host')));

    await expect(invoke(GET)).rejects.toMatchObject({
      error: 'ApiGateway.SdkClientException',
      cause: 'no such host',
    });
  });

  test('cannot be signed for an API that is not in the template', async () => {
    const { invoke, requests } = anEndpoint(() => Promise.reject(new Error('not asked')));

    await expect(invoke({ ...GET, AuthType: 'IAM_ROLE' })).rejects.toMatchObject({
      error: 'ApiGateway.SdkClientException',
      cause: expect.stringContaining('IAM_ROLE'),
    });
    expect(requests).toEqual([]);
  });
});

describe('a state that calls an API', () => {
  const definition = {
    StartAt: 'Call',
    States: {
      Call: { Type: 'Task', Resource: RESOURCE, Parameters: GET, TimeoutSeconds: 3, End: true },
    },
  };

  test('records the task as invoke of apigateway', async () => {
    const { outcome, events } = await runToEnd(
      definition,
      createTaskIntegrations(
        integrationPorts({
          invokeApi: () => Promise.resolve({ statusCode: 200, headers: [], body: '1' }),
        }),
      ),
    );

    expect(outcome.status).toBe('SUCCEEDED');
    expect(events.slice(2, 5)).toMatchObject([
      {
        taskScheduledEventDetails: {
          resource: 'invoke',
          resourceType: 'apigateway',
          parameters: JSON.stringify(GET),
        },
      },
      { taskStartedEventDetails: { resource: 'invoke', resourceType: 'apigateway' } },
      { taskSucceededEventDetails: { resource: 'invoke', resourceType: 'apigateway' } },
    ]);
  });

  test('stops waiting when the time is up', async () => {
    const { outcome, durationMs } = await runToEnd(
      definition,
      createTaskIntegrations(integrationPorts({ invokeApi: () => new Promise(() => {}) })),
    );

    expect(outcome).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(durationMs).toBe(3000);
  });

  test('stops waiting when the execution is stopped', async () => {
    const abort = new AbortController();

    const { outcome } = await runToEnd(definition, {
      ...createTaskIntegrations(
        integrationPorts({
          invokeApi: () => {
            abort.abort({ error: 'Enough' });
            return new Promise(() => {});
          },
        }),
      ),
      signal: abort.signal,
    });

    expect(outcome).toMatchObject({ status: 'ABORTED', error: 'Enough' });
  });
});
