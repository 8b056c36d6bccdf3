import { decodedBase64 } from '../../../toolbox/gateway/payload.ts';

describe('decodedBase64', () => {
  test.each([
    ['aGk=', 'hi'],
    ['aGk', 'hi'],
    ['"aGk="', 'hi'],
    [' \n"aGk="\r\n', 'hi'],
    ['aG\nk=', 'hi'],
    ['', ''],
  ])('decodes %j to %j', (payload, text) => {
    expect(Buffer.from(decodedBase64(payload)).toString()).toBe(text);
    expect(Buffer.from(decodedBase64(Buffer.from(payload))).toString()).toBe(text);
  });

  test.each(['{"a":1}', 'aGk=!', 'a=b', '""aGk=""', 'ü'])('refuses %s', (payload) => {
    expect(() => decodedBase64(payload)).toThrow('Unable to base64 decode');
  });

  test('takes time that grows with the length alone', () => {
    const startMs = performance.now();

    expect(() => decodedBase64(`${' '.repeat(3_000)}!`)).toThrow('Unable to base64 decode');

    expect(performance.now() - startMs).toBeLessThan(1_000);
  });
});
