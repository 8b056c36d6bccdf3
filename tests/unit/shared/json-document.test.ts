import { JsonDocument } from '../../../toolbox/shared/json-document.ts';

describe('JsonDocument', () => {
  test('gives back the text it was made from, white space and all', () => {
    expect(JsonDocument.fromText('{ "a" : 1.0 }').text).toBe('{ "a" : 1.0 }');
  });

  test('writes the text of a value once', () => {
    const document = JsonDocument.fromValue({ a: [1, 'x'] });

    expect(document.text).toBe('{"a":[1,"x"]}');
    expect(document.text).toBe(document.text);
  });

  test('parses the value once, so that both readers see the same object', () => {
    const document = JsonDocument.fromText('{"a":1}');

    expect(document.value).toBe(document.value);
    expect(document.value).toEqual({ a: 1 });
  });

  test('throws a SyntaxError when a text that is no JSON is looked into', () => {
    expect(() => JsonDocument.fromText('{').value).toThrow(SyntaxError);
  });
});
