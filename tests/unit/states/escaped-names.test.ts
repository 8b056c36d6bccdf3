import { bracketEscapedNames } from '../../../toolbox/states/escaped-names.ts';

describe('bracketEscapedNames', () => {
  test.each([
    [String.raw`$.store\.book`, `$['store.book']`],
    [String.raw`$.\stor\e.boo\k`, `$['store']['book']`],
    [String.raw`$.foo\@bar.baz\[\[.\?pretty`, `$['foo@bar']['baz[[']['?pretty']`],
    [String.raw`$.it\'s[0]['a\'.b'].c\\d`, String.raw`$['it\'s'][0]['a\'.b']['c\\d']`],
    ['$.a&b', `$['a&b']`],
  ])('puts the names of %s into brackets', (path, expected) => {
    expect(bracketEscapedNames(path)).toBe(expected);
  });

  test.each(['$', '$.a.b[0]', '$.a[?(@.b && @.c)]', String.raw`$.a[?(@.b =~ /x\.y/)]`, '$.a[*].b'])(
    'leaves %s as it is',
    (path) => {
      expect(bracketEscapedNames(path)).toBe(path);
    },
  );
});
