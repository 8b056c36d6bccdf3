import { renderMapping } from '../mapping-template-input.ts';

const FORMATTING = 'LS test_input_body_formatting';
const PATHS = 'LS test_input_path_template_formatting';
const CONSOLE = 'LS-unit test_template_mapping';
const REFERENCE = 'DG "API Gateway mapping template and access logging variable reference"';

describe('$input', () => {
  test.each([
    [FORMATTING, '$input.body', '', '{}'],
    [FORMATTING, '$util.urlEncode($input.body)', '', '%7B%7D'],
    [FORMATTING, '$input.body', 'plain text', 'plain text'],
    [FORMATTING, '$input.body', ' {"a" : 1} ', ' {"a" : 1} '],
    [FORMATTING, '[$input.body.a]', '{"a": 1}', '[]'],
    [FORMATTING, '$input.body$input.params("x")', 'no { JSON', 'no { JSON'],
    [CONSOLE, "$input.json('$.a')", '{"a": "text"}', '"text"'],
    [CONSOLE, "$input.json('$.a')", '{"a": {"b": [1, true, null]}}', '{"b":[1,true,null]}'],
    [CONSOLE, "$input.json('$.x')", '{"a": 1}', '""'],
    [CONSOLE, "$input.json('$.x')", 'no JSON', '""'],
    [CONSOLE, "$input.json('$.x')", '"text"', '""'],
    [CONSOLE, "[$input.json('$.a').b]", '{"a": {"b": 1}}', '[]'],
    [PATHS, "$input.path('$.a.b')", '{"a": {"b": 1}}', '1'],
    [PATHS, "$input.path('$.a').b", '{"a": {"b": 1}}', '1'],
    [PATHS, "[$input.path('$.x')]", '{"a": 1}', '[]'],
    [PATHS, "[$input.path('$.x')]", '', '[]'],
    [PATHS, "[$input.path('$.x')]", 'no JSON', '[]'],
    ['LS test_apigateway_to_kinesis', '#set($i = 1)$input.path("$.l[${i}]")', '{"l": [5, 6]}', '6'],
    [REFERENCE, "$input.path('$.l[?(@.n > 1)].n')", '{"l": [{"n": 1}, {"n": 2}]}', '[2]'],
    [REFERENCE, "$input.json('$.l[*].n')", '{"l": [{"n": 1}, {"n": 2}]}', '[1,2]'],
    [REFERENCE, "$input.json('$..n')", '{"l": [{"n": 1}], "n": 2}', '[2,1]'],
    [REFERENCE, "$input.json('$.l[-1:]')", '{"l": [1, 2, 3]}', '[3]'],
    [REFERENCE, "$input.json('$.l[0,2]')", '{"l": [1, 2, 3]}', '[1,3]'],
    [REFERENCE, "$input.json('$.l.length()')", '{"l": [1, 2, 3]}', '3'],
    [REFERENCE, '$input.json("$[\'a b\']")', '{"a b": 1}', '1'],
    [REFERENCE, "$input.json('$.@id')", '{"@id": 1}', '1'],
    [REFERENCE, "$input.json('$.l[?(@ =~ /a++./i)]')", '{"l": ["AB", "b"]}', '["AB"]'],
  ])('%s: %s of %j', (_source, template, body, expected) => {
    expect(renderMapping(template, { body })).toBe(expected);
  });

  test.each([
    [REFERENCE, "$input.params('a')", 'path'],
    [REFERENCE, "$input.params('b')", 'query'],
    [REFERENCE, "$input.params('c')", 'header'],
    [REFERENCE, "[$input.params('d')]", '[]'],
    [REFERENCE, '$input.params().keySet()', '[path, querystring, header]'],
    [REFERENCE, "$input.params().get('header').get('c')", 'header'],
    [REFERENCE, '$input.params().querystring.b', 'query'],
    ['DG "Amazon API Gateway quotas and important notes"', "[$input.params('C')]", '[]'],
  ])('%s: %s', (_source, template, expected) => {
    const params = {
      path: { a: 'path' },
      querystring: { a: 'query', b: 'query' },
      header: { a: 'header', b: 'header', c: 'header' },
    };

    expect(renderMapping(template, { params })).toBe(expected);
  });

  test('a JSONPath that is wrong is named with its place in the template', () => {
    expect(() => renderMapping("$input.path('$.l[?(@ =~ /(/)]')", { body: '{}' })).toThrow(
      "wrong JSONPath: a group is never closed: add ')'",
    );
  });
});
