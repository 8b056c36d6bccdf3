import { renderText } from './render-text.ts';

// Every row follows "java.lang.String" (Java SE 11 API).
describe('methods of a string', () => {
  test.each([
    ['charAt(4)', 'o'],
    ['codePointAt(0)', '72'],
    ['codePointBefore(1)', '72'],
    ['codePointCount(0, 5)', '5'],
    ["compareTo('Hello')", '6'],
    ["compareToIgnoreCase('hello world')", '0'],
    ["compareToIgnoreCase('HELLP')", '-1'],
    ["concat('!')", 'Hello World!'],
    ["contentEquals('Hello World')", 'true'],
    ["equalsIgnoreCase('hello WORLD')", 'true'],
    ["equalsIgnoreCase('hello')", 'false'],
    ['getBytes().size()', '11'],
    ['bytes.get(0)', '72'],
    ['hashCode()', '-862545276'],
    ['indexOf(111)', '4'],
    ['indexOf(111, 5)', '7'],
    ['indexOf(-1)', '-1'],
    ['lastIndexOf(111)', '7'],
    ['lastIndexOf(111, 6)', '4'],
    ["lastIndexOf('o', 99)", '7'],
    ['intern()', 'Hello World'],
    ['isBlank()', 'false'],
    ['blank', 'false'],
    ["join(',', ['a', 'b'])", 'a,b'],
    ["join('-', 'a', 'b', 'c')", 'a-b-c'],
    ["join('-')", ''],
    ["regionMatches(6, 'World', 0, 5)", 'true'],
    ["regionMatches(true, 6, 'xWORLD', 1, 5)", 'true'],
    ["regionMatches(6, 'WORLD', 0, 5)", 'false'],
    ["regionMatches(9, 'World', 0, 5)", 'false'],
    ["regionMatches(-1, 'World', 0, 5)", 'false'],
    ['repeat(2)', 'Hello WorldHello World'],
    ['repeat(0)', ''],
    ["replace('', '.')", '.H.e.l.l.o. .W.o.r.l.d.'],
    ["replace('l', '$1')", 'He$1$1o Wor$1d'],
    ['subSequence(0, 5)', 'Hello'],
    ['toCharArray().size()', '11'],
    ['formatted()', 'Hello World'],
    // What takes or gives functions and streams, or gives away classes, does not exist.
    ['chars()', ''],
    ['lines()', ''],
    ['transform(1)', ''],
    ['getClass()', ''],
    ["getClass().forName('x')", ''],
    ['class.name', ''],
    ['constructor', ''],
    ['noSuchMethod()', ''],
    // No overload takes these arguments.
    ['charAt()', ''],
    ["charAt('1')", ''],
    ["repeat('2')", ''],
    ['contains(1)', ''],
    ["indexOf('o', 'x')", ''],
    ["indexOf('o', 1, 2)", ''],
    ["regionMatches(6, 'World', 0)", ''],
  ])('%s gives %j', (call, expected) => {
    expect(renderText(`$s.${call}`, { s: 'Hello World' })).toBe(expected);
  });

  test.each([
    ['trim', '\u0000\t a\u00a0\u2003 \n', 'a\u00a0\u2003'],
    ['strip', '\u0000\t a\u00a0\u2003 \n', '\u0000\t a\u00a0'],
    ['strip', '\u001f\t a\u2003', 'a'],
    ['stripLeading', ' a ', 'a '],
    ['stripTrailing', ' a ', ' a'],
    ['toUpperCase', 'straße', 'STRASSE'],
    ['toLowerCase', 'ÀÉ', 'àé'],
  ])('%s of %j gives %j', (method, s, expected) => {
    expect(renderText(`$s.${method}()`, { s })).toBe(expected);
  });

  test.each([
    ['', 'true'],
    [' \t\u2003', 'true'],
    ['\u00a0', 'false'],
  ])('isBlank of %j gives %s', (s, expected) => {
    expect(renderText('$s.isBlank()', { s })).toBe(expected);
  });

  test('counts and finds characters beyond 16 bits', () => {
    const s = 'a😀b';

    expect(renderText('$s.length() $s.codePointCount(0, 4) $s.codePointAt(1)', { s })).toBe(
      '4 3 128512',
    );
    expect(renderText('$s.indexOf(128512) $s.getBytes().get(1)', { s })).toBe('1 -16');
  });

  test("equalsIgnoreCase compares character by character: 'ß' is not 'SS'", () => {
    expect(renderText("$s.equalsIgnoreCase('SS')", { s: 'ß' })).toBe('false');
  });

  test.each([
    ["split(',', -1)", '[a, , b, , ]'],
    ["split(',', 0)", '[a, , b]'],
    ["split(',', 2)", '[a, ,b,,]'],
    ["split(',')", '[a, , b]'],
    ["split('(?=b)')", '[a,,, b,,]'],
    ["split('[,b]+')", '[a]'],
    ["split('', -1)", '[a, ,, ,, b, ,, ,, ]'],
  ])('%s gives %s', (call, expected) => {
    expect(renderText(`$s.${call}`, { s: 'a,,b,,' })).toBe(expected);
  });

  test.each([
    ["replaceAll('(?<year>\\d+)-(\\d+)', '${year}/$2')", '2024/05 b.c'],
    ["replaceAll('(\\d)(\\d)', '$2$1')", '0242-50 b.c'],
    ["replaceAll('(\\d)(\\d)', '$21')", '0141-51 b.c'],
    ["replaceAll('\\.', '\\\\')", '2024-05 b\\c'],
    ["replaceAll('(x)?b', '[$1]')", '2024-05 [].c'],
    ["replaceAll('[a-z&&[^b]]', '_')", '2024-05 b._'],
    ["replaceAll('\\d++-', '')", '05 b.c'],
    ["replaceAll('(?i)B\\Q.\\E', '!')", '2024-05 !c'],
    ["replaceAll('\\p{Punct}', '')", '202405 bc'],
    ["replaceAll('\\G\\d', 'x')", 'xxxx-05 b.c'],
    ["replaceFirst('\\d', '')", '024-05 b.c'],
    ["replaceFirst('x', 'y')", '2024-05 b.c'],
    ["matches('\\d{4}-\\d{2} .*+')", 'true'],
    ["matches('\\d{4}')", 'false'],
  ])('%s works as java.util.regex does: %s', (call, expected) => {
    expect(renderText(`$s.${call}`, { s: '2024-05 b.c' })).toBe(expected);
  });

  test.each([
    ['charAt(11)', 'StringIndexOutOfBoundsException'],
    ['charAt(-1)', 'StringIndexOutOfBoundsException'],
    ['codePointAt(11)', 'StringIndexOutOfBoundsException'],
    ['repeat(-1)', 'count is negative'],
    ['repeat(99999999)', 'grows beyond'],
    ["join(',', [1])", 'ClassCastException'],
    ["join($s.repeat(999999), ['', '', '', ''])", 'grows beyond'],
    ["replace('', $s.repeat(999999))", 'grows beyond'],
    ["replaceAll('.', $s.repeat(999999))", 'grows beyond'],
    ['matches($s.repeat(9999))', 'more than 100000 characters'],
    ["replaceAll('l', '${x}')", 'does not have'],
    ["replaceAll('l', '$x')", 'is no replacement'],
    ["replaceAll('l', 'a\\')", 'is no replacement'],
    ["replaceAll('l', '$1')", 'the pattern has 0'],
    ["split('[')", "add ']'"],
  ])('%s ends the rendering: %s', (call, message) => {
    expect(() => renderText(`$s.${call}`, { s: 'Hello World' })).toThrow(
      expect.objectContaining({ name: 'VtlError', message: expect.stringContaining(message) }),
    );
  });
});

// Every row follows "java.util.Formatter" (Java SE API).
describe('format', () => {
  test.each([
    ["'%s is %d', 'x', 5", 'x is 5'],
    ["'%05d|%-4d|%4d|%+d', 42, 42, 42, 42", '00042|42  |  42|+42'],
    ["'%,d %(d % d', 1234567, -5, 5", '1,234,567 (5)  5'],
    ["'%x %X %o', 255, 255, 8", 'ff FF 10'],
    ["'%x', -1", 'ffffffff'],
    ["'%.2f %f %08.1f', 1.005, 2.5, 3.25", '1.00 2.500000 000003.3'],
    ["'%e', 12345.678", '1.234568e+04'],
    ["'%S %10s|%-5s|%.2s', 'ab', 'ab', 'ab', 'abc'", 'AB         ab|ab   |ab'],
    ["'%b %B', true, false", 'true FALSE'],
    ["'%2$s %1$s', 'a', 'b'", 'b a'],
    ["'100%% %n', 1", '100% \n'],
    ["'%s', [1, 'a']", '[1, a]'],
  ])('(%s) gives %j', (args, expected) => {
    expect(renderText(`$s.format(${args})`, { s: '' })).toBe(expected);
  });

  test.each([
    ["'%d', 'x'", 'takes an integer'],
    ["'%d', 1.5", 'takes an integer'],
    ["'%f', 1", 'takes a double'],
    ["'%s %s', 'x'", 'MissingFormatArgumentException'],
    ["'%tY', 1", 'not supported'],
    ["'%'", 'not supported'],
    ["'%q', 1", 'not supported'],
    ["'%9999999s%9999999s%9999999s', 1, 1, 1", 'grows beyond'],
  ])('(%s) ends the rendering: %s', (args, message) => {
    expect(() => renderText(`$s.format(${args})`, { s: '' })).toThrow(message);
  });
});
