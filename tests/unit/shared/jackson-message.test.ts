import fc from 'fast-check';
import { jacksonMessage } from '../../../toolbox/shared/jackson-message.ts';

const VALUES = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

describe('jacksonMessage', () => {
  // The words and the places are those of Jackson 2.
  test.each([
    ['test', `Unrecognized token 'test': was expecting ${VALUES}`, 'line: 1, column: 5'],
    [
      "{'a': 1}",
      "Unexpected character (''' (code 39)): was expecting double-quote to start field name",
      'line: 1, column: 3',
    ],
    [
      '{"a":1,}',
      "Unexpected character ('}' (code 125)): was expecting double-quote to start field name",
      'line: 1, column: 9',
    ],
    [
      '{"a": }',
      `Unexpected character ('}' (code 125)): expected a valid value ${VALUES}`,
      'line: 1, column: 8',
    ],
    [
      '{"a" 1}',
      "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value",
      'line: 1, column: 7',
    ],
    [
      '{\n  "a": 1\n  "b": 2}',
      "Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries",
      'line: 3, column: 4',
    ],
    [
      '[1 2]',
      "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries",
      'line: 1, column: 5',
    ],
    [
      '{',
      'Unexpected end-of-input: expected close marker for Object (start marker at [Source: (String)"{"; line: 1, column: 1])',
      'line: 1, column: 2',
    ],
    [
      '["a',
      'Unexpected end-of-input: was expecting closing quote for a string value',
      'line: 1, column: 4',
    ],
    ['"\\x"', "Unrecognized character escape 'x' (code 120)", 'line: 1, column: 4'],
    [
      '"a\nb"',
      'Illegal unquoted character ((CTRL-CHAR, code 10)): has to be escaped using backslash to be included in string value',
      'line: 2, column: 1',
    ],
    ['', 'No content to map due to end-of-input', 'line: 1, column: 1'],
  ])('says of %j: %s', (text, reason, place) => {
    expect(jacksonMessage(text)).toBe(`${reason}\n at [Source: (String)"${text}"; ${place}]`);
  });

  test('shows the first 500 characters of a long text', () => {
    expect(jacksonMessage('x'.repeat(501))).toContain(
      `(String)"${'x'.repeat(500)}"[truncated 1 chars]; line: 1, column: 502]`,
    );
  });

  test('finds a fault in any text that is no JSON', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((json) => json.slice(1)),
        ),
        (text) => {
          fc.pre(!isJson(text));
          expect(jacksonMessage(text)).toMatch(/\n at \[Source: /);
        },
      ),
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
