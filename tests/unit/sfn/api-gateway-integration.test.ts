import fc from 'fast-check';
import {
  createTaskIntegrations,
  isSupportedResource,
} from '../../../toolbox/sfn/integrations/index.ts';
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

  test('is an error that names an endpoint of no API in the template', async () => {
    const { invokeTask } = createTaskIntegrations(integrationPorts());

    await expect(
      invokeTask(aTaskRequest({ resource: RESOURCE, payload: JsonDocument.fromValue(GET) })),
    ).rejects.toMatchObject({
      error: 'ApiGateway.SdkClientException',
      cause: `The endpoint '${ENDPOINT}' is no API of this template. The local runtime reaches only those: calling others is not supported yet.`,
    });
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

    expect(outcome).toEqual({ status: 'FAILED', error: 'States.Timeout' });
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

    expect(outcome).toEqual({ status: 'ABORTED', error: 'Enough' });
  });
});

describe('isSupportedResource', () => {
  test.each([
    [RESOURCE, true],
    ['arn:aws-cn:states:::apigateway:invoke', true],
    ['arn:aws:states:::lambda:invoke', true],
    [`${RESOURCE}.waitForTaskToken`, false],
    ['arn:aws:states:::constructor', false],
  ])('tells of %s: %s', (resource, isSupported) => {
    expect(isSupportedResource(resource)).toBe(isSupported);
  });
});
