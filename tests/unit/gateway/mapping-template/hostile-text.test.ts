import fc from 'fast-check';
import { VtlError } from '../../../../toolbox/vtl/vtl-error.ts';
import { renderMapping } from '../mapping-template-input.ts';

const START_EXECUTION = `{
  "input": "$util.escapeJavaScript($input.body).replaceAll("\\\\'", "'")",
  "name": "$util.escapeJavaScript($input.params('name')).replaceAll("\\\\'", "'")"
}`;

/** Renders, and counts a failure of the template as an answer. */
function answered(template: string, body: string): string {
  try {
    return renderMapping(template, { body });
  } catch (error) {
    expect(error).toBeInstanceOf(VtlError);
    return '';
  }
}

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          '$input.body',
          '$context',
          '${x',
          '#set($x = 1)',
          '#if(',
          '#end',
          '#stop',
          '#foreach($i in [1..9])',
        ],
        ...[
          '##',
          '#*',
          '#[[',
          '\\',
          '"',
          "'",
          '{{',
          '\u0000',
          '\u2028',
          '\ud800',
          '__proto__',
          '$util.parseJson("',
        ],
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

describe('text of a request in a mapping template', () => {
  test('is data, never template', () => {
    fc.assert(
      fc.property(hostile, hostile, (body, name) => {
        const params = { path: { name }, querystring: {}, header: {} };
        const rendered = JSON.parse(renderMapping(START_EXECUTION, { body, params }));

        expect(rendered).toEqual({ input: body === '' ? '{}' : body, name });
      }),
    );
  });

  test('gives a text or a VtlError wherever a template uses it', () => {
    const templates = [
      '$input.path($input.body)',
      '$input.json($input.body)',
      '$input.body.replaceAll($input.body, $input.body)',
      '$input.body.split($input.body)',
      '$input.body.matches($input.body)',
      '$input.body.format($input.body, 1, "a", 2.5)',
      '$util.urlDecode($input.body)$util.base64Decode($input.body)',
      '$util.parseJson($input.body).keySet()',
      '#set($m = {})$m.put($input.body, 1)$m.get($input.body)$m',
      '#set($x = 1)$x.parseInt($input.body)',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...templates), hostile, (template, body) => {
        expect(typeof answered(template, body)).toBe('string');
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['$input.body.replaceAll("(a+)+$", "")', `${'a'.repeat(200_000)}!`],
    ['$input.body.matches("(a|a)*")', `${'a'.repeat(200_000)}!`],
    ['$input.body.split("(\\s*)*,")', ' '.repeat(200_000)],
    ['#foreach($i in [1..1000])$input.body.matches("(\\w+\\s?)+!")#end', 'word '.repeat(5_000)],
    ["$input.path('$[?(@ =~ /(a+)+/)]')", JSON.stringify(Array(50).fill(`${'a'.repeat(5_000)}!`))],
    ["#foreach($i in [1..1000])$input.path('$..x')#end", JSON.stringify(Array(200_000).fill(1))],
    ["$input.path('$[?(@ in $)]')", JSON.stringify(Array.from({ length: 20_000 }, (_, n) => n))],
    ['#foreach($i in [1..1000])$input.body.replaceAll("", $input.body)#end', 'x'.repeat(9_000)],
    ['#foreach($i in [1..1000])$util.base64Encode($input.body)#end', 'x'.repeat(9_000_000)],
    ["#foreach($i in [1..1000])#set($x = $input.body.contains('y'))#end", 'x'.repeat(9_000_000)],
    ["$input.path('$')", '['.repeat(1_000_000) + ']'.repeat(1_000_000)],
    ["$input.path('$')", '{"a":'.repeat(500_000)],
    [
      "$input.path('$').equals($util.parseJson($input.body))",
      '['.repeat(200_000) + ']'.repeat(200_000),
    ],
  ])('comes to an end: %s', (template, body) => {
    answered(template, body);
  });

  test('names the regular expression that takes too long', () => {
    expect(() =>
      renderMapping('ab $input.body.matches("(a+)+b")', { body: 'a'.repeat(99) }),
    ).toThrow(
      expect.objectContaining({
        name: 'VtlError',
        offset: 14,
        message: expect.stringContaining('the regular expression takes too many steps'),
      }),
    );
  });

  test('carries a body of 10 MB', () => {
    const body = JSON.stringify({ text: `it's "fine" `.repeat(800_000) });

    expect(JSON.parse(renderMapping(START_EXECUTION, { body })).input).toBe(body);
  });
});
