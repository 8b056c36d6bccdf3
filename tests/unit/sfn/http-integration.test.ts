import { createTaskIntegrations } from '../../../toolbox/sfn/integrations/index.ts';
import type { HttpRequest, HttpResponse } from '../../../toolbox/shared/http-client.ts';
import type { HttpConnection } from '../../../toolbox/shared/http-connection.ts';
import type { JsonObject } from '../../../toolbox/shared/json.ts';
import { JsonDocument } from '../../../toolbox/shared/json-document.ts';
import { simulatedClock } from '../../simulated-clock.ts';
import { integrationPorts } from './integration-ports.ts';
import { aTaskRequest } from './task-request-builder.ts';

const CONNECTION_ARN = 'arn:aws:events:us-east-1:123456789012:connection/Shop/id';
const PARAMETERS = {
  ApiEndpoint: 'https://shop.example/orders',
  Method: 'POST',
  InvocationConfig: { ConnectionArn: CONNECTION_ARN },
};

interface SentRequest extends Omit<HttpRequest, 'headers'> {
  readonly headers: Readonly<Record<string, string>>;
}

interface Server {
  readonly response?: Partial<HttpResponse>;
  readonly tokenResponse?: string;
  readonly connection?: Partial<HttpConnection>;
}

/** A task over a server, and what that server was sent. */
function anHttpTask({ response, tokenResponse = '{}', connection }: Server = {}) {
  const requests: SentRequest[] = [];
  const integrations = createTaskIntegrations(
    integrationPorts({
      connections: [
        {
          connectionArn: CONNECTION_ARN,
          authorization: { type: 'API_KEY', name: 'X-Key', value: 'secret' },
          headerParameters: {},
          queryStringParameters: {},
          bodyParameters: {},
          ...connection,
        },
      ],
      sendHttpRequest: async (request) => {
        requests.push({ ...request, headers: Object.fromEntries(request.headers) });
        const body = request.url.includes('/token') ? tokenResponse : '{"ok":1.0}';
        return { statusCode: 200, statusText: 'OK', headers: [], body, ...response };
      },
    }),
  );
  const request = (parameters: JsonObject) =>
    aTaskRequest({
      resource: 'arn:aws:states:::http:invoke',
      payload: JsonDocument.fromValue({ ...PARAMETERS, ...parameters }),
    });
  return {
    requests,
    invoke: (parameters: JsonObject = {}) => integrations.invokeTask(request(parameters)),
    errors: (parameters: JsonObject) => integrations.parameterErrors(request(parameters)),
  };
}

describe('a Task that calls an HTTPS API', () => {
  test('sends the body as JSON, with the headers of the service and those of the connection', async () => {
    const { invoke, requests } = anHttpTask();

    await invoke({
      RequestBody: { a: [1] },
      Headers: { Accept: 'text/plain', 'X-Tags': ['a', 'b'] },
    });

    expect(requests).toMatchObject([
      {
        url: 'https://shop.example/orders',
        method: 'POST',
        body: '{"a":[1]}',
        headers: {
          'user-agent': 'Amazon|StepFunctions|HttpInvoke|us-east-1',
          range: 'bytes=0-262144',
          'content-type': 'application/json; charset=UTF-8',
          accept: 'text/plain',
          'x-tags': 'a, b',
          'x-key': 'secret',
        },
      },
    ]);
  });

  test.each([
    {
      given: 'an object',
      QueryParameters: { q: 'a b', tag: ['x', 'y'] },
      query: 'q=a+b&tag=x&tag=y',
    },
    { given: 'a list', QueryParameters: ['q=a b', 'n=1'], query: 'q=a+b&n=1' },
    { given: 'a text', QueryParameters: 'q=a&n=1', query: 'q=a&n=1' },
  ])('adds query parameters from $given', async ({ QueryParameters, query }) => {
    const { invoke, requests } = anHttpTask();

    await invoke({ Method: 'GET', QueryParameters });

    expect(requests[0]?.url).toBe(`https://shop.example/orders?${query}`);
    expect(requests[0]?.body).toBeUndefined();
  });

  test.each([
    ['INDICES', 'm%5Bk%5D=v&l%5B0%5D=1&l%5B1%5D=2'],
    ['REPEAT', 'm%5Bk%5D=v&l=1&l=2'],
    ['COMMAS', 'm%5Bk%5D=v&l=1%2C2'],
    ['BRACKETS', 'm%5Bk%5D=v&l%5B%5D=1&l%5B%5D=2'],
  ])('writes a form with lists as %s', async (ArrayFormat, body) => {
    const { invoke, requests } = anHttpTask();

    await invoke({
      RequestBody: { m: { k: 'v' }, l: [1, 2] },
      Headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      Transform: {
        RequestBodyEncoding: 'URL_ENCODED',
        RequestEncodingOptions: { ArrayFormat },
      },
    });

    expect(requests[0]?.body).toBe(body);
    expect(requests[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
  });

  test('lets the parameters of the connection win', async () => {
    const { invoke, requests } = anHttpTask({
      connection: {
        headerParameters: { 'X-Shop': 'main' },
        queryStringParameters: { q: 'connection' },
        bodyParameters: { a: 'connection' },
      },
    });

    await invoke({
      Headers: { 'x-shop': 'other' },
      QueryParameters: { q: 'task', n: 1 },
      RequestBody: { a: 1, b: 2 },
    });

    expect(requests[0]).toMatchObject({
      url: 'https://shop.example/orders?q=connection&n=1',
      headers: { 'x-shop': 'main' },
      body: '{"a":"connection","b":2}',
    });
  });

  test('cannot add members to a body that has none', async () => {
    const { invoke } = anHttpTask({ connection: { bodyParameters: { a: 'b' } } });

    await expect(invoke({ RequestBody: 'text' })).rejects.toMatchObject({
      error: 'States.Runtime',
    });
  });

  test('authorises by user name and password', async () => {
    const { invoke, requests } = anHttpTask({
      connection: {
        authorization: { type: 'BASIC', username: 'Aladdin', password: 'open sesame' },
      },
    });

    await invoke();

    // The example of RFC 7617.
    expect(requests[0]?.headers['authorization']).toBe('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==');
  });

  const OAUTH = {
    type: 'OAUTH_CLIENT_CREDENTIALS',
    authorizationEndpoint: 'https://login.example/token',
    httpMethod: 'POST',
    clientId: 'me',
    clientSecret: 'secret',
    headerParameters: {},
    queryStringParameters: {},
    bodyParameters: { grant_type: 'client_credentials' },
  } as const;

  test('authorises by the token of its authorization server', async () => {
    const { invoke, requests } = anHttpTask({
      connection: { authorization: OAUTH },
      tokenResponse: '{"access_token":"t-1"}',
    });

    await invoke();

    expect(requests).toMatchObject([
      {
        url: 'https://login.example/token',
        body: 'client_id=me&client_secret=secret&grant_type=client_credentials',
      },
      { headers: { authorization: 'Bearer t-1' } },
    ]);
  });

  test('fails when the authorization server gives no token', async () => {
    const { invoke } = anHttpTask({ connection: { authorization: OAUTH }, tokenResponse: 'no' });

    await expect(invoke()).rejects.toMatchObject({
      error: 'Events.ConnectionResource.InvalidConnectionState',
    });
  });

  test('gives headers in lists and JSON parsed', async () => {
    const { invoke } = anHttpTask({
      response: { statusCode: 201, statusText: 'Created', headers: [['X-A', '1']] },
    });

    expect((await invoke()).text).toBe(
      '{"Headers":{"X-A":["1"]},"ResponseBody":{"ok":1.0},"StatusCode":201,"StatusText":"Created"}',
    );
  });

  test.each([
    {
      reason: 'the status of the answer',
      response: { statusCode: 404, body: 'no such order' },
      expected: { error: 'States.Http.StatusCode.404', cause: 'no such order' },
    },
    {
      reason: 'an answer that is no text',
      response: { headers: [['Content-Type', 'image/png']] as const },
      expected: { error: 'States.Runtime' },
    },
  ])('fails with $reason', async ({ response, expected }) => {
    await expect(anHttpTask({ response }).invoke()).rejects.toMatchObject(expected);
  });

  test('fails when no answer comes within 60 seconds', async () => {
    const clock = simulatedClock(0);
    const { invokeTask } = createTaskIntegrations(
      integrationPorts({
        clock,
        connections: [
          {
            connectionArn: CONNECTION_ARN,
            authorization: { type: 'API_KEY', name: 'X-Key', value: 'secret' },
            headerParameters: {},
            queryStringParameters: {},
            bodyParameters: {},
          },
        ],
        sendHttpRequest: ({ signal }) =>
          new Promise((_, reject) => {
            signal.addEventListener('abort', () => reject(signal.reason));
          }),
      }),
    );

    const outcome = invokeTask(
      aTaskRequest({
        resource: 'arn:aws:states:::http:invoke',
        payload: JsonDocument.fromValue(PARAMETERS),
      }),
    );

    await expect(clock.runUntil(outcome)).rejects.toMatchObject({ error: 'States.Http.Socket' });
    expect(clock.now()).toBe(60_000);
  });

  test('fails for a connection that is not in the template', async () => {
    const { invoke } = anHttpTask();

    await expect(
      invoke({ InvocationConfig: { ConnectionArn: 'arn:other' } }),
    ).rejects.toMatchObject({ error: 'Events.ConnectionResource.ResourceNotFound' });
  });

  test.each([
    {
      fault: 'no endpoint',
      parameters: { ApiEndpoint: null },
      errors: [/'ApiEndpoint' is required/],
    },
    {
      fault: 'plain HTTP',
      parameters: { ApiEndpoint: 'http://shop.example' },
      errors: [/'ApiEndpoint' has an invalid format/],
    },
    {
      fault: 'no connection',
      parameters: { InvocationConfig: {} },
      errors: [/ConnectionArn' is required/],
    },
    {
      fault: 'another method',
      parameters: { Method: 'FETCH' },
      errors: [/'Method' has an invalid format/],
    },
    {
      fault: 'a forbidden header',
      parameters: { Headers: { 'X-Amz-Date': 'x', Host: 'y' } },
      errors: [/'X-Amz-Date'/, /'Host'/],
    },
    {
      fault: 'nothing: a server on this machine',
      parameters: { ApiEndpoint: 'http://localhost:3000/a' },
      errors: [],
    },
  ])('has $fault', ({ parameters, errors }) => {
    expect(anHttpTask().errors(parameters)).toEqual(
      errors.map((error) => expect.stringMatching(error)),
    );
  });
});
