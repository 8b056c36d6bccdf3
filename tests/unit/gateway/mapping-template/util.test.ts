import { renderMapping } from '../mapping-template-input.ts';

const REFERENCE = 'DG "API Gateway mapping template and access logging variable reference"';
const LANG = 'StringEscapeUtils.escapeJavaScript (Apache Commons Lang 2)';
const URL_ENCODER = 'java.net.URLEncoder (Java SE API)';
const FORMATTING = 'LS test_input_body_formatting';

describe('$util', () => {
  test.each([
    [REFERENCE, '$util.escapeJavaScript($input.body)', 'say "hi" \\', 'say \\"hi\\" \\\\'],
    [REFERENCE, '$util.escapeJavaScript($input.body)', "it's", "it\\'s"],
    ['issue podaac/hydrocron#64', '$util.escapeJavaScript($input.body)', 'a/b', 'a\\/b'],
    [LANG, '$util.escapeJavaScript($input.body)', '\t\n\r\f\b\u0001', '\\t\\n\\r\\f\\b\\u0001'],
    [LANG, '$util.escapeJavaScript($input.body)', 'é😀', '\\u00E9\\uD83D\\uDE00'],
    [REFERENCE, '$util.escapeJavaScript($input.body).replaceAll("\\\\\'", "\'")', "it's", "it's"],
    [REFERENCE, '$util.escapeJavaScript($input.body).replaceAll("\\\'", "\'")', "it's", "it\\'s"],
    [REFERENCE, '$util.parseJson($input.body).a[0].b', '{"a": [{"b": 5}]}', '5'],
    [REFERENCE, '$util.urlEncode($input.body)', 'a b&c', 'a+b%26c'],
    [URL_ENCODER, '$util.urlEncode($input.body)', "*-._~!'()é", '*-._%7E%21%27%28%29%C3%A9'],
    [REFERENCE, '$util.urlDecode($input.body)', 'a+b%26c%C3%A9', 'a b&cé'],
    [REFERENCE, '$util.base64Encode($input.body)', 'Grüße', 'R3LDvMOfZQ=='],
    [REFERENCE, '$util.base64Decode($input.body)', 'R3LDvMOfZQ==', 'Grüße'],
    [FORMATTING, '[$util.escapeJavaScript($x)]', '', '[]'],
    [FORMATTING, '[$util.urlEncode($x)$util.urlDecode($x)]', '', '[]'],
    [FORMATTING, '[$util.base64Encode($x)$util.base64Decode($x)]', '', '[]'],
    ['Local runtime: no JSON reads as empty', '[$util.parseJson($input.body)]', '{"a":', '[]'],
    [
      'Local runtime: other characters are skipped',
      '$util.base64Decode($input.body)',
      '*R3\n',
      'G',
    ],
    ['AWS AppSync has it, API Gateway not', '[$util.toJson($input.body)$util.qr(1)]', '{}', '[]'],
  ])('%s: %s of %j', (_source, template, body, expected) => {
    expect(renderMapping(template, { body })).toBe(expected);
  });

  test.each(['%', 'a%2', '%zz'])(
    'java.net.URLDecoder (Java SE API): urlDecode refuses %s',
    (body) => {
      expect(() => renderMapping('$util.urlDecode($input.body)', { body })).toThrow(
        'IllegalArgumentException',
      );
    },
  );
});
