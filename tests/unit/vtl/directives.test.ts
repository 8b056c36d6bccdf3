import { renderText } from './render-text.ts';

describe('#set', () => {
  test.each([
    ["#set($x = 'a')$x", 'a'],
    ['#set ( $x = 1 )$x', '1'],
    ['#{set}($x = 1)$x', '1'],
    [`#set(\${x} = 1)$x`, '1'],
    ['#set($x = 1)#set($x = $missing)[$x]', '[]'],
    ['#set($m = {})#set($m.a = 1)#set($m["b"] = 2)$m', '{a=1, b=2}'],
    ['#set($m = {"a": {}})#set($m.a.b = [1])#set($m.a.b[0] = 2)$m.a.b[0]', '2'],
    ['#set($l = [1, 2])#set($l[-1] = 3)$l', '[1, 3]'],
    ['#set($missing.a = 1)[$missing]', '[]'],
    ['#set($x = 1)#set($x = $x / 0)$x', '1'],
    ["#set($x = 1)#set($x = 'a' * 2)$x", '1'],
    ['#set($m = {"a": 1})#set($m.a = 1 % 0)$m', '{a=1}'],
    ['#set($x = 1)#set($x = (1 - $missing) + 1)$x', '1'],
    ["#set($s = 'x')#set($s.a = 1)$s", 'x'],
    ['#set($m = {"a": $missing})$m', '{a=}'],
  ])('%s prints %s', (template, expected) => {
    expect(renderText(template)).toBe(expected);
  });

  test('without parentheses is text', () => {
    expect(renderText('#set x')).toBe('#set x');
  });
});

describe('#if', () => {
  test.each([
    ['true', 'yes'],
    ['false', 'no'],
    ["''", 'yes'],
    ['0', 'yes'],
    ['[]', 'yes'],
    ['{}', 'yes'],
    ['$missing', 'yes'],
    ['$missing.deeper', 'yes'],
    ['null', 'yes'],
    ['!$missing', 'no'],
    ['$no', 'no'],
    ['!$no', 'yes'],
  ])('#if(%s) takes the branch: %s', (condition, expected) => {
    expect(renderText(`#if(${condition})yes#{else}no#end`, { no: false })).toBe(expected);
  });

  test.each([
    [1, 'one'],
    [2, 'two'],
    [3, 'three'],
    [4, 'many'],
  ])('takes the first branch that is true of %d', (n, expected) => {
    const template = '#if($n == 1)one#elseif($n == 2)two#{elseif}($n == 3)three#{else}many#{end}';

    expect(renderText(template, { n })).toBe(expected);
  });

  test('renders nothing without a branch that is true', () => {
    expect(renderText('[#if(false)x#elseif(false)y#end]')).toBe('[]');
  });

  test('leaves out what follows in a condition that is decided', () => {
    expect(renderText('#set($l = [])#if(true || $l.add(1))#end#if(false && $l.add(1))#end$l')).toBe(
      '[]',
    );
  });
});

describe('#foreach', () => {
  test.each([
    ['[1, 2]', '1;2;'],
    ['[1..3]', '1;2;3;'],
    ['[2..-1]', '2;1;0;-1;'],
    ["{'a': 'x', 'b': 'y'}", 'x;y;'],
    ['$map', '1;two;'],
    ['$map.keySet()', 'a;b;'],
    ['$map.values()', '1;two;'],
    ['$map.entrySet()', 'a=1;b=two;'],
    ['$list', 'x;;'],
    ['$missing', ''],
    ["'text'", ''],
    ['5', ''],
    ['[]', ''],
  ])('walks over %s', (items, expected) => {
    const variables = { map: { a: 1, b: 'two' }, list: ['x', null] };

    expect(renderText(`#foreach($i in ${items})$i;#end`, variables)).toBe(expected);
  });

  test.each([
    ['$foreach.index', '012'],
    ['$foreach.count', '123'],
    ['$velocityCount', '123'],
    ['$foreach.hasNext ', 'true true false '],
    ['$velocityHasNext ', 'true true false '],
    ['$foreach.hasNext() ', 'true true false '],
    ['$foreach.first ', 'true false false '],
    ['$foreach.last ', 'false false true '],
    ['$foreach.isFirst() ', 'true false false '],
    ['$foreach.getIndex()', '012'],
    ['[$foreach]', '[][][]'],
    ['[$foreach.missing]', '[][][]'],
  ])('tells with %s where the loop stands', (reference, expected) => {
    expect(renderText(`#foreach($i in [7, 8, 9])${reference}#end`)).toBe(expected);
  });

  test('gives an inner loop its own $foreach with the outer one as parent', () => {
    const template =
      '#foreach($a in [1, 2])#foreach($b in [1, 2])$foreach.parent.index$foreach.index' +
      '$foreach.topmost.count #end$foreach.index;#end';

    expect(renderText(template)).toBe('001 011 0;102 112 1;');
  });

  test('restores the variable and $foreach behind the loop', () => {
    expect(
      renderText('#foreach($x in [1])$x#end$x($foreach.index$velocityCount)', { x: 'o' }),
    ).toBe('1o()');
  });

  test('keeps what #set changes inside', () => {
    expect(renderText('#set($n = 0)#foreach($i in [1..4])#set($n = $n + $i)#end$n')).toBe('10');
  });

  test('ends at #break and goes on behind the loop', () => {
    const template =
      '#foreach($a in [1, 2])#foreach($b in [1..9])#if($b == 3)#break#end$b#end;#end.';

    expect(renderText(template)).toBe('12;12;.');
  });

  test('walks over 1000 items and leaves out further ones', () => {
    expect(renderText('#foreach($i in [1..1001])#set($last = $i)#end$last')).toBe('1000');
  });
});

describe('#define', () => {
  test('renders its block wherever it is used', () => {
    expect(renderText(`#define($b)<$x>#end#set($x = 1)$b#set($x = 2)\${b}`)).toBe('<1><2>');
  });

  test('gives its text to toString()', () => {
    expect(renderText('#define($b)a$x#end#set($x = 1)#set($t = $b.toString())$t.length()')).toBe(
      '2',
    );
  });

  test('prints a block that uses itself twice, and no more', () => {
    expect(renderText('#define($b)x$b#end$b')).toBe('xx');
  });

  test('compares by its text', () => {
    expect(renderText("#define($b)a#end#if($b == 'a')yes#end")).toBe('yes');
  });
});

describe('#macro', () => {
  test('prints nothing, and a call of it is printed as it was written', () => {
    expect(renderText('#macro(hi $who)Hi $who#end\n#hi($x "a")!', { x: 1 })).toBe('#hi($x "a")!');
  });
});

describe('#stop', () => {
  test.each([
    ['a#stop b', 'a'],
    ['a#{stop}b', 'a'],
    ['#foreach($i in [1, 2])$i#stop#end.', '1'],
    ['#if(true)a#stop#end b', 'a'],
    ['#define($d)x#stop y#end[$d]', '[x'],
  ])('%s ends the rendering: %s', (template, expected) => {
    expect(renderText(template)).toBe(expected);
  });
});

describe('unknown directive', () => {
  test.each([
    '#include("x.vtl")',
    '#evaluate("$x")',
    '#nothing',
    '#{nothing}',
    '#nothing ( $x, [1..2] "$x" )',
    '#13ff93 #fff #-#.',
    '#/components/schemas/X',
    '# # ',
  ])('%s is printed as it was written', (template) => {
    expect(renderText(template, { x: 1 })).toBe(template);
  });

  test('whose parentheses hold no arguments is text, and what stands in them is template', () => {
    expect(renderText("#hello(it's $x)", { x: 1 })).toBe("#hello(it's 1)");
  });
});

describe('comment', () => {
  test.each([
    ['a ## $x #if\nb', 'a b'],
    ['a ## at the end', 'a '],
    ['a #* $x \n #if *# b', 'a  b'],
    ['a #** doc *#\nb', 'a \nb'],
    ['#[[ $x #if ## ]]# $x', ' $x #if ##  1'],
  ])('%j prints %j', (template, expected) => {
    expect(renderText(template, { x: 1 })).toBe(expected);
  });
});

describe('white space', () => {
  test.each([
    ['#set($x = 1)\na', 'a'],
    ['#set($x = 1)  \r\na', 'a'],
    ['#set($x = 1)\n\na', '\na'],
    ['#set($x = 1)  a', '  a'],
    ['  #set($x = 1)a', 'a'],
    ['#set($x = 1)\n  #set($y = 1)\n  a', '  a'],
    ['\n  #set($x = 1)\na', '\n  a'],
    ['a  #set($x = 1)b', 'a  b'],
    ['$n  #set($x = 1)b', '1b'],
    ['#if(true)\n  a\n#else\n  b\n#end\nc', '  a\nc'],
    ['#if(false)\n  a\n#else  \n  b\n#end\nc', '  b\nc'],
    ['  #if(true) a #end b', '   a  b'],
    ['#foreach($i in [1, 2])\n  $i\n#end\n.', '  1\n  2\n.'],
    ['#define($d)\na\n#end\n$d.', 'a\n.'],
    ['$n\n$n', '1\n1'],
  ])('%j prints %j', (template, expected) => {
    expect(renderText(template, { n: 1 })).toBe(expected);
  });
});
