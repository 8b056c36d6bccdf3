import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { GatewayRequest } from '../../../toolbox/gateway/gateway.ts';
import { sigV4Authorizer } from '../../../toolbox/gateway/sigv4.ts';
import { aRequest, IDENTITY, NOW_MS } from './an-api.ts';

const CREDENTIALS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret/key' };

class Sha256 {
  readonly #key: string | Uint8Array | undefined;
  readonly #parts: (string | Uint8Array)[] = [];

  constructor(key?: string | ArrayBuffer | ArrayBufferView) {
    this.#key = key as string | Uint8Array | undefined;
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#parts.push(data as string | Uint8Array);
  }

  async digest(): Promise<Uint8Array> {
    const hash = this.#key === undefined ? createHash('sha256') : createHmac('sha256', this.#key);
    for (const part of this.#parts) hash.update(part);
    return hash.digest();
  }

  reset(): void {
    this.#parts.length = 0;
  }
}

interface ToSign {
  method?: string;
  path?: string;
  query?: Record<string, string | string[]>;
  body?: string;
  headers?: Record<string, string>;
  credentials?: typeof CREDENTIALS & { sessionToken?: string };
  region?: string;
  service?: string;
  signedAtMs?: number;
}

/** The request as a client of the SDK would send it. */
async function aSignedRequest({
  isPresigned = false,
  ...toSign
}: ToSign & { isPresigned?: boolean }) {
  const { method = 'POST', path = '/orders', query = {}, body = '' } = toSign;
  const signer = new SignatureV4({
    credentials: toSign.credentials ?? CREDENTIALS,
    region: toSign.region ?? IDENTITY.region,
    service: toSign.service ?? 'execute-api',
    sha256: Sha256,
  });
  const request = {
    method,
    protocol: 'http:',
    hostname: 'localhost',
    port: 3000,
    path,
    query,
    headers: { Host: 'localhost:3000', ...toSign.headers },
    body,
  };
  const signingDate = new Date(toSign.signedAtMs ?? NOW_MS);
  const signed = isPresigned
    ? await signer.presign(request, { signingDate, expiresIn: 60 })
    : await signer.sign(request, { signingDate });
  const rawQuery = Object.entries(signed.query ?? {})
    .flatMap(([name, values]) =>
      [values ?? '']
        .flat()
        .map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
    )
    .join('&');
  return {
    ...aRequest({ method, rawPath: path, rawQuery, body }),
    headers: Object.entries(signed.headers).flat(),
  };
}

function authorize(
  incoming: GatewayRequest,
  {
    credentials = CREDENTIALS,
    nowMs = NOW_MS,
  }: { credentials?: ToSign['credentials']; nowMs?: number } = {},
) {
  const authorizer = sigV4Authorizer({
    credentials: credentials ?? CREDENTIALS,
    identity: IDENTITY,
    now: () => nowMs,
  });
  return authorizer({ incoming });
}

describe('sigV4Authorizer', () => {
  test.each<ToSign & { name: string }>([
    { name: 'a body', body: '{"note":"it\'s ü"}', headers: { 'Content-Type': 'application/json' } },
    { name: 'no body', method: 'GET' },
    { name: 'an encoded path', path: '/orders/a%20b/%40c/$d' },
    { name: 'a query out of order', query: { b: '2', a: ['z', 'y x'], 'c&': 'ü!*' } },
    { name: 'blanks in a header', headers: { 'X-Note': '  a   b ' } },
    {
      name: 'an unsigned payload',
      body: 'x',
      headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
    },
  ])('accepts what the signer of the SDK signed: $name', async (toSign) => {
    expect(authorize(await aSignedRequest(toSign))).toMatchObject({ accessKey: 'AKIDEXAMPLE' });
  });

  test('accepts a presigned URL until it expires', async () => {
    const incoming = await aSignedRequest({ method: 'GET', isPresigned: true });

    expect(authorize(incoming, { nowMs: NOW_MS + 60_000 })).toMatchObject({
      accountId: '123456789012',
    });
    expect(() => authorize(incoming, { nowMs: NOW_MS + 61_000 })).toThrow('Signature expired');
  });

  test('accepts temporary keys with their session token only', async () => {
    const credentials = { ...CREDENTIALS, sessionToken: 'token' };
    const withToken = await aSignedRequest({ credentials });
    const withoutToken = await aSignedRequest({});

    expect(authorize(withToken, { credentials })).toMatchObject({ accessKey: 'AKIDEXAMPLE' });
    expect(() => authorize(withoutToken, { credentials })).toThrow('security token');
    expect(() => authorize(withToken)).toThrow('security token');
  });

  test('reads a Date header where there is no X-Amz-Date', async () => {
    const signed = await aSignedRequest({});
    const headers = signed.headers.map((text) => (text === 'x-amz-date' ? 'Date' : text));
    const date = headers.indexOf('Date') + 1;
    headers[date] = new Date(NOW_MS).toUTCString();

    // The signature covers x-amz-date, which is gone: it is the comparison that refuses, not the reading.
    expect(() => authorize({ ...signed, headers })).toThrow('does not match');
  });

  test.each<{ name: string; change: (request: GatewayRequest) => Partial<GatewayRequest> }>([
    { name: 'body', change: () => ({ body: Buffer.from('other') }) },
    { name: 'path', change: () => ({ rawPath: '/others' }) },
    { name: 'query', change: () => ({ rawQuery: 'a=1' }) },
    { name: 'method', change: () => ({ method: 'PUT' }) },
    {
      name: 'signed header',
      change: ({ headers }) => ({
        headers: headers.map((text) => (text === 'localhost:3000' ? 'example.com' : text)),
      }),
    },
  ])('refuses another $name than the signed one', async ({ change }) => {
    const incoming = await aSignedRequest({ body: 'x' });

    expect(() => authorize({ ...incoming, ...change(incoming) })).toThrow(
      expect.objectContaining({
        type: 'INVALID_SIGNATURE',
        errorType: 'InvalidSignatureException',
      }),
    );
  });

  test.each<ToSign & { name: string; message: string }>([
    {
      name: 'an old date',
      signedAtMs: NOW_MS - 301_000,
      message:
        'Signature expired: 20240131T101529Z is now earlier than 20240131T101530Z (20240131T102030Z - 5 min.)',
    },
    { name: 'a future date', signedAtMs: NOW_MS + 301_000, message: 'Signature not yet current' },
    {
      name: 'another region',
      region: 'us-east-1',
      message: 'Credential should be scoped to a valid region. ',
    },
    {
      name: 'another service',
      service: 'states',
      message: "Credential should be scoped to correct service: 'execute-api'. ",
    },
    {
      name: 'an unknown key',
      credentials: { ...CREDENTIALS, accessKeyId: 'AKIOTHER' },
      message: 'The security token included in the request is invalid.',
    },
    {
      name: 'another secret',
      credentials: { ...CREDENTIALS, secretAccessKey: 'x' },
      message: 'does not match the signature you provided',
    },
  ])('refuses $name', async ({ message, ...toSign }) => {
    const incoming = await aSignedRequest(toSign);

    expect(() => authorize(incoming)).toThrow(message);
  });

  test.each([
    { authorization: 'Bearer abc', message: 'Invalid key=value pair' },
    {
      authorization: 'AWS4-HMAC-SHA256',
      message:
        "requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
    },
    {
      authorization: 'AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=x',
      message: "'Date' header",
    },
  ])('calls $authorization incomplete', ({ authorization, message }) => {
    const incoming = aRequest({ headers: [['Authorization', authorization]] });

    expect(() => authorize(incoming)).toThrow(message);
    expect(() => authorize(incoming)).toThrow(
      expect.objectContaining({
        type: 'INVALID_SIGNATURE',
        errorType: 'IncompleteSignatureException',
      }),
    );
  });

  test('shows the strings that AWS expects when the signature differs, and not in the log', async () => {
    const incoming = await aSignedRequest({
      method: 'GET',
      path: '/orders/a%20b',
      query: { q: 'x y' },
      credentials: { ...CREDENTIALS, secretAccessKey: 'x' },
    });
    const emptyHash = createHash('sha256').update('').digest('hex');
    const canonical = `GET
/orders/a%2520b
q=x%20y
host:localhost:3000
x-amz-content-sha256:${emptyHash}
x-amz-date:20240131T102030Z

host;x-amz-content-sha256;x-amz-date
${emptyHash}`;
    const hash = createHash('sha256').update(canonical).digest('hex');
    const sentences =
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

    expect(() => authorize(incoming)).toThrow(
      expect.objectContaining({
        message: sentences,
        clientMessage: `${sentences}

The Canonical String for this request should have been
'${canonical}'

The String-to-Sign should have been
'AWS4-HMAC-SHA256
20240131T102030Z
20240131/eu-west-1/execute-api/aws4_request
${hash}'
`,
      }),
    );
  });

  test('shows an incomplete header to its sender, and not in the log', () => {
    const authorization = 'AWS4-HMAC-SHA256 Credential=secret';

    expect(() =>
      authorize(
        aRequest({
          headers: [
            ['Authorization', authorization],
            ['X-Amz-Date', 'x'],
          ],
        }),
      ),
    ).toThrow(
      expect.objectContaining({
        message:
          "Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter.",
        clientMessage: expect.stringMatching(
          /SignedHeaders' parameter\. Authorization=AWS4.*secret$/,
        ),
      }),
    );
  });

  test('refuses a signature in the header and in the query at once', async () => {
    const incoming = await aSignedRequest({ method: 'GET', isPresigned: true });
    const headers = [...incoming.headers, 'Authorization', 'AWS4-HMAC-SHA256 x'];

    expect(() => authorize({ ...incoming, headers })).toThrow("Found both 'X-Amz-Algorithm'");
  });

  test('asks for a token when nothing is signed', () => {
    expect(() => authorize(aRequest())).toThrow(
      expect.objectContaining({ type: 'MISSING_AUTHENTICATION_TOKEN' }),
    );
  });
});
