import { headerValues } from '../../an-api.ts';
import {
  anHttp,
  anHttpProxy,
  JSON_TYPE,
  sentHeader,
  serveOne,
  textOf,
  throughBackend,
} from './serve-one.ts';

const MAPPINGS = 'LS test_http_proxy_integration_request_data_mappings';
const MAPPING_REFERENCE = 'DG "API Gateway API request and response data mapping reference"';

describe('the request of http_proxy', () => {
  const request = {
    method: 'POST',
    rawQuery: 'a=1&a=2&b=x%20y',
    body: '{"name":"n"}',
    headers: [
      ['Content-Type', 'text/plain'],
      ['X-Many', '1'],
      ['X-Many', '2'],
      ['Authorization', 'Bearer token'],
      ['Accept', 'text/html'],
      ['User-Agent', 'client'],
      ['Connection', 'keep-alive'],
      ['Accept-Encoding', 'gzip'],
      ['Via', '1.1 proxy'],
      ['X-Forwarded-For', '10.0.0.1'],
    ],
  } as const;

  test.each([
    { name: 'Content-Type', values: ['text/plain'] },
    { name: 'X-Many', values: ['1', '2'] },
    { name: 'Authorization', values: ['Bearer token'] },
    { name: 'Accept', values: ['text/html'] },
    { name: 'User-Agent', values: ['client'] },
    { name: 'Connection', values: [] },
    { name: 'Accept-Encoding', values: [] },
    { name: 'Via', values: [] },
    { name: 'Host', values: [] },
    { name: 'X-Forwarded-For', values: ['10.0.0.1, 127.0.0.1'] },
    { name: 'X-Amzn-Apigateway-Api-Id', values: ['abcde12345'] },
  ])('has the header $name: $values', async ({ name, values }) => {
    const { sent } = await throughBackend({ integration: anHttpProxy(), request });

    expect(sentHeader(sent, name)).toEqual(values);
  });

  test('ends a signature at the gateway', async () => {
    const headers = [['Authorization', 'AWS4-HMAC-SHA256 Credential=a']] as const;

    const { sent } = await throughBackend({ integration: anHttpProxy(), request: { headers } });

    expect(sentHeader(sent, 'Authorization')).toEqual([]);
  });

  test.each([
    { source: MAPPINGS, mapping: {}, path: '/backend?a=1&a=2&b=x%20y' },
    {
      source: MAPPINGS,
      mapping: { 'integration.request.querystring.a': "'mapped'" },
      path: '/backend?b=x%20y&a=mapped',
    },
    {
      source: MAPPINGS,
      mapping: { 'integration.request.querystring.c': 'method.request.multivaluequerystring.a' },
      path: '/backend?a=1&a=2&b=x%20y&c=1&c=2',
    },
    {
      source: MAPPINGS,
      mapping: { 'integration.request.querystring.c': 'method.request.querystring.a' },
      path: '/backend?a=1&a=2&b=x%20y&c=2',
    },
  ])('$source: $mapping gives $path', async ({ mapping, path }) => {
    const { sent } = await throughBackend({
      integration: anHttpProxy({ requestParameters: mapping }),
      request,
    });

    expect(sent?.endpoint).toEqual({ origin: 'http://127.0.0.1:8080', path });
  });

  test.each([
    { source: MAPPING_REFERENCE, from: "'static'", values: ['static'] },
    { source: MAPPING_REFERENCE, from: 'method.request.header.X-Many', values: ['2'] },
    {
      source: MAPPING_REFERENCE,
      from: 'method.request.multivalueheader.X-Many',
      values: ['1', '2'],
    },
    {
      source: 'what the endpoint adds is one value',
      from: 'method.request.multivalueheader.X-Forwarded-For',
      values: ['10.0.0.1, 127.0.0.1'],
    },
    { source: MAPPING_REFERENCE, from: 'method.request.querystring.b', values: ['x y'] },
    {
      source: MAPPING_REFERENCE,
      from: 'method.request.multivaluequerystring.a',
      values: ['1', '2'],
    },
    { source: MAPPING_REFERENCE, from: 'method.request.body', values: ['{"name":"n"}'] },
    { source: MAPPING_REFERENCE, from: 'method.request.body.name', values: ['n'] },
    { source: MAPPING_REFERENCE, from: 'context.httpMethod', values: ['POST'] },
    { source: MAPPING_REFERENCE, from: 'context.identity.sourceIp', values: ['127.0.0.1'] },
    { source: MAPPING_REFERENCE, from: 'stageVariables.table', values: ['orders'] },
    { source: 'an absent source sets nothing', from: 'method.request.header.X-None', values: [] },
  ])('$source: a header from $from is $values', async ({ from, values }) => {
    const { sent } = await throughBackend({
      integration: anHttpProxy({
        requestParameters: { 'integration.request.header.X-Mapped': from },
      }),
      api: { stageVariables: { table: 'orders' } },
      request,
    });

    expect(sentHeader(sent, 'X-Mapped')).toEqual(values);
  });

  test('puts a mapped header in place of the one of the client, whatever its spelling', async () => {
    const { sent } = await throughBackend({
      integration: anHttpProxy({
        requestParameters: { 'integration.request.header.x-many': "'m'" },
      }),
      request,
    });

    expect(sentHeader(sent, 'X-Many')).toEqual(['m']);
  });

  test.each([
    { tls: {}, insecure: false },
    { tls: { insecureSkipVerification: true }, insecure: true },
  ])('DG "x-amazon-apigateway-integration.tlsConfig object": $tls', async ({ tls, insecure }) => {
    const { sent } = await throughBackend({ integration: anHttpProxy(tls), request });

    expect(sent?.insecure).toBe(insecure);
  });

  test.each([
    { httpMethod: 'ANY', method: 'POST' },
    { httpMethod: 'PUT', method: 'PUT' },
  ])('has the method of httpMethod $httpMethod: $method', async ({ httpMethod, method }) => {
    const { sent } = await throughBackend({ integration: anHttpProxy({ httpMethod }), request });

    expect(sent?.method).toBe(method);
  });
});

describe('the URI of a backend', () => {
  const greedy = { resourcePath: '/{proxy+}', httpMethod: 'ANY' };
  const requestParameters = { 'integration.request.path.proxy': 'method.request.path.proxy' };

  test.each([
    { uri: 'http://127.0.0.1/base/{proxy}', rawPath: '/a/b', path: '/base/a/b' },
    { uri: 'http://127.0.0.1/{proxy}?fixed=1', rawPath: '/a', path: '/a?fixed=1' },
    { uri: 'http://127.0.0.1?q={proxy}', rawPath: '/a%2Fb%26c', path: '/?q=a%2Fb%26c' },
    { uri: 'http://127.0.0.1', rawPath: '/a', path: '/' },
    { uri: 'http://127.0.0.1/{other}', rawPath: '/a', path: '/%7Bother%7D' },
    { uri: 'http://127.0.0.1/p/{proxy}', rawPath: '/..%2Fadmin', path: '/p/../admin' },
    { uri: 'http://127.0.0.1/{proxy}', rawPath: '/%23x%3Fy%25z', path: '/%23x%3Fy%25z' },
    { uri: 'http://127.0.0.1/{proxy}', rawPath: '/%C3%BC%0D%0A', path: '/%C3%BC%0D%0A' },
  ])('$uri with $rawPath is called at $path', async ({ uri, rawPath, path }) => {
    const { sent } = await throughBackend({
      method: greedy,
      integration: anHttp({ uri, requestParameters }),
      request: { rawPath },
    });

    expect(sent?.endpoint.path).toBe(path);
  });

  test.each([
    { uri: 'http://${stageVariables.host}/a', origin: 'http://127.0.0.1:9000' },
    { uri: '${stageVariables.url}/a', origin: 'https://a.example' },
    { uri: 'HTTP://127.0.0.1:9000/a', origin: 'http://127.0.0.1:9000' },
    { uri: 'http://[::1]:9000/a', origin: 'http://[::1]:9000' },
  ])('DG "Use stage variables": $uri is at $origin', async ({ uri, origin }) => {
    const { sent } = await throughBackend({
      integration: anHttp({ uri }),
      api: { stageVariables: { host: '127.0.0.1:9000', url: 'https://a.example' } },
    });

    expect(sent?.endpoint).toEqual({ origin, path: '/a' });
  });

  test.each([
    { uri: 'http://{proxy}/a', rawPath: '/evil.example%2Fx' },
    { uri: 'http://user@{proxy}/a', rawPath: '/evil.example' },
    { uri: '${stageVariables.none}/a', rawPath: '/a' },
  ])('$uri with $rawPath names no host', async ({ uri, rawPath }) => {
    const { sent, statusCode, entry } = await throughBackend({
      method: greedy,
      integration: anHttp({ uri, requestParameters }),
      request: { rawPath },
    });

    expect(statusCode).toBe(500);
    expect(entry?.error).toContain('Invalid endpoint address');
    expect(sent).toBeUndefined();
  });
});

describe('the response of http_proxy', () => {
  test('LS test_http_integration_invoke_status_code_passthrough[HTTP_PROXY]: has the status, the headers and the body of the backend', async () => {
    const response = await throughBackend(
      { integration: anHttpProxy() },
      {
        statusCode: 404,
        headers: [
          ['Content-Type', 'text/html'],
          ['Set-Cookie', 'a=1'],
          ['Set-Cookie', 'b=2'],
          ['Content-Length', '5'],
          ['Date', 'now'],
          ['Transfer-Encoding', 'chunked'],
          ['Keep-Alive', 'timeout=5'],
        ],
        body: Buffer.from('<h1/>'),
      },
    );

    expect(response).toMatchObject({ statusCode: 404, body: '<h1/>' });
    expect(headerValues(response, 'Content-Type')).toEqual(['text/html']);
    expect(headerValues(response, 'Set-Cookie')).toEqual(['a=1', 'b=2']);
    expect(headerValues(response, 'x-amzn-Remapped-Content-Length')).toEqual(['5']);
    expect(headerValues(response, 'x-amzn-Remapped-Date')).toEqual(['now']);
    expect(headerValues(response, 'Transfer-Encoding')).toEqual([]);
    expect(headerValues(response, 'Keep-Alive')).toEqual([]);
  });

  test('is application/json when the backend says nothing', async () => {
    const response = await throughBackend({ integration: anHttpProxy() });

    expect(headerValues(response, 'Content-Type')).toEqual([JSON_TYPE]);
  });

  test.each([101, 999])('is 504 for the status %i, which ends no request', async (statusCode) => {
    const response = await throughBackend({ integration: anHttpProxy() }, { statusCode });

    expect(response.statusCode).toBe(504);
    expect(response.entry?.error).toContain(String(statusCode));
  });

  test('names the backend that cannot be reached in the log only', async () => {
    // As Node.js rejects when a host name has several addresses and none answers.
    const failure = Object.assign(new Error('unused'), { message: '', code: 'ECONNREFUSED' });

    const response = await serveOne({
      integration: anHttpProxy(),
      options: { sendRequest: () => Promise.reject(failure) },
    });

    expect(textOf(response.body)).not.toContain('127.0.0.1');
    expect(response.entry?.error).toBe('http://127.0.0.1:8080 did not answer: ECONNREFUSED');
  });
});
