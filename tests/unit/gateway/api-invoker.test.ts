import { createApiInvoker, type ServedApi } from '../../../toolbox/gateway/api-invoker.ts';
import type { GatewayRequest } from '../../../toolbox/gateway/gateway.ts';
import type { InvokeApiRequest } from '../../../toolbox/shared/api-invoker.ts';
import type { RolePrincipal } from '../../../toolbox/shared/principal.ts';
import type { Api } from '../../../toolbox/template/model.ts';
import { aRestApi, IDENTITY, NOW_MS } from './an-api.ts';
import { anHttpApi } from './http-api/an-http-api.ts';

const ENDPOINT = 'abcde12345.execute-api.eu-west-1.amazonaws.com';
const SIGNER: RolePrincipal = { kind: 'role', roleArn: 'arn:aws:iam::1:role/R', sessionName: 's' };

function anInvokeApiRequest(changes: Partial<InvokeApiRequest> = {}): InvokeApiRequest {
  return {
    apiEndpoint: ENDPOINT,
    method: 'POST',
    rawPath: '/dev/orders/a%20b',
    rawQuery: 'a=1',
    headers: [['X-A', 'a']],
    body: '{"a":"ü"}',
    signer: SIGNER,
    ...changes,
  };
}

/** An invoker of one API, which remembers what it was sent. */
function anInvoker(api: Api = aRestApi()) {
  const received: GatewayRequest[] = [];
  const served: ServedApi[] = [];
  const invoke = createApiInvoker({
    identity: IDENTITY,
    servedApis: () => served,
    now: () => NOW_MS,
    uuid: () => 'request',
  });
  served.push({
    api,
    gateway: (request) => {
      received.push(request);
      return { statusCode: 201, headers: [['X-B', 'b']], body: 'ü' };
    },
  });
  return { invoke, received };
}

describe('createApiInvoker', () => {
  test('passes the request on behind the stage, with the endpoint as host', async () => {
    const { invoke, received } = anInvoker();

    await invoke(
      anInvokeApiRequest({
        headers: [
          ['host', 'other'],
          ['X-A', 'a'],
        ],
      }),
    );

    expect(received).toEqual([
      {
        method: 'POST',
        rawPath: '/orders/a%20b',
        rawQuery: 'a=1',
        headers: ['Host', ENDPOINT, 'X-A', 'a'],
        body: Buffer.from('{"a":"ü"}'),
        sourceIp: '127.0.0.1',
        sender: { signer: SIGNER },
      },
    ]);
  });

  test('answers as a client on the network would see it', async () => {
    const { invoke } = anInvoker();

    expect(await invoke(anInvokeApiRequest())).toEqual({
      statusCode: 201,
      headers: [
        ['Date', 'Wed, 31 Jan 2024 10:20:30 GMT'],
        ['Content-Length', '2'],
        ['Connection', 'keep-alive'],
        ['X-B', 'b'],
      ],
      body: 'ü',
    });
    expect(await invoke(anInvokeApiRequest({ method: 'HEAD' }))).toMatchObject({ body: '' });
  });

  test('serves the root of the stage', async () => {
    const { invoke, received } = anInvoker();

    await invoke(anInvokeApiRequest({ rawPath: '/dev' }));

    expect(received[0]?.rawPath).toBe('/');
  });

  test.each(['/prod/orders', '/orders', '/', '/development'])(
    'knows no stage in %s',
    async (rawPath) => {
      const { invoke, received } = anInvoker();

      const response = await invoke(anInvokeApiRequest({ rawPath }));

      expect(response).toMatchObject({ statusCode: 403, body: '{"message":"Forbidden"}' });
      expect(response?.headers).toContainEqual(['x-amzn-ErrorType', 'ForbiddenException']);
      expect(response?.headers).toContainEqual(['Content-Length', '23']);
      expect(received).toEqual([]);
    },
  );

  // DG "Working with stages for HTTP APIs"
  test.each([
    ['$default', '/orders', '/orders'],
    ['$default', '/', '/'],
    ['dev', '/dev/orders', '/orders'],
  ])('on the stage %s of an HTTP API takes %s for %s', async (stageName, rawPath, path) => {
    const { invoke, received } = anInvoker(anHttpApi({ stageName }));

    await invoke(anInvokeApiRequest({ rawPath }));

    expect(received[0]?.rawPath).toBe(path);
  });

  test('answers 404 for an unknown stage of an HTTP API', async () => {
    const { invoke } = anInvoker(anHttpApi({ stageName: 'dev' }));

    const response = await invoke(anInvokeApiRequest({ rawPath: '/prod/orders' }));

    expect(response).toMatchObject({ statusCode: 404, body: '{"message":"Not Found"}' });
    expect(response?.headers).toContainEqual(['Apigw-Requestid', 'request']);
  });

  test.each([
    'other12345.execute-api.eu-west-1.amazonaws.com',
    'abcde12345.execute-api.us-east-1.amazonaws.com',
    'abcde12345.lambda-url.eu-west-1.on.aws',
    'example.com',
    '',
  ])('knows no API behind "%s"', (apiEndpoint) => {
    expect(anInvoker().invoke(anInvokeApiRequest({ apiEndpoint }))).toBeUndefined();
  });
});
