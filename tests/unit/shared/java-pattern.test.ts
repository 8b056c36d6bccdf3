import { JavaPatternError, javaPattern } from '../../../toolbox/shared/java-pattern.ts';

describe('javaPattern', () => {
  test.each([
    ['a.c', 'abc', true],
    ['a.c', 'a\nc', false],
    ['(?s)a.c', 'a\nc', true],
    ['a.c', 'a😀c', true],
    ['(?i)abc', 'ABC', true],
    ['\\d{2,}', '12', true],
    ['\\s', '\u00a0', false],
    ['\\h', '\u00a0', true],
    ['\\S', '\u00a0', true],
    ["\\'", "'", true],
    ['\\-\\ \\"\\#', '- "#', true],
    ['\\/\\@', '/@', true],
    ['\\Qa.c\\E+', 'a.c', true],
    ['\\Qa.c\\E', 'abc', false],
    ['\\Qa.c', 'a.c', true],
    ['\\x41\\u0042\\x{1F600}\\0103', 'AB😀C', true],
    ['\\p{Alpha}+\\p{Punct}', 'aZ!', true],
    ['\\p{Lu}\\P{Lu}', 'Aé', true],
    ['\\p{IsGreek}', 'λ', true],
    ['\\pL', 'é', true],
    ['[\\p{Digit}x]+', '1x2', true],
    ['[^\\P{Digit}]', '1', true],
    ['[a-c[x-z]]+', 'axc', true],
    ['[a-z&&[^b]]+', 'acd', true],
    ['[a-z&&[^b]]', 'b', false],
    ['[]a]+', ']a', true],
    ['[a-]+', 'a-', true],
    ['[(){}|/&]+', '(){}|/&', true],
    ['[\\w.-]+', 'a.b-c', true],
    ['a}', 'a}', true],
    ['(a)(?<n>b)\\1\\k<n>', 'abab', true],
    ['\\Aa\\z', 'a', true],
    ['(?:a|b)+', 'abba', true],
    ['a(?=b)b(?<=b)(?!c)', 'ab', true],
  ])('%s matches the whole of %j: %p', (source, text, expected) => {
    expect(javaPattern(source, { whole: true }).test(text)).toBe(expected);
  });

  test.each([
    ['a$', 'a\n', true],
    ['a$', 'a\nb', false],
    ['(?m)^b$', 'a\nb\nc', true],
    ['^b', 'a\nb', false],
    ['a\\Z', 'a\r\n', true],
  ])('%s finds in %j: %p', (source, text, expected) => {
    expect(javaPattern(source).test(text)).toBe(expected);
  });

  test.each([
    ['a++', 'possessive'],
    ['a{2}+', 'possessive'],
    ['(?>a)', 'group at position 0'],
    ['a(?i)b', 'group at position 1'],
    ['(?x)a b', "flag 'x'"],
    ['\\Ga', "escape '\\G'"],
    ['\\', 'lone backslash'],
    ['[a', "add ']'"],
    ['(a', 'not a regular expression'],
    ['a{', 'not a regular expression'],
    ['*a', 'not a regular expression'],
    ['\\p{NoSuchThing}', 'not a regular expression'],
    ['\\p{constructor}', 'not a regular expression'],
    [`${'['.repeat(5000)}a${']'.repeat(5000)}`, 'too deeply'],
  ])('refuses %s: %s', (source, message) => {
    expect(() => javaPattern(source)).toThrow(JavaPatternError);
    expect(() => javaPattern(source)).toThrow(message);
  });
});
