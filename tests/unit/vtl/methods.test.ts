import { parseJson } from '../../../toolbox/shared/parse-json.ts';
import { renderText } from './render-text.ts';

describe('methods of a string', () => {
  test.each([
    ['length()', '11'],
    ['isEmpty()', 'false'],
    ['empty', 'false'],
    ["contains('World')", 'true'],
    ["contains('world')", 'false'],
    ['contains(1)', ''],
    ["startsWith('Hello')", 'true'],
    ["startsWith('World', 6)", 'true'],
    ["endsWith('World')", 'true'],
    ["indexOf('o')", '4'],
    ["indexOf('o', 5)", '7'],
    ["indexOf('x')", '-1'],
    ["lastIndexOf('o')", '7'],
    ["lastIndexOf('o', 6)", '4'],
    ["lastIndexOf('H', -1)", '-1'],
    ['substring(6)', 'World'],
    ['substring(0, 5)', 'Hello'],
    ['substring(11)', ''],
    ["substring('1')", ''],
    ['charAt(4)', 'o'],
    ["concat('!')", 'Hello World!'],
    ["replace('l', 'L')", 'HeLLo WorLd'],
    ["replace('.', 'x')", 'Hello World'],
    ['toLowerCase()', 'hello world'],
    ['toUpperCase()', 'HELLO WORLD'],
    ["equals('Hello World')", 'true'],
    ["equalsIgnoreCase('HELLO WORLD')", 'true'],
    ["compareTo('Hello')", '6'],
    ["compareTo('Iello')", '-1'],
    ["compareToIgnoreCase('HELLO')", '6'],
    ["split(' ')", '[Hello, World]'],
    ["split('o', 2)", '[Hell,  World]'],
    ["matches('Hello')", 'false'],
    ["matches('Hel+o.*')", 'true'],
    ['toString()', 'Hello World'],
    ['valueOf(5)', '5'],
    ['length(1)', ''],
  ])('%s gives %s', (call, expected) => {
    expect(renderText(`$s.${call}`, { s: 'Hello World' })).toBe(expected);
  });

  test.each([
    ["replaceAll('[aeiou]', '*')", 'H*ll* W*rld'],
    ["replaceAll('(\\w+) (\\w+)', '$2 $1')", 'World Hello'],
    [`replaceAll('(?<first>\\w+) ', '\${first}-')`, 'Hello-World'],
    ["replaceAll('o', '\\$')", 'Hell$ W$rld'],
    ["replaceAll('(l)(x)?', '<$2>')", 'He<><>o Wor<>d'],
    ["replaceAll('(l)', '$10')", 'Hel0l0o Worl0d'],
    ["replaceAll('', '-')", '-H-e-l-l-o- -W-o-r-l-d-'],
    ["replaceFirst('o', '0')", 'Hell0 World'],
    ["replaceFirst('(W)', '[$1]')", 'Hello [W]orld'],
  ])('%s replaces as Java does: %s', (call, expected) => {
    expect(renderText(`$s.${call}`, { s: 'Hello World' })).toBe(expected);
  });

  test.each([
    ['a,b,,c,,', '[a, b, , c]'],
    ['', '[]'],
    [',a', '[, a]'],
    ['abc', '[abc]'],
  ])('split of %j leaves out empty texts at the end', (s, expected) => {
    expect(renderText("$s.split(',')", { s })).toBe(expected);
  });

  test('split at an empty match gives the characters', () => {
    expect(renderText("$s.split('')", { s: 'abc' })).toBe('[a, b, c]');
  });

  test('trim takes control characters and blanks', () => {
    expect(renderText('[$s.trim()]', { s: ' \u0001\t a b \n' })).toBe('[a b]');
  });

  test('hashCode is that of Java', () => {
    expect(renderText('$s.hashCode()', { s: 'hello' })).toBe('99162322');
  });

  test.each([
    'substring(12)',
    'substring(3, 2)',
    'substring(-1)',
    'charAt(11)',
    "replaceAll('(', '')",
    "replaceAll('l', '$1')",
    "replaceAll('l', '$')",
    "replaceAll('l', '\\')",
    "matches('\\X')",
  ])('%s fails as in Java', (call) => {
    expect(() => renderText(`$s.${call}`, { s: 'Hello World' })).toThrow(
      expect.objectContaining({ name: 'VtlError', offset: 2 }),
    );
  });
});

describe('methods of a list', () => {
  test.each([
    ['$l.size()', '3'],
    ['$l.isEmpty()', 'false'],
    ['$l.empty', 'false'],
    ['$l.get(2)', 'c'],
    ["$l.contains('b')", 'true'],
    ['$l.contains(1)', 'true'],
    ['$l.contains(2)', 'false'],
    ['$l.contains(1.0)', 'false'],
    ["$l.indexOf('b')", '1'],
    ["$l.lastIndexOf('x')", '-1'],
    ["$l.containsAll(['b', 1])", 'true'],
    ['$l.set(0, 2)$l', '1[2,"b","c"]'],
    ['$l.add(true)$l', 'true[1,"b","c",true]'],
    ["$l.add(1, 'x')$l", '[1,"x","b","c"]'],
    ['$l.addAll([4])$l', 'true[1,"b","c",4]'],
    ['$l.remove(0)$l', '1["b","c"]'],
    ["$l.remove('b')$l", 'true[1,"c"]'],
    ["$l.removeAll(['b'])$l", 'true[1,"c"]'],
    ["$l.retainAll(['b'])$l", 'true["b"]'],
    ['$l.clear()$l', '[]'],
    ['$l.subList(1, 3)', '[b, c]'],
    ["$l.equals([1, 'b', 'c'])", 'true'],
    ['$l.toString()', '[1,"b","c"]'],
    ['$l.get("0")', ''],
  ])('%s prints %s', (template, expected) => {
    expect(renderText(template, { l: [1, 'b', 'c'] })).toBe(expected);
  });

  test.each([
    '$l.get(1)',
    '$l[1]',
    '$l[-2]',
    '$l.set(1, 0)',
    '#set($l[1] = 0)',
    '$l.subList(0, 2)',
  ])('%s of a list of one fails as in Java', (template) => {
    expect(() => renderText(template, { l: ['a'] })).toThrow('IndexOutOfBoundsException');
  });
});

describe('methods of a map', () => {
  test.each([
    ['$m.size()', '2'],
    ['$m.isEmpty()', 'false'],
    ["$m.get('a')", '1'],
    ["[$m.get('x')]", '[]'],
    ["$m.getOrDefault('x', 5)", '5'],
    ["$m.containsKey('a')", 'true'],
    ["$m.containsKey('constructor')", 'false'],
    ['$m.containsValue(1)', 'true'],
    ['$m.keySet()', '[a, b]'],
    ["$m.keySet().contains('b')", 'true'],
    ['$m.values()', '[1, [2]]'],
    ['$m.entrySet()', '[a=1, b=[2]]'],
    ['$m.entrySet().size()', '2'],
    ['#foreach($e in $m.entrySet())$e.key:$e.getValue();#end', 'a:1;b:[2];'],
    ["$m.put('a', 5)$m.put('c', 6)$m", '1{a=5, b=[2], c=6}'],
    ["$m.putIfAbsent('a', 5)$m.putIfAbsent('c', 6)$m", '1{a=1, b=[2], c=6}'],
    ["$m.putAll({'a': 0, 'z': 9})$m", '{a=0, b=[2], z=9}'],
    ["$m.remove('a')$m", '1{b=[2]}'],
    ['$m.clear()$m', '{}'],
    ["$m.equals({'b': [2], 'a': 1})", 'true'],
    ['$m.toString()', '{a=1, b=[2]}'],
    ["$m.put('__proto__', 1)$m", '{a=1, b=[2], __proto__=1}'],
  ])('%s prints %s', (template, expected) => {
    expect(renderText(template, { m: { a: 1, b: [2] } })).toBe(expected);
  });

  test('keeps the order of integer-like keys when one is removed', () => {
    const m = parseJson('{"2": "b", "1": "a", "3": "c"}');

    expect(renderText("$m.remove('1')$m", { m })).toBe('a{2=b, 3=c}');
  });
});

describe('methods of a number', () => {
  test.each([
    ['$i.toString().length()', '2'],
    ['$i.equals(42)', 'true'],
    ['$i.equals(42.0)', 'false'],
    ['$i.compareTo(43)', '-1'],
    ['$i.doubleValue()', '42.0'],
    ['$d.intValue()', '2'],
    ['$d.longValue()', '2'],
    ["$i.parseInt('7')", '7'],
    ["$i.valueOf('-7')", '-7'],
    ["$d.valueOf('1e2')", '100.0'],
    ["$d.parseDouble('2')", '2.0'],
    ['$b.intValue()', '-1'],
    ['$i.length()', ''],
  ])('%s gives %s', (call, expected) => {
    const b = parseJson('18446744073709551615');

    expect(renderText(call, { i: 42, d: 2.75, b })).toBe(expected);
  });

  test('parseInt of what is no number fails as in Java', () => {
    expect(() => renderText("$i.parseInt('x')", { i: 0 })).toThrow('NumberFormatException');
  });

  test('parseDouble comes to an end with a long text', () => {
    const text = `${'1'.repeat(400_000)}x`;

    expect(() => renderText('$d.parseDouble($text)', { d: 0, text })).toThrow(
      'NumberFormatException',
    );
  });
});

describe('methods of a boolean', () => {
  test.each([
    ['$t.toString().length()', '4'],
    ['$t.equals(true)', 'true'],
    ['$t.booleanValue()', 'true'],
    ["$t.parseBoolean('FALSE')", 'false'],
  ])('%s gives %s', (call, expected) => {
    expect(renderText(call, { t: true })).toBe(expected);
  });
});
