import fc from 'fast-check';
import { createTaskIntegrations } from '../../../toolbox/sfn/integrations/index.ts';
import type { InvokeApiRequest, InvokeApiResponse } from '../../../toolbox/shared/api-invoker.ts';
import type { HttpRequest, HttpResponse } from '../../../toolbox/shared/http-client.ts';
import type { JsonObject } from '../../../toolbox/shared/json.ts';
import { JsonDocument } from '../../../toolbox/shared/json-document.ts';
import { parseJson } from '../../../toolbox/shared/parse-json.ts';
import { runToEnd } from '../states/a-run.ts';
import { integrationPorts, STATE_MACHINE_ROLE } from './integration-ports.ts';
import { aTaskRequest } from './task-request-builder.ts';

const RESOURCE = 'arn:aws:states:::apigateway:invoke';
const ENDPOINT = 'a1b2c3d4e5.execute-api.us-east-1.amazonaws.com';
const GET = { ApiEndpoint: ENDPOINT, Method: 'GET' };
const POST = { ApiEndpoint: ENDPOINT, Method: 'POST' };

/** Integrations before an API that gives `answer`, and what that API was sent. */
function anApi(answer: Partial<InvokeApiResponse> = {}) {
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

describe('the parameters of apigateway:invoke', () => {
  test.each([
    ['the required ones', GET],
    ['an endpoint in China', { ...GET, ApiEndpoint: 'a1.execute-api.cn-north-1.amazonaws.com.cn' }],
    ['a stage and a path', { ...GET, Stage: 'dev', Path: 'pets/1' }],
    [
      'lists of single values',
      { ...GET, Headers: { a: ['1', 2, true] }, QueryParameters: { b: [] } },
    ],
    ['a body', { ...POST, RequestBody: { a: null }, AllowNullValues: true }],
    ['a body that is null where none is allowed', { ...GET, RequestBody: null }],
    ['null for a field that is not required', { ...GET, Stage: null, Headers: null }],
    ['a role', { ...GET, AuthType: 'IAM_ROLE' }],
    ['a field that nobody knows', { ...GET, Unknown: 1 }],
  ])('can hold %s', (_name, parameters) => {
    expect(anApi().errors(parameters)).toEqual([]);
  });

  test.each([
    ['ApiEndpoint', { ...GET, ApiEndpoint: `https://${ENDPOINT}` }],
    ['ApiEndpoint', { ...GET, ApiEndpoint: `${ENDPOINT}/dev` }],
    ['ApiEndpoint', { ...GET, ApiEndpoint: 'A1.execute-api.us-east-1.amazonaws.com' }],
    ['ApiEndpoint', { ...GET, ApiEndpoint: 'api.example.com' }],
    ['Method', { ...GET, Method: 'get' }],
    ['Method', { ...GET, Method: 'TRACE' }],
    ['Stage', { ...GET, Stage: 1 }],
    ['Path', { ...GET, Path: ['pets'] }],
    ['Headers', { ...GET, Headers: { a: 'text' } }],
    ['Headers', { ...GET, Headers: ['a'] }],
    ['Headers', { ...GET, Headers: { a: [{}] } }],
    ['QueryParameters', { ...GET, QueryParameters: { a: 'text' } }],
    ['QueryParameters', { ...GET, QueryParameters: { a: [null] } }],
    ['AllowNullValues', { ...GET, AllowNullValues: 'true' }],
    ['AuthType', { ...GET, AuthType: 'NONE' }],
  ])('refuse a %s that is not well formed: %j', (field, parameters) => {
    expect(anApi().errors(parameters)).toEqual([
      `The value of the field '${field}' has an invalid format`,
    ]);
  });

  test.each([[{}], [null], ['text']])('lack what is required in %j', (parameters) => {
    expect(anApi().errors(parameters)).toEqual([
      "The field 'ApiEndpoint' is required but was missing",
      "The field 'Method' is required but was missing",
    ]);
  });

  test.each([
    'X-Forwarded-For',
    'x-amz-date',
    'X-Amzn-Trace-Id',
    'Authorization',
    'Connection',
    'Content-md5',
    'Expect',
    'Host',
    'Max-Forwards',
    'Proxy-Authenticate',
    'Server',
    'TE',
    'Transfer-Encoding',
    'Trailer',
    'Upgrade',
    'VIA',
    'Www-Authenticate',
  ])('refuse the header %s', (name) => {
    expect(anApi().errors({ ...GET, Headers: { Accept: ['*/*'], [name]: ['x'] } })).toEqual([
      `The header '${name}' of the field 'Headers' is not allowed`,
    ]);
  });

  test.each(['GET', 'DELETE', 'HEAD', 'OPTIONS'])('refuse a body of %s', (Method) => {
    expect(anApi().errors({ ...GET, Method, RequestBody: {} })).toEqual([
      "The field 'RequestBody' is only allowed for the methods PATCH, POST, PUT",
    ]);
  });

  test('refuse RESOURCE_POLICY as not supported here', () => {
    expect(anApi().errors({ ...GET, AuthType: 'RESOURCE_POLICY' })).toEqual([
      "The local runtime does not support the value 'RESOURCE_POLICY' of the field 'AuthType'",
    ]);
  });
});

describe('the request of apigateway:invoke', () => {
  test('goes to endpoint and method without anything else', async () => {
    expect(await anApi().sent(GET)).toEqual({
      apiEndpoint: ENDPOINT,
      method: 'GET',
      rawPath: '/',
      rawQuery: '',
      headers: [],
      body: '',
      signer: undefined,
    });
  });

  test.each([
    [{ Stage: 'dev' }, '/dev'],
    [{ Stage: 'dev', Path: '' }, '/dev'],
    [{ Stage: 'dev', Path: 'pets' }, '/dev/pets'],
    [{ Stage: 'dev', Path: '/pets/' }, '/dev/pets/'],
    [{ Path: '/pets' }, '/pets'],
    [
      { Stage: '$default', Path: "a b/ü/1+1=2?x#y%20'(é)" },
      '/%24default/a%20b/%C3%BC/1%2B1%3D2%3Fx%23y%2520%27%28%C3%A9%29',
    ],
    [{ Path: 'A-Z_a.z~09' }, '/A-Z_a.z~09'],
  ])('has for %j the path %s', async (parameters, rawPath) => {
    expect(await anApi().sent({ ...GET, ...parameters })).toMatchObject({ rawPath });
  });

  test('repeats a query parameter and a header for each of their values', async () => {
    const request = await anApi().sent(
      `{"ApiEndpoint":"${ENDPOINT}","Method":"GET",
        "QueryParameters":{"type":["dog & cat","b"],"max":[1.0],"none":[]},
        "Headers":{"Accept":["text/plain","*/*"],"Flag":[true]}}`,
    );

    expect(request).toMatchObject({
      rawQuery: 'type=dog%20%26%20cat&type=b&max=1.0',
      headers: [
        ['Accept', 'text/plain'],
        ['Accept', '*/*'],
        ['Flag', 'true'],
      ],
    });
  });

  test('comes back as it was written from a decoder, whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        async (segment, value) => {
          const request = await anApi().sent({
            ...GET,
            Path: `pets/${segment}`,
            QueryParameters: { q: [value] },
          });

          expect(decodeURIComponent(request?.rawPath ?? '')).toBe(`/pets/${segment}`);
          expect(new URLSearchParams(request?.rawQuery).get('q')).toBe(value);
        },
      ),
    );
  });

  test('replaces what is no character', async () => {
    expect(await anApi().sent({ ...GET, Path: '\ud800' })).toMatchObject({
      rawPath: '/%EF%BF%BD',
    });
  });

  test.each([
    ['{"n":1.0,"id":12345678901234567890}', '{"n":1.0,"id":12345678901234567890}'],
    ['"HelloWorld"', '"HelloWorld"'],
    ['0', '0'],
    ['{"a":null,"b":[null,{"c":null,"d":1}],"10":null}', '{"b":[null,{"d":1}]}'],
  ])('has for the RequestBody %s the body %s', async (RequestBody, body) => {
    const parameters = `{"ApiEndpoint":"${ENDPOINT}","Method":"POST","RequestBody":${RequestBody}}`;

    expect(await anApi().sent(parameters)).toMatchObject({
      body,
      headers: [['Content-Type', 'application/json']],
    });
  });

  test('keeps null in the body when AllowNullValues says so', async () => {
    expect(
      await anApi().sent({ ...POST, AllowNullValues: true, RequestBody: { a: null } }),
    ).toMatchObject({ body: '{"a":null}' });
  });

  test('finds null at any depth', async () => {
    const depth = 50_000;
    const nested = (inner: string) => `${'{"a":'.repeat(depth)}${inner}${'}'.repeat(depth)}`;

    const request = await anApi().sent(
      `{"ApiEndpoint":"${ENDPOINT}","Method":"POST","RequestBody":${nested('{"b":null}')}}`,
    );

    expect(request?.body).toBe(nested('{}'));
  });

  test('has the Content-Type that the parameters give it', async () => {
    expect(
      await anApi().sent({
        ...POST,
        Headers: { 'content-type': ['text/plain'] },
        RequestBody: 'x',
      }),
    ).toMatchObject({ headers: [['content-type', 'text/plain']] });
  });

  test.each([
    ['IAM_ROLE', STATE_MACHINE_ROLE],
    ['NO_AUTH', undefined],
    [undefined, undefined],
  ])('is for AuthType %s signed by %j', async (AuthType, signer) => {
    expect((await anApi().sent({ ...GET, AuthType }))?.signer).toEqual(signer);
  });
});

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
