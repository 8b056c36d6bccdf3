import fc from 'fast-check';
import {
  JavaPatternError,
  javaPattern,
} from '../../../../toolbox/shared/java-pattern/java-pattern.ts';

/** All matches, each with its groups: `ab(a,b)`. */
function found(source: string, text: string): string[] {
  const pattern = javaPattern(source);
  return Array.from(pattern.matchesIn(text), ({ group }) => {
    const groups = Array.from(
      { length: pattern.groupCount },
      (_, index) => group(index + 1) ?? '-',
    );
    return `${group(0)}${groups.length > 0 ? `(${groups.join(',')})` : ''}`;
  });
}

// Every row follows "java.util.regex.Pattern" (Java SE API).
describe('JavaPattern.matches', () => {
  test.each([
    // Characters
    ['a.c', 'abc', true],
    ["\\'", "'", true],
    ['\\-\\ \\"\\#', '- "#', true],
    ['\\/\\@', '/@', true],
    ['\\x41\\u0042\\x{1F600}\\0103\\07', 'AB😀C\u0007', true],
    ['\\uD83D\\uDE00', '😀', true],
    ['\\t\\n\\r\\f\\a\\e\\cA', '\t\n\r\f\u0007\u001b\u0001', true],
    ['a}]', 'a}]', true],
    // Quotation
    ['\\Qa.c\\E+', 'a.ccc', true],
    ['\\Qa.c\\E', 'abc', false],
    ['\\Qa.c', 'a.c', true],
    ['\\\\Qa', '\\Qa', true],
    ['\\Q.\\E\\Q*\\E', '.*', true],
    ['\\\\\\Q.\\E', '\\.', true],
    ['(?x)\\Qa b#\\E', 'a b#', true],
    ['[\\Q^]\\E]+', ']^', true],
    ['(?:a?)*?b*+', 'aabb', true],
    ['(?=a)*a', 'a', true],
    ['(a){0}b', 'b', true],
    // Character classes
    ['[a-c[x-z]]+', 'axc', true],
    ['[a-z&&[^b]]+', 'acd', true],
    ['[a-z&&[^b]]', 'b', false],
    ['[a-z&&def]+', 'dfe', true],
    ['[a-z&&def]', 'a', false],
    ['[a-z&&[^bc]&&[a-d]]+', 'ad', true],
    ['[^a-c[d]]', 'd', false],
    ['[^a-c[d]]', 'e', true],
    ['[]a]+', ']a', true],
    ['[^]a]', ']', false],
    ['[a-]+', 'a-', true],
    ['[a&b]+', 'a&b', true],
    ['[(){}|/&]+', '(){}|/&', true],
    ['[\\w.-]+', 'a.b-c', true],
    ['[\\x41-\\u0043]+', 'ABC', true],
    ['[😀-😂]', '😁', true],
    ['[^a]', '😁', true],
    // Predefined character classes
    ['a.c', 'a\nc', false],
    ['a.c', 'a\u0085c', false],
    ['a.c', 'a\u2028c', false],
    ['a.c', 'a😀c', true],
    ['\\d{2,}\\D', '12x', true],
    ['\\d', '٣', false],
    ['\\s', '\u00a0', false],
    ['\\s\\v\\S', '\u000b\u000bx', true],
    ['\\h\\H', '\u00a0x', true],
    ['\\v\\V', '\u2028x', true],
    ['\\w\\W', '_é', true],
    ['\\R\\R', '\r\n\n', true],
    ['\\R\\n', '\r\n', true],
    // POSIX, java.lang.Character and Unicode classes
    ['\\p{Alpha}+\\p{Punct}', 'aZ!', true],
    ['\\p{Alpha}', 'é', false],
    ['\\p{XDigit}\\p{Blank}\\p{Cntrl}\\p{Graph}\\p{Print}', 'f\t\u0000a ', true],
    ['\\p{javaLowerCase}\\p{javaWhitespace}\\P{javaLetter}', 'é 5', true],
    ['\\p{Lu}\\P{Lu}', 'Aé', true],
    ['\\pL\\PL', 'é5', true],
    ['\\p{IsGreek}\\p{IsGREEK}\\p{script=Greek}\\p{sc=greek}', 'λλλλ', true],
    ['\\p{IsAlphabetic}\\p{IsL}\\p{gc=Lu}\\p{general_category=Lu}', 'éaAA', true],
    ['[\\p{Digit}x]+', '1x2', true],
    ['[^\\P{Digit}]', '1', true],
    ['[\\p{L}&&[^\\p{Lu}]]', 'A', false],
    // Quantifiers
    ['a?b??c*d+e{2}f{1,}g{0,2}', 'acdeefgg', true],
    ['a{0}b', 'b', true],
    ['a++b', 'aab', true],
    ['a++a', 'aaa', false],
    ['a*+a', 'aaa', false],
    ['a?+a', 'a', false],
    ['a{1,3}+a', 'aaa', false],
    ['(?:ab)*+ab', 'abab', false],
    ['(?:ab?)*+c', 'abac', true],
    // Groups, references, independence
    ['(a)(?<n>b)\\1\\k<n>', 'abab', true],
    ['(?:a|b)+', 'abba', true],
    ['(a)?\\1', '', false],
    ['(a)|b\\1', 'b', false],
    ['(a\\1)', 'aa', false],
    ['\\1(a)', 'a', false],
    ['(a)\\11', 'aa1', true],
    ['(?i)(a)\\1', 'aA', true],
    ['(?>a*)ab', 'aaab', false],
    ['(?>a|ab)c', 'abc', false],
    ['(?:a|ab)c', 'abc', true],
    ['((a)|b)*\\2', 'aba', true],
    // Look-around
    ['a(?=b)b(?<=b)(?!c)', 'ab', true],
    ['(?<=a{1,3})b', 'b', false],
    ['aaa(?<=a{1,3})b', 'aaab', true],
    ['(?<!a)b', 'b', true],
    ['(?=(a))\\1', 'a', true],
    ['(?!(a))b', 'b', true],
    // Boundaries
    ['\\Aa\\z', 'a', true],
    ['a$\\n', 'a\n', true],
    ['a\\Z\\r\\n', 'a\r\n', true],
    ['a\\b\\Bb', 'ab', false],
    ['a\\b b', 'a b', true],
    // Flags
    ['(?i)abc', 'ABC', true],
    ['(?i)[a-c]+', 'ABC', true],
    ['(?i)é', 'É', false],
    ['(?iu)é', 'É', true],
    ['(?i)k', '\u212a', false],
    ['(?iu)k', '\u212a', true],
    ['(?i)\\p{Lower}', 'A', true],
    ['(?s)a.c', 'a\nc', true],
    ['(?d).\\n', '\r\n', true],
    ['(?x) a b # comment\n c', 'abc', true],
    ['(?x)[a b]+\\ ', 'ab ', true],
    ['(?U)\\w\\d\\s\\p{Alpha}', 'é٣\u00a0é', true],
    ['a(?i)b|c', 'C', true],
    ['a(?i)b(?-i)c', 'aBC', false],
    ['a(?i:b)c', 'aBc', true],
    ['a(?i:b)c', 'aBC', false],
    ['(?i-s:A).', 'a\n', false],
    ['(a(?i)b)c', 'aBC', false],
    ['', '', true],
    ['a|', '', true],
  ])('%s matches the whole of %j: %p', (source, text, expected) => {
    expect(javaPattern(source).matches(text)).toBe(expected);
  });
});

describe('JavaPattern.matchesIn', () => {
  test.each([
    ['a$', 'a\n', ['a']],
    ['a$', 'a\nb', []],
    ['$', 'a\r\n', ['', '']],
    ['(?m)^.', 'a\nb\r\nc\n', ['a', 'b', 'c']],
    ['(?m)^', 'a\n', ['']],
    ['(?m).$', 'a\r\nb\n', ['a', 'b']],
    ['(?md).$', 'a\r\nb', ['\r', 'b']],
    ['^b', 'a\nb', []],
    ['\\Ga', 'aaba', ['a', 'a']],
    ['\\b', 'ab c', ['', '', '', '']],
    ['a|ab', 'ab', ['a']],
    ['a*', 'baac', ['', 'aa', '', '']],
    ['a*?', 'aa', ['', '', '']],
    ['<.+?>', '<a><b>', ['<a>', '<b>']],
    ['a{2,3}?', 'aaaaa', ['aa', 'aa']],
    ['(a)|(b)', 'ab', ['a(a,-)', 'b(-,b)']],
    // A group keeps what it took in an earlier iteration.
    ['(?:(a)|b)+', 'ab', ['ab(a)']],
    ['(a*)+', 'aa', ['aa()', '()']],
    ['(a|b)*?c', 'abc', ['abc(b)']],
    ['(\\w+)@(\\w+)', 'x@y z@w', ['x@y(x,y)', 'z@w(z,w)']],
    ['(?=(\\w+))', 'ab', ['(ab)', '(b)']],
    ['(?<=(\\d{1,2}))x', '12x', ['x(2)']],
    ['😀|b', 'a😀b', ['😀', 'b']],
    ['[^😀]', 'a😀b', ['a', 'b']],
    ['.', '😀', ['😀']],
    ['((a)|b)*', 'ab', ['ab(b,a)', '(-,-)']],
  ])('%s finds in %j: %j', (source, text, expected) => {
    expect(found(source, text)).toEqual(expected);
  });

  test('finds what the expressions of JavaScript find, where both languages agree', () => {
    const atom = fc.constantFrom(
      'a',
      'b',
      '[ab]',
      '[^a]',
      '.',
      '\\w',
      '\\.',
      '(?=b)',
      '\\b',
      '^',
      '$',
    );
    const consuming = fc.constantFrom('a', 'b', 'c', '[ab]', '[^a]', '.');
    const quantifier = fc.constantFrom(
      '',
      '*',
      '+',
      '?',
      '*?',
      '+?',
      '??',
      '{2}',
      '{1,2}',
      '{2,}?',
    );
    const quantified = fc.tuple(consuming, quantifier).map(([body, count]) => body + count);
    const group = fc
      .tuple(
        fc.array(
          fc.tuple(consuming, quantified).map((parts) => parts.join('')),
          { minLength: 1, maxLength: 3 },
        ),
        quantifier,
      )
      .map(([options, count]) => `(?:${options.join('|')})${count}`);
    const pattern = fc
      .array(fc.oneof(atom, quantified, group), { minLength: 1, maxLength: 5 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(pattern, fc.stringMatching(/^[abc.]{0,12}$/), (source, text) => {
        const expected = Array.from(text.matchAll(new RegExp(source, 'gu')), ([match]) => match);
        expect(found(source, text)).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('javaPattern', () => {
  test.each([
    ['\\', 'a lone backslash'],
    ['[a', "add ']'"],
    ['a[&&]', 'never closed'],
    ['(a', "add ')'"],
    ['a)', 'closes no group'],
    ['*a', "nothing stands in front of the '*'"],
    ['a|+', "nothing stands in front of the '+'"],
    ['{2}', "nothing stands in front of the '{'"],
    ['a{', "'{' needs numbers"],
    ['a{x}', "'{' needs numbers"],
    ['a{2,1}', 'counts wrongly'],
    ['a**', 'second quantifier'],
    ['a{2}{3}', 'second quantifier'],
    ['[b-a]', 'a range has no end'],
    ['[a-\\d]', 'a range has no end'],
    ['[a&&&b]', 'no clear meaning'],
    ['\\y', "the escape '\\y' is not supported"],
    ['\\X', "the escape '\\X' is not supported"],
    ['\\N{DIGIT ONE}', "the escape '\\N' is not supported"],
    ['\\b{g}', "'\\b{…}' is not supported"],
    ['[\\b]', "the escape '\\b' is not supported"],
    ['[\\1]', "the escape '\\1' is not supported"],
    ['\\k<n>', "no group named 'n'"],
    ['\\x{110000}', 'no character'],
    ['\\p', "'\\p' needs a {name}"],
    ['\\p{NoSuchThing}', "'NoSuchThing' is not known"],
    ['\\p{InGreek}', "'InGreek' is not known, or not supported"],
    ['\\p{constructor}', "'constructor' is not known"],
    ['\\p{Isconstructor}', "'Isconstructor' is not known"],
    ['(?<n>a)(?<n>b)', "a second group has the name 'n'"],
    ['(?z)a', "no flag 'z'"],
    ['(?P<n>a)', 'no kind of group'],
    ['(?<=a*)b', 'no obvious maximum length'],
    [`${'['.repeat(5000)}a${']'.repeat(5000)}`, 'more than 100 groups'],
    [`${'('.repeat(5000)}a${')'.repeat(5000)}`, 'more than 100 groups'],
  ])('refuses %s: %s', (source, message) => {
    expect(() => javaPattern(source)).toThrow(JavaPatternError);
    expect(() => javaPattern(source)).toThrow(message);
  });

  test('takes any text for a pattern, or refuses it', () => {
    const fragment = fc.constantFrom(
      ...'ab()[]{}|*+?.^$\\-&,:=!<>1ikQEpLbGRx#'.split(''),
      '(?',
      '&&',
      '\\Q',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fragment, fc.string({ maxLength: 2 })), { maxLength: 12 }),
        (parts) => {
          try {
            const pattern = javaPattern(parts.join(''));
            expect(typeof pattern.matches('aab(1)')).toBe('boolean');
            for (const { start, end } of pattern.matchesIn('aab(1)')) {
              expect(end).toBeGreaterThanOrEqual(start);
            }
          } catch (error) {
            expect(error).toBeInstanceOf(JavaPatternError);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['(a+)+$', `${'a'.repeat(100_000)}b`],
    ['(a|aa)+$', `${'a'.repeat(100_000)}b`],
    ['(.*)*x', 'a'.repeat(100_000)],
    ['(?:a|b|ab)*c', 'ab'.repeat(1_000)],
    ['\\s+$', `${' '.repeat(200_000)}x`],
    ['(\\w*)*\\1\\1\\1!', 'ab'.repeat(2_000)],
    ['(?=(a+)+b)', 'a'.repeat(5_000)],
    ['(?<=(a|aa){1,900}b)c', `${'a'.repeat(2_000)}c`],
  ])('gives up on %s within its budget', (source, text) => {
    expect(() => [...javaPattern(source).matchesIn(text)]).toThrow('takes too many steps');
  });

  test('repeats a group over a long text without using up the stack', () => {
    const text = 'ab'.repeat(200_000);

    expect(javaPattern('(?:a|b)*').matches(text)).toBe(true);
    expect(javaPattern('(?:ab)*+').matches(text)).toBe(true);
  });

  test.each([
    ["\\'", "'"],
    ['ab', 'ab'],
    ['\\Qa.b\\E', 'a.b'],
    ['a.', undefined],
    ['', undefined],
    ['(?i)a', undefined],
  ])('%s stands for the text %j', (source, literal) => {
    expect(javaPattern(source).literal).toBe(literal);
  });
});
