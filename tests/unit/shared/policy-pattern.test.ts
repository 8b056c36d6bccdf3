import fc from 'fast-check';
import { compilePattern, matchesPattern } from '../../../toolbox/shared/policy-pattern.ts';

function matches(pattern: string, text: string): boolean {
  return matchesPattern(compilePattern(pattern), text);
}

/** The definition of the wildcards, tried in every way. */
function matchesByDefinition(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  const rest = pattern.slice(1);
  if (pattern[0] === '*') {
    return Array.from({ length: text.length + 1 }, (_, taken) => text.slice(taken)).some((left) =>
      matchesByDefinition(rest, left),
    );
  }
  if (text === '' || (pattern[0] !== '?' && pattern[0] !== text[0])) return false;
  return matchesByDefinition(rest, text.slice(1));
}

const from = (characters: string): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...characters), maxLength: 9 });

describe('matchesPattern', () => {
  test.each([
    ['abc', 'abc', true],
    ['abc', 'abcd', false],
    ['abc', 'ab', false],
    ['abc', 'ABC', false],
    ['', '', true],
    ['', 'a', false],
    ['*', '', true],
    ['*', 'arn:aws:s3:::bucket', true],
    ['a*', 'a', true],
    ['*c', 'abcbc', true],
    ['a*b*c', 'abbbcc', true],
    ['a*b*c', 'acb', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['?', '', false],
    ['a.c', 'abc', false],
    ['*', 'two\nlines', true],
    ['two\nlines', 'twolines', false],
    ['arn:aws:lambda:*:function:a', 'arn:aws:lambda:eu-west-1:123456789012:function:a', true],
    ['a$', 'a$', true],
    ['a${*}', 'a*', true],
    ['a${*}', 'ab', false],
    ['a${?}', 'a?', true],
    ['a${?}', 'ab', false],
    ['${$}{x}', '${x}', true],
  ])('%j against %j: %p', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  test('agrees with the definition of the wildcards', () => {
    fc.assert(
      fc.property(from('ab*?'), from('ab'), (pattern, text) => {
        expect(matches(pattern, text)).toBe(matchesByDefinition(pattern, text));
      }),
      { numRuns: 2000 },
    );
  });

  test('takes wildcards in the text for ordinary characters', () => {
    fc.assert(
      fc.property(from('ab'), from('ab*?'), (pattern, text) => {
        expect(matches(pattern, text)).toBe(pattern === text);
      }),
    );
  });

  test('matches any text whose parts the wildcards leave out', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.array(fc.string()), (parts, gaps) => {
        const literal = (part: string): string => part.replace(/[*?$]/g, '$${$&}');
        const text = parts.map((part, index) => part + (gaps[index] ?? '')).join('');
        expect(matches(parts.map((part) => `${literal(part)}*`).join(''), text)).toBe(true);
      }),
    );
  });

  test.each(['*a*a*a*a*b', `${'*a'.repeat(500)}*b`, `*${'a?'.repeat(500)}b`])(
    'comes to an end with the hostile pattern %.20s…',
    (pattern) => {
      const text = 'a'.repeat(10_000);

      expect(matches(pattern, text)).toBe(false);
    },
  );
});
