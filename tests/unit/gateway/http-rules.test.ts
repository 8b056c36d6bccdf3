import {
  headerValue,
  isHeaderName,
  isRefusedByServices,
  isVisibleToMappings,
  remappedHeaderName,
} from '../../../toolbox/gateway/http-rules.ts';

describe('remappedHeaderName', () => {
  test.each([
    'Authorization',
    'Connection',
    'Content-Length',
    'Content-MD5',
    'Date',
    'Expect',
    'Host',
    'Max-Forwards',
    'Proxy-Authenticate',
    'Server',
    'Trailer',
    'Upgrade',
    'User-Agent',
    'WWW-Authenticate',
  ])('renames %s', (name) => {
    expect(remappedHeaderName(name)).toBe(`x-amzn-Remapped-${name}`);
  });

  test('drops Transfer-Encoding', () => {
    expect(remappedHeaderName('transfer-encoding')).toBeUndefined();
  });

  test.each(['Content-Type', 'Location', 'X-Order', 'Cache-Control'])('keeps %s', (name) => {
    expect(remappedHeaderName(name)).toBe(name);
  });
});

describe('isVisibleToMappings', () => {
  test.each([
    ['Content-Length', false],
    ['connection', false],
    ['TE', false],
    ['Host', true],
    ['X-Order', true],
  ])('%s: %s', (name, visible) => {
    expect(isVisibleToMappings(name)).toBe(visible);
  });
});

describe('isRefusedByServices', () => {
  test.each([
    ['Authorization', true],
    ['transfer-encoding', true],
    ['X-Amz-Target', false],
    ['Server', false],
  ])('%s: %s', (name, refused) => {
    expect(isRefusedByServices(name)).toBe(refused);
  });
});

describe('headerValue', () => {
  test('keeps printable ASCII', () => {
    expect(headerValue('a b; c="d"')).toBe('a b; c="d"');
  });

  test('leaves no line break that could begin another header', () => {
    expect(headerValue('a\r\nSet-Cookie: b')).toBe('a Set-Cookie: b');
  });

  test('gives the UTF-8 bytes of other text', () => {
    expect(Buffer.from(headerValue('50 €'), 'latin1').toString('utf8')).toBe('50 €');
  });
});

describe('isHeaderName', () => {
  test.each([
    ['X-Order', true],
    ['', false],
    ['a b', false],
    ['a:b', false],
    ['a\r\nb', false],
  ])('%j: %s', (name, valid) => {
    expect(isHeaderName(name)).toBe(valid);
  });
});
