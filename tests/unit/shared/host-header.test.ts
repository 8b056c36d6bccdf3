import { isLocalHost } from '../../../toolbox/shared/host-header.ts';

describe('isLocalHost', () => {
  test.each([
    'localhost',
    'localhost:3000',
    'LOCALHOST:3000',
    '127.0.0.1:8083',
    '[::1]:8083',
    'sync-127.0.0.1:8083',
    'sync-localhost:8083',
    'states.localhost:8083',
  ])('accepts %s', (host) => {
    expect(isLocalHost(host, '127.0.0.1')).toBe(true);
  });

  test.each([
    undefined,
    '',
    'example.com',
    'example.com:3000',
    '127.0.0.1.example.com',
    'localhost.example.com:3000',
    '192.168.1.5:3000',
    'sync-example.com',
  ])('refuses %s', (host) => {
    expect(isLocalHost(host, '127.0.0.1')).toBe(false);
  });

  test('accepts the host that --host names', () => {
    expect(isLocalHost('dev.internal:3000', 'dev.internal')).toBe(true);
  });

  test('accepts any address, but no name, when all addresses are listened on', () => {
    expect(isLocalHost('192.168.1.5:3000', '0.0.0.0')).toBe(true);
    expect(isLocalHost('[fe80::1]:3000', '::')).toBe(true);
    expect(isLocalHost('example.com:3000', '0.0.0.0')).toBe(false);
  });
});
