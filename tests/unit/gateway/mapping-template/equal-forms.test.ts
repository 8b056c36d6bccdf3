import fc from 'fast-check';
import { renderMapping } from '../mapping-template-input.ts';

const NAME = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_]{0,5}$/);

function expectEqual(forms: readonly string[], body: string): void {
  const [first, ...others] = forms.map((form) => renderMapping(`[${form}]`, { body }));
  for (const other of others) expect(other).toBe(first);
}

describe('renderMappingTemplate', () => {
  test('reads a member of the body alike by path, by property and out of parseJson', () => {
    fc.assert(
      fc.property(NAME, fc.jsonValue(), (name, value) => {
        const forms = [
          `$input.path('$.${name}')`,
          `$input.path("$.${name}")`,
          `$input.path("$['${name}']")`,
          `$input.path('$').${name}`,
          `$input.path('$')["${name}"]`,
          `$util.parseJson($input.body).${name}`,
          `$util.parseJson($input.json('$')).${name}`,
          `#set($body = $input.path('$'))$body.get('${name}')`,
        ];

        expectEqual(forms, JSON.stringify({ [name]: value }));
      }),
    );
  });

  test('gives as JSON what parseJson reads back', () => {
    fc.assert(
      fc.property(NAME, fc.jsonValue(), (name, value) => {
        const body = JSON.stringify({ [name]: value });
        const json = renderMapping(`$input.json('$.${name}')`, { body });

        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(value)));
        expectEqual(
          [`$input.path('$.${name}')`, `$util.parseJson($input.json('$.${name}'))`],
          body,
        );
      }),
    );
  });

  test('decodes what it encodes, and its escapes are those of JSON once apostrophes lose theirs', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const body = JSON.stringify({ text });
        const path = "$input.path('$.text')";
        const escaped = `"$util.escapeJavaScript(${path}).replaceAll("\\\\'", "'")"`;

        expectEqual(
          [
            path,
            `$util.urlDecode($util.urlEncode(${path}))`,
            `$util.base64Decode($util.base64Encode(${path}))`,
          ],
          body,
        );
        expect(JSON.parse(renderMapping(escaped, { body }))).toBe(text);
      }),
    );
  });
});
