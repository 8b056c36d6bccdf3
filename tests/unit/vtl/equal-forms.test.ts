import fc from 'fast-check';
import type { JsonValue } from '../../../toolbox/shared/json.ts';
import { renderText } from './render-text.ts';

const NAME = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_]{0,5}$/);
const SCALAR = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
const VALUE: fc.Arbitrary<JsonValue> = fc.oneof(
  SCALAR,
  fc.array(SCALAR, { maxLength: 4 }),
  fc.dictionary(NAME, SCALAR, { maxKeys: 4 }),
);
/** Text that is the same in both kinds of quotes. */
const PLAIN_TEXT = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/["'$#\\]/g, '-'));
const OPERATORS = ['==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%', '&&', '||'];
const OPERAND = fc.constantFrom('$s', '$n', '$l', '$m', '$b', '$missing', "'5'", '5', '1.5');
const BLOCK = fc
  .array(
    fc.constantFrom('a', ' ', '\n', '\r\n', '\t', '$s', '$5', '\\$s', '## c\n', '#{if}($b)x#{end}'),
  )
  .map((parts) => parts.join(''));

const VARIABLES: Readonly<Record<string, JsonValue>> = {
  s: 'text',
  n: 7,
  l: [1, 'two', [3]],
  m: { k: 'v' },
  b: false,
};

describe('renderTemplate', () => {
  test('reads an entry of a map alike by property, index and get()', () => {
    fc.assert(
      fc.property(
        NAME,
        VALUE,
        fc.dictionary(NAME, VALUE, { maxKeys: 3 }),
        (name, value, others) => {
          const variables = { m: { ...others, [name]: value } };
          const byProperty = renderText(`[$m.${name}]`, variables);
          const forms = [`$m["${name}"]`, `$m['${name}']`, `$m.get("${name}")`, `\${m.${name}}`];

          for (const form of [...forms, `$!m.${name}`, `$!{m["${name}"]}`]) {
            expect(renderText(`[${form}]`, variables)).toBe(byProperty);
          }
        },
      ),
    );
  });

  test('prints a value alike on its own, in a literal, through #set and through #define', () => {
    fc.assert(
      fc.property(VALUE, (x) => {
        const printed = renderText('$x', { x });

        expect(renderText('#set($y = $x)$y', { x })).toBe(printed);
        expect(renderText('#set($y = "$x")$y', { x })).toBe(printed);
        expect(renderText('#define($y)$x#end$y', { x })).toBe(printed);
        expect(renderText('#foreach($y in [$x])$y#end', { x })).toBe(printed);
        expect(renderText('#if(true)$x#end', { x })).toBe(printed);
      }),
    );
  });

  test('prints plain text alike in either quotes and in the template', () => {
    fc.assert(
      fc.property(PLAIN_TEXT, (text) => {
        expect(renderText(`#set($x = "${text}")$x.`)).toBe(`${text}.`);
        expect(renderText(`#set($x = '${text}')$x.`)).toBe(`${text}.`);
        expect(renderText(`${text}.`)).toBe(`${text}.`);
      }),
    );
  });

  test('reads doubled quotes as the quotes themselves', () => {
    fc.assert(
      fc.property(PLAIN_TEXT, PLAIN_TEXT, (before, after) => {
        expect(renderText(`#set($x = "${before}""${after}")$x`)).toBe(`${before}"${after}`);
        expect(renderText(`#set($x = '${before}''${after}')$x`)).toBe(`${before}'${after}`);
      }),
    );
  });

  test('calculates alike at once and with the operands in variables', () => {
    fc.assert(
      fc.property(OPERAND, fc.constantFrom(...OPERATORS), OPERAND, (left, operator, right) => {
        const steps = `#set($left = ${left})#set($right = ${right})`;
        const atOnce = renderText(`#set($x = ${left} ${operator} ${right})[$x]`, VARIABLES);

        expect(renderText(`${steps}#set($x = $left ${operator} $right)[$x]`, VARIABLES)).toBe(
          atOnce,
        );
        expect(renderText(`#set($x = (${left}) ${operator} (${right}))[$x]`, VARIABLES)).toBe(
          atOnce,
        );
      }),
    );
  });

  test('takes the other branch of a condition that is negated', () => {
    fc.assert(
      fc.property(OPERAND, fc.constantFrom('==', '<', '>='), OPERAND, (left, operator, right) => {
        const condition = `${left} ${operator} ${right}`;
        const plain = renderText(`#if(${condition})yes#{else}no#end`, VARIABLES);

        expect(renderText(`#if(!(${condition}))no#{else}yes#end`, VARIABLES)).toBe(plain);
        expect(renderText(`#if(false)#elseif(${condition})yes#{else}no#end`, VARIABLES)).toBe(
          plain,
        );
      }),
    );
  });

  test('renders a block alike in braced directives', () => {
    fc.assert(
      fc.property(BLOCK, BLOCK, (first, second) => {
        const plain = `#foreach($i in [1, 2])${first}#if($i == 2)${second}#end#end.`;
        const braced = `#{foreach}($i in [1, 2])${first}#{if}($i == 2)${second}#{end}#{end}.`;

        expect(renderText(braced, VARIABLES)).toBe(renderText(plain, VARIABLES));
      }),
    );
  });
});
