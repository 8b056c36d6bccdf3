import { parseJson } from '../../../toolbox/shared/parse-json.ts';
import { renderText } from './render-text.ts';

const VARIABLES = {
  name: 'Ann',
  order: { id: 7, 'x-y': 'hyphen', lines: [{ sku: 'A1' }, { sku: 'B2' }], note: null },
  key: 'id',
};

describe('reference', () => {
  test.each([
    ['$name', 'Ann'],
    [`\${name}`, 'Ann'],
    ['$!name', 'Ann'],
    ['$!{name}', 'Ann'],
    [`\${name}s`, 'Anns'],
    ['$name.', 'Ann.'],
    ["$name's", "Ann's"],
    ['$order.id', '7'],
    [`\${order.id}0`, '70'],
    ['$order.x-y', 'hyphen'],
    ["$order['id']", '7'],
    ['$order["$key"]', '7'],
    ['$order[ $key ]', '7'],
    ['$order.lines[1].sku', 'B2'],
    ['$order.lines[-1].sku', 'B2'],
    ['$order.lines.get(0).sku', 'A1'],
    [`\${order.lines[0].get("sku")}!`, 'A1!'],
    ['$name.concat( "!" ).length()', '4'],
    ['$name[]', 'Ann[]'],
    ['$name()', 'Ann()'],
  ])('%s prints %s', (template, expected) => {
    expect(renderText(template, VARIABLES)).toBe(expected);
  });

  test.each([
    '$missing',
    '$!missing',
    `\${missing}`,
    '$missing.deeper.still',
    '$missing.method("x").more()',
    '$order.missing',
    '$order.note',
    '$order.note.deeper',
    '$name.deeper',
    '$name.noSuchMethod()',
    '$name[0]',
    "$order.lines['sku']",
    '$order.constructor',
    "$order['__proto__']",
    '$name.class',
    '$order.lines.size',
  ])('%s has no value and prints nothing', (reference) => {
    expect(renderText(`[${reference}]`, VARIABLES)).toBe('[]');
  });

  test.each(['$5', '$ name', '$.name', `\${5}`, '$!{5}', '$-', '$$ '])('%s is text', (text) => {
    expect(renderText(text, VARIABLES)).toBe(text);
  });

  test.each([
    ['$!5', '$5'],
    ['$! name', '$ name'],
    ['"$!"', '"$"'],
    ['$!!name', '$!name'],
  ])('%s loses the exclamation mark: %s', (text, expected) => {
    expect(renderText(text, VARIABLES)).toBe(expected);
  });

  test('prints a map as Java does and a list inside it as JSON', () => {
    const document = parseJson(
      '{"a": [1.0, {"b": null}], "c": {"d": "e f"}, "n": null, "t": true}',
    );

    expect(renderText('$document', { document })).toBe(
      '{a=[1.0,{"b":null}], c={d=e f}, n=null, t=true}',
    );
  });

  test('prints a list that the template made as Java does', () => {
    expect(renderText("#set($list = ['a', 1, [true], {'k': 'v'}])$list")).toBe(
      '[a, 1, [true], {k=v}]',
    );
  });

  test.each([
    ['1e3', '1000.0'],
    ['1.50', '1.5'],
    ['12345678', '12345678'],
    ['12345678.5', '1.23456785E7'],
    ['0.0001', '1.0E-4'],
    ['-0.0', '-0.0'],
    ['9007199254740993', '9007199254740993'],
    ['1e21', '1.0E21'],
  ])('prints the JSON number %s as Java: %s', (number, expected) => {
    expect(renderText('$n', { n: parseJson(number) })).toBe(expected);
  });

  test('evaluates what a value holds never as a template', () => {
    expect(renderText('$a', { a: '$name #set($x = 1) $util.x' })).toBe(
      '$name #set($x = 1) $util.x',
    );
  });
});

describe('backslash', () => {
  test.each([
    ['\\$name', '$name'],
    ['\\\\$name', '\\Ann'],
    ['\\\\\\$name', '\\$name'],
    [`\\\${name.length()}`, `\${name.length()}`],
    ['\\$!name', '$!name'],
    ['\\#if', '#if'],
    ['\\#{end}', '#{end}'],
    ['\\\\#if(true)x#end', '\\x'],
    ['\\\\#set($x = 1)$x', '\\\\1'],
    ['\\\\\\#set($x', '\\#set('],
    ['\\#unknown', '\\#unknown'],
    ['\\\\#unknown', '\\\\#unknown'],
    ['a\\b \\" \\5', 'a\\b \\" \\5'],
    ['\\$ \\$5 \\\\$5', '\\$ \\$5 \\\\$5'],
    ['\\', '\\'],
  ])('%s prints %s', (template, expected) => {
    expect(renderText(template, VARIABLES)).toBe(expected);
  });
});
