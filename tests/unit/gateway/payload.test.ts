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

  test('comes to an end with a long text of blanks', () => {
    expect(() => decodedBase64(`${' '.repeat(20_000)}!`)).toThrow('Unable to base64 decode');
  });
});
