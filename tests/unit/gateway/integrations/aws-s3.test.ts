import {
  canonicalRequest,
  sha256,
  signatureOf,
  stringToSign,
} from '../../../../toolbox/gateway/canonical-request.ts';
import { s3Target } from '../../../../toolbox/gateway/integrations/aws-s3.ts';
import type { BackendRequest } from '../../../../toolbox/gateway/integrations/backend.ts';
import { anIntegration, headerValues, NOW_MS } from '../an-api.ts';
import {
  type OneMethod,
  responses,
  S3_URI,
  sentHeader,
  serveOne,
  throughBackend,
} from '../rest-api/reference/serve-one.ts';

const ENVIRONMENT = { AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:9000/' };
const PATH = {
  'integration.request.path.bucket': "'orders'",
  'integration.request.path.key': 'method.request.path.key',
};

function anObject(
  rawPath: string,
  changes: Partial<Parameters<typeof anIntegration>[0]> = {},
): OneMethod {
  return {
    method: { resourcePath: '/{key+}', httpMethod: 'ANY' },
    integration: anIntegration({
      uri: S3_URI,
      httpMethod: 'GET',
      requestParameters: PATH,
      responses: responses({ 404: { statusCode: '404' }, default: {} }),
      ...changes,
    }),
    request: { rawPath },
    options: { environment: ENVIRONMENT },
  };
}

/** The signature that a request should have. */
function expectedSignature(request: BackendRequest, secretAccessKey: string): string {
  const [authorization = ''] = sentHeader(request, 'Authorization');
  const signedHeaders = /SignedHeaders=([^,]+)/.exec(authorization)?.[1]?.split(';') ?? [];
  const [rawPath = '', rawQuery = ''] = request.endpoint.path.split('?');
  const canonical = canonicalRequest({
    method: request.method,
    rawPath,
    rawQuery,
    headers: request.headers.flat(),
    signedHeaders,
    payloadHash: sha256(Buffer.from(request.body)),
  });
  const dateTime = sentHeader(request, 'x-amz-date')[0] ?? '';
  const scope = { date: '20240131', region: 'eu-west-1', service: 's3' };
  return signatureOf(stringToSign(canonical, dateTime, scope), secretAccessKey, scope);
}

describe('s3Target', () => {
  test.each([
    { uri: 'arn:aws:apigateway:eu-west-1:s3:path/{bucket}/{key}', path: '/{bucket}/{key}' },
    { uri: 'arn:aws:apigateway:eu-west-1:s3:path//orders/{key}', path: '/orders/{key}' },
    { uri: 'arn:aws:apigateway:eu-west-1:s3:path/', path: '/' },
    { uri: 'arn:aws:apigateway:eu-west-1:orders.s3:path/{key}', path: '/orders/{key}' },
    { uri: 'arn:aws:apigateway:eu-west-1:s3:action/GetObject', path: undefined },
    { uri: 'arn:aws:apigateway:eu-west-1:sqs:path/1/q', path: undefined },
    { uri: undefined, path: undefined },
  ])('$uri is $path', ({ uri, path }) => {
    expect(s3Target(uri)?.path).toBe(path);
  });
});

describe('s3Call', () => {
  test.each([
    { rawPath: '/2024/a.txt', path: '/orders/2024/a.txt' },
    { rawPath: '/a%20b(1).txt', path: '/orders/a%20b%281%29.txt' },
    { rawPath: '/%3Facl', path: '/orders/%3Facl' },
  ])('calls $path for $rawPath', async ({ rawPath, path }) => {
    const { sent } = await throughBackend(anObject(rawPath));

    expect(sent?.endpoint).toEqual({ origin: 'http://127.0.0.1:9000', path });
  });

  test.each(['GET', 'PUT', 'DELETE', 'HEAD'])(
    'signs a %s with made-up credentials',
    async (httpMethod) => {
      const call = anObject('/a.txt', { httpMethod });

      const { sent } = await throughBackend({
        ...call,
        request: { ...call.request, body: 'text' },
      });

      const [authorization] = sentHeader(sent, 'Authorization');
      expect(sent?.method).toBe(httpMethod);
      expect(authorization).toContain('Credential=local/20240131/eu-west-1/s3/aws4_request');
      expect(authorization).toContain(
        `Signature=${expectedSignature(sent as BackendRequest, 'local')}`,
      );
      expect(sentHeader(sent, 'x-amz-date')).toEqual(['20240131T102030Z']);
      expect(new Date(NOW_MS).toISOString()).toBe('2024-01-31T10:20:30.000Z');
    },
  );

  test('signs with the credentials of the environment, and the query', async () => {
    const call = anObject('/', {
      uri: 'arn:aws:apigateway:eu-west-1:s3:path/orders',
      requestParameters: {
        'integration.request.querystring.list-type': "'2'",
        'integration.request.querystring.many': 'method.request.multivaluequerystring.many',
      },
    });

    const { sent } = await throughBackend({
      ...call,
      method: { resourcePath: '/', httpMethod: 'ANY' },
      request: { rawPath: '/', rawQuery: 'many=b&many=a' },
      options: {
        environment: {
          AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
          AWS_ACCESS_KEY_ID: 'key',
          AWS_SECRET_ACCESS_KEY: 'secret',
        },
      },
    });

    expect(sentHeader(sent, 'Authorization')[0]).toContain(
      `Signature=${expectedSignature(sent as BackendRequest, 'secret')}`,
    );
    expect(sent?.endpoint.path).toBe('/orders?list-type=2&many=b&many=a');
  });

  test('answers with the object and what is mapped', async () => {
    const response = await throughBackend(
      anObject('/a.txt', {
        responses: responses({
          default: {
            responseParameters: {
              'method.response.header.Content-Type': 'integration.response.header.Content-Type',
            },
          },
        }),
      }),
      { headers: [['Content-Type', 'text/plain']], body: Buffer.from('text') },
    );

    expect(response).toMatchObject({ statusCode: 200, body: 'text' });
    expect(headerValues(response, 'Content-Type')).toEqual(['text/plain']);
  });

  test('selects the response by the status, and tells the log what S3 said', async () => {
    const body = Buffer.from(
      '<Error><Code>NoSuchKey</Code><Message>It is not there</Message></Error>',
    );

    const response = await throughBackend(anObject('/a.txt'), { statusCode: 404, body });

    expect(response.statusCode).toBe(404);
    expect(response.entry?.error).toBe('S3: NoSuchKey: It is not there');
  });

  test('fails as for a backend that cannot be reached when there is no S3', async () => {
    const response = await serveOne({ ...anObject('/a.txt'), options: { environment: {} } });

    expect(response).toMatchObject({
      statusCode: 504,
      body: '{"message":"Network error communicating with endpoint"}',
    });
    expect(response.entry?.error).toContain('set AWS_ENDPOINT_URL_S3');
  });

  test('refuses a header that no service accepts', async () => {
    const { sent, statusCode } = await throughBackend(
      anObject('/a.txt', {
        requestParameters: { ...PATH, 'integration.request.header.Authorization': "'a'" },
      }),
    );

    expect(statusCode).toBe(500);
    expect(sent).toBeUndefined();
  });
});
