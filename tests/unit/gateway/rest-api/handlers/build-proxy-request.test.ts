import { buildProxyRequest } from '../../../../../toolbox/gateway/rest-api/handlers/build-proxy-request.ts';
import { parseRequest } from '../../../../../toolbox/gateway/rest-api/handlers/parse-request.ts';
import { aLambdaProxy, aRequest, NOW_MS } from '../../an-api.ts';
import { anIntegrationContext, anInvocationContext, REQUEST_ID } from '../a-context.ts';

function eventOf(
  request: Parameters<typeof aRequest>[0] = {},
  changes: Parameters<typeof anIntegrationContext>[0] = {},
) {
  const incoming = aRequest(request);
  const context = anIntegrationContext({
    ...changes,
    method: { integration: aLambdaProxy(), ...changes.method },
    request: parseRequest(anInvocationContext({ incoming })),
    incoming,
  });
  return JSON.parse(String(buildProxyRequest(context).body));
}

describe('buildProxyRequest', () => {
  test('has every key, with null for what is empty', () => {
    expect(eventOf()).toEqual({
      resource: '/orders',
      path: '/orders',
      httpMethod: 'POST',
      headers: {
        Host: 'localhost:3000',
        'X-Amzn-Trace-Id': 'Root=1-65ba1f2e-0123456789abcdef01234567',
        'X-Forwarded-For': '127.0.0.1',
        'X-Forwarded-Port': '3000',
        'X-Forwarded-Proto': 'http',
      },
      multiValueHeaders: {
        Host: ['localhost:3000'],
        'X-Amzn-Trace-Id': ['Root=1-65ba1f2e-0123456789abcdef01234567'],
        'X-Forwarded-For': ['127.0.0.1'],
        'X-Forwarded-Port': ['3000'],
        'X-Forwarded-Proto': ['http'],
      },
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      pathParameters: null,
      stageVariables: null,
      requestContext: expect.any(Object),
      body: null,
      isBase64Encoded: false,
    });
  });

  test('has each forwarding header once, whatever the spelling of the client', () => {
    const { headers, multiValueHeaders } = eventOf({ headers: [['x-forwarded-for', '10.0.0.1']] });

    expect(headers).not.toHaveProperty('x-forwarded-for');
    expect(multiValueHeaders).toMatchObject({ 'X-Forwarded-For': ['10.0.0.1, 127.0.0.1'] });
  });

  test('describes the call in requestContext', () => {
    const { requestContext } = eventOf({ headers: [['User-Agent', 'curl']] });

    expect(requestContext).toEqual({
      accountId: '123456789012',
      apiId: 'abcde12345',
      deploymentId: expect.stringMatching(/^\w{6}$/),
      domainName: 'localhost:3000',
      domainPrefix: 'localhost',
      extendedRequestId: 'abcdefghijklmno=',
      httpMethod: 'POST',
      identity: {
        accessKey: null,
        accountId: null,
        caller: null,
        cognitoAuthenticationProvider: null,
        cognitoAuthenticationType: null,
        cognitoIdentityId: null,
        cognitoIdentityPoolId: null,
        principalOrgId: null,
        sourceIp: '127.0.0.1',
        user: null,
        userAgent: 'curl',
        userArn: null,
      },
      path: '/dev/orders',
      protocol: 'HTTP/1.1',
      requestId: REQUEST_ID,
      requestTime: '31/Jan/2024:10:20:30 +0000',
      requestTimeEpoch: NOW_MS,
      resourceId: expect.stringMatching(/^\w{6}$/),
      resourcePath: '/orders',
      stage: 'dev',
    });
  });

  test('gives headers in the spelling of the client, the last and all of them', () => {
    const { headers, multiValueHeaders } = eventOf({
      headers: [
        ['tEsT-HEADeR', 'one'],
        ['tEsT-HEADeR', 'two'],
        ['Content-MD5', 'kept'],
        ['Authorization', 'Bearer token'],
      ],
    });

    expect(headers).toMatchObject({
      'tEsT-HEADeR': 'two',
      'Content-MD5': 'kept',
      Authorization: 'Bearer token',
    });
    expect(multiValueHeaders).toMatchObject({ 'tEsT-HEADeR': ['one', 'two'] });
  });

  test('keeps what ends at the gateway from the function', () => {
    const { headers, multiValueHeaders } = eventOf({
      headers: [
        ['content-length', '3'],
        ['Connection', 'close'],
        ['Authorization', 'AWS4-HMAC-SHA256 Credential=secret'],
      ],
    });

    const names = Object.keys({ ...headers, ...multiValueHeaders }).map((name) =>
      name.toLowerCase(),
    );
    expect(names).toContain('host');
    for (const name of ['content-length', 'connection', 'authorization']) {
      expect(names).not.toContain(name);
    }
  });

  test('joins the forwarding of the client with its own', () => {
    const { multiValueHeaders } = eventOf({ headers: [['X-Forwarded-For', '10.0.0.1']] });

    expect(multiValueHeaders['X-Forwarded-For']).toEqual(['10.0.0.1, 127.0.0.1']);
  });

  test('decodes the query', () => {
    const event = eventOf({ rawQuery: 'a=1&a=x%20y+z&b=' });

    expect(event.queryStringParameters).toEqual({ a: 'x y z', b: '' });
    expect(event.multiValueQueryStringParameters).toEqual({ a: ['1', 'x y z'], b: [''] });
  });

  test.each([
    { rawPath: '/orders/a%20b/', path: '/orders/a%20b/' },
    { rawPath: '///orders//x', path: '/orders//x' },
  ])('gives the path $rawPath as $path', ({ rawPath, path }) => {
    expect(eventOf({ rawPath }).path).toBe(path);
  });

  test('gives path parameters as they were sent', () => {
    const event = eventOf(
      {},
      { pathParameters: { id: 'a b' }, rawPathParameters: { id: 'a%20b' } },
    );

    expect(event.pathParameters).toEqual({ id: 'a%20b' });
  });

  test('passes the body and the stage variables', () => {
    const event = eventOf({ body: '{"a": "ü"}' }, { api: { stageVariables: { table: 'orders' } } });

    expect(event.body).toBe('{"a": "ü"}');
    expect(event.stageVariables).toEqual({ table: 'orders' });
  });

  test('keeps names that mean something to objects', () => {
    const query = eventOf({ rawQuery: '__proto__=1' }).queryStringParameters;

    expect(Object.entries(query)).toEqual([['__proto__', '1']]);
  });

  test('names the resource as the API does', () => {
    const { resource } = eventOf({}, { method: { resourcePath: '/pets/{petId}' } });

    expect(resource).toBe('/pets/{petId}');
  });
});
