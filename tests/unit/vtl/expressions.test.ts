import { parseJson } from '../../../toolbox/shared/parse-json.ts';
import { renderText } from './render-text.ts';

const VARIABLES = {
  one: 1,
  text: 'abc',
  no: false,
  list: [1, 2],
  map: { a: 1 },
  half: parseJson('0.5'),
  whole: parseJson('2.0'),
  big: parseJson('9007199254740993'),
};

function resultOf(expression: string): string {
  return renderText(`#set($result = ${expression})$result`, VARIABLES);
}

describe('arithmetic', () => {
  test.each([
    ['1 + 2 * 3', '7'],
    ['(1 + 2) * 3', '9'],
    ['10 - 2 - 3', '5'],
    ['2 * 7 / 4 % 2', '1'],
    ['7 / 2', '3'],
    ['-7 / 2', '-3'],
    ['-7 % 3', '-1'],
    ['7 / 2.0', '3.5'],
    ['4.0 / 2', '2.0'],
    ['7.5 % 2', '1.5'],
    ['.5 + 1.', '1.5'],
    ['1e2 + 1', '101.0'],
    ['0.1 + 0.2', '0.30000000000000004'],
    ['1.0E6 * 10', '1.0E7'],
    ['$one-1', ''],
    ['$one - 1', '0'],
    ['$one -1', '0'],
    ['5-1', '4'],
    ['$half + $whole', '2.5'],
    ['$big + 1', '9007199254740994'],
    ['2147483647 + 1', '2147483648'],
    ['9223372036854775807 * 2', '18446744073709551614'],
    ['1 / 0', ''],
    ['1 % 0', ''],
    ['1.5 / 0', ''],
    ["'a' + 1", 'a1'],
    ['1 + "b"', '1b'],
    ['$missing + "b"', 'b'],
    ["'a' * 2", ''],
    ['$list + 1', ''],
  ])('%s is %s', (expression, expected) => {
    expect(resultOf(expression)).toBe(expected);
  });
});

describe('comparison', () => {
  test.each([
    ['1 == 1', true],
    ['1 == 1.0', true],
    ['1 == 2', false],
    ['$big == 9007199254740993', true],
    ['$big == 9007199254740992', false],
    ["1 == '1'", true],
    ["1.0 == '1'", false],
    ["true == 'true'", true],
    ["'a' == 'a'", true],
    ["'a' == 'A'", false],
    ['$list == [1, 2]', true],
    ['$list == [2, 1]', false],
    ["$map == {'a': 1}", true],
    ["$map == {'a': 1, 'b': 2}", false],
    ["$list == '[1,2]'", true],
    ["$missing == ''", true],
    ['$missing == $alsoMissing', true],
    ["$missing == 'x'", false],
    ['$missing == null', true],
    ['1 != 2', true],
    ['1 != 1', false],
    ['1 < 2', true],
    ['2 <= 2.0', true],
    ['2 > 2', false],
    ['2 >= 3', false],
    ['$big > 9007199254740992', true],
    ["'a' < 'b'", false],
    ["'b' >= 'a'", false],
    ['$missing > 0', false],
    ['1 eq 1', true],
    ['1 ne 1', false],
    ['1 lt 2', true],
    ['1 gt 2', false],
    ['1 le 1', true],
    ['1 ge 2', false],
  ])('%s is %p', (expression, expected) => {
    expect(resultOf(expression)).toBe(String(expected));
  });
});

describe('logic', () => {
  test.each([
    ['true && false', false],
    ['true and true', true],
    ['false || true', true],
    ['false or false', false],
    ['true || false && false', true],
    ['(true || false) && false', false],
    ['!true || true', true],
    ['not false', true],
    ['!!false', false],
    ['!(1 == 2)', true],
    ['1 + 1 == 2 && 3 > 2', true],
    ['2 > 1 == true', true],
    ['$missing && true', true],
    ["'' || false", true],
    ['$no || $no', false],
  ])('%s is %p', (expression, expected) => {
    expect(resultOf(expression)).toBe(String(expected));
  });
});

describe('literal', () => {
  test.each([
    ["'a $text'", 'a $text'],
    ['"a $text"', 'a abc'],
    [`"\${text}d"`, 'abcd'],
    ['"a $missing b"', 'a  b'],
    ["'it''s'", "it's"],
    ['"say ""hi"""', 'say "hi"'],
    ['\'say "hi"\'', 'say "hi"'],
    ['""', ''],
    ["'\\n'", '\\n'],
    ['"\\n\\"', '\\n\\'],
    ['"\\$text"', '$text'],
    ['"a\nb"', 'a\nb'],
    ['"$"', '$'],
    ['"$5 #x #"', '$5 #x #'],
    ['"#if($no)a#{else}b#end"', 'b'],
    ['"#foreach($i in $list)$i,#end"', '1,2,'],
    ['"$text.replaceAll(""b"", ""$one"")"', 'a1c'],
    ['true', 'true'],
    ['null', ''],
    ['-5', '-5'],
    ['12345678901234567890', '12345678901234567890'],
    ['[]', '[]'],
    ['[1, [2, "$text"], $one]', '[1, [2, abc], 1]'],
    ['[1..3]', '[1, 2, 3]'],
    ['[$one..-1]', '[1, 0, -1]'],
    ["['a'..'b']", ''],
    ['{}', '{}'],
    ['{ "a" : 1, \'$b\' : [2], "$text" : {"c": null} }', '{a=1, $b=[2], abc={c=}}'],
    ['{"2": "x", "1": "y"}', '{2=x, 1=y}'],
    ['{"__proto__": 1}', '{__proto__=1}'],
  ])('%s prints %s', (literal, expected) => {
    expect(resultOf(literal)).toBe(expected);
  });
});
