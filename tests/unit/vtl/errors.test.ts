import fc from 'fast-check';
import { VtlError } from '../../../toolbox/vtl/vtl-error.ts';
import { renderText } from './render-text.ts';

function failureOf(template: string): VtlError {
  try {
    renderText(template, { s: 'text', l: [] });
  } catch (error) {
    if (error instanceof VtlError) return error;
    throw error;
  }
  throw new Error(`${template} does not fail`);
}

describe('VtlError', () => {
  test.each([
    ['a\n#if($x', 8, "found the end of the template, expected an operator or ')'"],
    ['#if', 3, "expected '(' behind #if"],
    ['#if()x#end', 4, "found ')x#end', expected a value"],
    ['#if(true)x', 0, 'this #if is never ended: add #end'],
    ['#{foreach}($i in [1])x', 0, 'this #foreach is never ended'],
    ['#if(true)#foreach($i in $l)x#end', 0, 'this #if is never ended'],
    ['x #end', 2, '#end without a block that is open'],
    ['x #else y', 2, '#else without a block'],
    ['#if(true)a#else b#else c#end', 17, 'expected #end'],
    ['#set(x = 1)', 5, 'expected a variable: #set($name = …)'],
    ['#set($x 1)', 8, "expected '=' behind"],
    ['#set($x = )', 10, 'expected a value'],
    ['#set($x = 1', 11, "expected an operator or ')'"],
    ['#set($x = 1 2)', 12, "expected an operator or ')'"],
    ['#set($s.length() = 1)', 5, 'found a method call'],
    ['#foreach($i of $l)#end', 12, "expected 'in'"],
    ['#foreach($i.x in $l)#end', 13, 'expected a plain variable'],
    ['#set($x = "a \\"b\\"")', 15, "expected an operator or ')'"],
    ["#set($x = 'a)", 10, "add ', and write '' for the quote itself"],
    ['#set($x = [1, 2)', 15, "expected ',' or ']'"],
    ['#set($x = {"a" 1})', 15, "expected ':'"],
    ['#set($x = {a: 1})', 11, 'expected a value'],
    ['#set($x = "a $s.foo(")', 20, 'found the end of the template'],
    ['#set($x = "#end")', 11, 'does not start in the same literal'],
    ['$s.substring(1', 14, "expected ',' or ')'"],
    ['$s[1', 4, "expected ']'"],
    [`\${s`, 3, "expected '}'"],
    [`\${s|'default'}`, 3, "expected '}'"],
    ['#* open', 0, 'add *#'],
    ['#[[ open', 0, 'add ]]#'],
    ['ends in $', 8, "a lone '$'"],
    ['ends in $!', 8, "a lone '$!'"],
    ['ends in #', 8, "a lone '#'"],
    ['ends in \\#', 9, "a lone '#'"],
    ['ab $s.substring(9)', 5, 'StringIndexOutOfBoundsException: begin 9, end 4, length 4'],
  ])('%j fails at %d', (template, offset, message) => {
    const failure = failureOf(template);

    expect(failure.message).toContain(message);
    expect(failure.offset).toBe(offset);
  });

  test('tells line and column', () => {
    expect(failureOf('a\nbc #set($x)').position).toEqual({
      file: 'template.vtl',
      line: 2,
      column: 11,
    });
  });

  test('refuses a template above the quota of API Gateway', () => {
    expect(failureOf('x'.repeat(300 * 1024 + 1)).message).toContain('at most 307200');
    expect(renderText('x'.repeat(300 * 1024))).toHaveLength(300 * 1024);
  });
});

describe('limits', () => {
  test.each([
    ['nested parentheses', `#set($x = ${'('.repeat(9999)}1${')'.repeat(9999)})`],
    ['nested blocks', `${'#if(true)'.repeat(9999)}${'#end'.repeat(9999)}`],
    ['a text that doubles', '#set($x = "xx")#foreach($i in [1..99])#set($x = "$x$x")#end'],
    [
      'a text that appends itself',
      '#set($x = "x")#foreach($i in [1..99])#set($x = $x.concat($x))#end',
    ],
    ['a list that doubles', '#foreach($i in [1..99])#set($ok = $l.addAll([$i]))$l.addAll($l)#end'],
    ['a range', '#set($x = [1..999999999])'],
    [
      'loops in loops',
      '#foreach($a in [1..999])#foreach($b in [1..999])#foreach($c in [1..999])$c#end#end#end',
    ],
    [
      'blocks that use blocks',
      `#define($x)x#end${'#define($y)$x$x#end#set($x = "$y$y$y$y$y$y$y$y")'.repeat(12)}$x`,
    ],
    ['a list that contains itself', '$l.add([])$l.get(0).add($l)$l'],
  ])('%s ends in a VtlError', (_name, template) => {
    expect(failureOf(template)).toBeInstanceOf(VtlError);
  });

  test('renders long chains of operators without using up the stack', () => {
    expect(renderText(`#set($x = 1${' + 1'.repeat(50_000)})$x`)).toBe('50001');
  });

  test('a random template gives a text or a VtlError', () => {
    const fragment = fc.constantFrom(
      ...[
        '#if(',
        '#set(',
        '#foreach(',
        '#end',
        '#else',
        '#elseif(',
        '#define(',
        '#macro(',
        '#stop',
      ],
      ...[
        '#break',
        '##',
        '#*',
        '*#',
        '#[[',
        ']]#',
        '#',
        '#x(',
        '\\',
        '$',
        '$!',
        `\${`,
        '}',
        '$x',
        '$l',
      ],
      ...[
        '.y',
        '.size()',
        '.add(',
        '.replaceAll(',
        '[',
        ']',
        '(',
        ')',
        '{',
        "'",
        '"',
        ',',
        ':',
        '=',
      ],
      ...[
        ' in ',
        ' ',
        '\n',
        '1',
        '2.5',
        '..',
        ' + ',
        ' - ',
        ' == ',
        ' && ',
        '!',
        'true',
        '$foreach',
      ],
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fragment, fc.string({ maxLength: 3 })), { maxLength: 60 }),
        (parts) => {
          try {
            expect(typeof renderText(parts.join(''), { x: { y: 'z' }, l: [1, 'a'] })).toBe(
              'string',
            );
          } catch (error) {
            expect(error).toBeInstanceOf(VtlError);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
