import { renderMapping } from '../mapping-template-input.ts';

const ESCAPED = 'AIR test_velocity_style_escaping';
const ENDS = 'AIR test_multiline_dict_in_set_statement, test_new_lines_in_templates_are_permitted';

describe('strings, escapes and white space in a mapping template', () => {
  test.each([
    [
      'AIR test_string_literal_can_contain_embedded_escaped_newlines',
      '#set($x = "a\\nb")$x',
      'a\\nb',
    ],
    [
      'AIR test_string_literal_can_contain_embedded_escaped_newlines',
      "#set($x = 'a\\nb')$x",
      'a\\nb',
    ],
    ['AIR ..inner_double_double_quotes', '#set($x = "say ""hi""")$x', 'say "hi"'],
    ['Velocity 1.7 ASTStringLiteral', '#set($x = "\\u0041\\u00e9\\u00")$x', 'Aé\\u00'],
    ['Velocity 1.7 ASTStringLiteral', "#set($x = '\\u0041')$x", '\\u0041'],
    [ESCAPED, '#set($x = 1)\\$x', '$x'],
    [ESCAPED, '#set($x = 1)\\\\$x', '\\1'],
    [ESCAPED, '\\#if', '#if'],
    [ESCAPED, '\\# \\$ \\# ', '\\# \\$ \\# '],
    [ENDS, '#set($x = 1)  \n  a', '  a'],
    [ENDS, '#set($x = 1)\n\na', '\na'],
    [ENDS, '#if(true) \na\n#end \nb', 'a\nb'],
    [ENDS, '#if(false)\n#else \t\na#end', 'a'],
    [ENDS, '#foreach($i in [1, 2]) \n$i\n#end\n.', '1\n2\n.'],
    [ENDS, '#set($x = 1)  #set($y = 2)a', 'a'],
    [ENDS, '\n  #set($x = 1)\na', '\n  a'],
    ['AIR test_multi_line_comments_skipped', 'a ## b\nc', 'a c'],
    ['AIR test_multi_line_comments_skipped', 'a#* b\nc *#\nd', 'a\nd'],
    ['AIR test_preserves_unicode_strings', 'Grüße, 世界 😀', 'Grüße, 世界 😀'],
  ])('%s: %j', (_source, template, expected) => {
    expect(renderMapping(template)).toBe(expected);
  });

  test('AIR ..embedded_escaped_quotes: a backslash does not escape a quote', () => {
    expect(() => renderMapping('#set($x = "a\\"b")')).toThrow("expected an operator or ')'");
  });
});
