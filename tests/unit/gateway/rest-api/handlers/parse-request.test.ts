import { parseRequest } from '../../../../../toolbox/gateway/rest-api/handlers/parse-request.ts';
import { aRequest } from '../../an-api.ts';
import { anInvocationContext } from '../a-context.ts';

function parse(request: Parameters<typeof aRequest>[0]) {
  return parseRequest(anInvocationContext({ incoming: aRequest(request) }));
}

describe('parseRequest', () => {
  test('keeps the spelling of headers and the last value of a repeated one', () => {
    const { headers } = parse({
      headers: [
        ['tEsT-HEADeR', 'a'],
        ['X-Order', '1'],
        ['X-Order', '2'],
        ['x-order', '3'],
      ],
    });

    expect(headers).toMatchObject({ 'tEsT-HEADeR': 'a', 'X-Order': '2', 'x-order': '3' });
  });

  test('hides the headers that mappings do not see, but reads the media types', () => {
    const { headers, contentType, accept } = parse({
      headers: [
        ['content-length', '3'],
        ['Connection', 'close'],
        ['content-type', 'Text/Plain; charset=utf-8'],
        ['ACCEPT', 'application/xml, */*'],
      ],
    });

    expect(Object.keys(headers)).not.toContain('content-length');
    expect(Object.keys(headers)).not.toContain('Connection');
    expect(headers['content-type']).toBe('Text/Plain; charset=utf-8');
    expect({ contentType, accept }).toEqual({
      contentType: 'text/plain',
      accept: 'application/xml',
    });
  });

  test('adds what an endpoint of API Gateway adds', () => {
    const { headers } = parse({ headers: [['X-Forwarded-For', '10.0.0.1']] });

    expect(headers).toMatchObject({
      'X-Forwarded-For': '10.0.0.1, 127.0.0.1',
      'X-Forwarded-Port': '3000',
      'X-Forwarded-Proto': 'http',
      'X-Amzn-Trace-Id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
    });
  });

  test('takes the forwarding headers of the client in any spelling', () => {
    const { headers } = parse({
      headers: [
        ['x-forwarded-for', '10.0.0.1'],
        ['X-FORWARDED-PROTO', 'https'],
      ],
    });

    expect(headers['X-Forwarded-For']).toBe('10.0.0.1, 127.0.0.1');
    expect(Object.keys(headers)).not.toContain('x-forwarded-for');
    expect(Object.keys(headers)).not.toContain('X-FORWARDED-PROTO');
  });

  test('a service of this process comes over TLS to the endpoint', () => {
    const endpoint = 'abcde12345.execute-api.eu-west-1.amazonaws.com';
    const incoming = {
      ...aRequest({ headers: [['Host', endpoint]] }),
      sender: { signer: undefined },
    };

    const { headers } = parseRequest(anInvocationContext({ incoming }));

    expect(headers).toMatchObject({ 'X-Forwarded-Port': '443', 'X-Forwarded-Proto': 'https' });
  });

  test('lets X-HTTP-Method-Override change the method', () => {
    expect(parse({ headers: [['X-HTTP-Method-Override', 'patch']] }).httpMethod).toBe('PATCH');
  });

  test('keeps a header that is called __proto__', () => {
    expect(Object.keys(parse({ headers: [['__proto__', 'x']] }).headers)).toContain('__proto__');
  });

  test.each([
    { name: 'UTF-8', body: Buffer.from('{"a":"ü€😀"}'), text: '{"a":"ü€😀"}' },
    { name: 'a byte order mark', body: Buffer.from('\ufeff{}'), text: '\ufeff{}' },
    { name: 'no UTF-8', body: Buffer.from([0x61, 0xff, 0x62]), text: 'a\ufffdb' },
    { name: 'a plain Uint8Array', body: new Uint8Array([0x61]), text: 'a' },
  ])('reads a body as text: $name', ({ body, text }) => {
    expect(parse({ body }).body).toBe(text);
  });

  test('refuses a body over 10 MB', () => {
    const limit = 10 * 1024 * 1024;

    expect(parse({ body: new Uint8Array(limit) }).body).toHaveLength(limit);
    expect(() => parse({ body: new Uint8Array(limit + 1) })).toThrow(
      expect.objectContaining({ type: 'REQUEST_TOO_LARGE' }),
    );
  });
});
