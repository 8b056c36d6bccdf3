import fc from 'fast-check';
import { VtlError } from '../../../toolbox/vtl/vtl-error.ts';
import { aMappingTemplateInput, renderMapping } from './mapping-template-input.ts';

const ORDER =
  '{"id": 7, "total": 1.50, "big": 9007199254740993, "customer": {"name": "O\'Neil", "tags": ["a/b", null]}, "gift": null}';

describe('$input.body', () => {
  test.each([
    ['some text', 'some text'],
    [' {"a": 1.0} ', ' {"a": 1.0} '],
    ['', '{}'],
    [null, '{}'],
  ])('of %j is %j', (body, expected) => {
    expect(renderMapping('$input.body', { body })).toBe(expected);
  });

  test('is a text without properties', () => {
    expect(renderMapping('[$input.body.id]', { body: ORDER })).toBe('[]');
    expect(renderMapping('$input.body.length()', { body: 'four' })).toBe('4');
  });
});

describe('$input.json', () => {
  test.each([
    [
      '$',
      '{"id":7,"total":1.50,"big":9007199254740993,"customer":{"name":"O\'Neil","tags":["a/b",null]},"gift":null}',
    ],
    ['$.id', '7'],
    ['$.total', '1.50'],
    ['$.big', '9007199254740993'],
    ['$.customer.name', '"O\'Neil"'],
    ['$.customer.tags', '["a/b",null]'],
    ["$['customer']['tags'][0]", '"a/b"'],
    ['$.gift', 'null'],
    ['$.missing', '""'],
    ['$.customer.tags[9]', '""'],
    ['$.customer.tags[*]', '["a/b",null]'],
    ['$..name', '["O\'Neil"]'],
    ['customer.name', '"O\'Neil"'],
    ['$.customer.tags.length()', '2'],
  ])('%s gives %s', (path, expected) => {
    expect(
      renderMapping('$input.json($stageVariables.path)', {
        body: ORDER,
        stageVariables: { path },
      }),
    ).toBe(expected);
  });

  test.each([
    ['', '{}'],
    ['a=1&b=', '"a=1&b="'],
    [' no JSON\n', '"no JSON"'],
    ['{"a":', '""'],
    ['"text', '""'],
    [' ', '""'],
    ['"text"', '"text"'],
    ['5', '5'],
    ['[1]', '[1]'],
  ])('of the whole body %j is %s', (body, expected) => {
    expect(renderMapping("$input.json('$')", { body })).toBe(expected);
  });

  test('is a text, so that it has no properties', () => {
    expect(renderMapping("[$input.json('$').id]", { body: ORDER })).toBe('[]');
  });
});

describe('$input.path', () => {
  test.each([
    ["$input.path('$.id')", '7'],
    ["$input.path('$.total')", '1.5'],
    ["$input.path('$.customer.name')", "O'Neil"],
    ["$input.path('$.customer').name", "O'Neil"],
    ["$input.path('$.customer.tags')", '["a/b",null]'],
    ["$input.path('$.customer')", '{name=O\'Neil, tags=["a/b",null]}'],
    ["$input.path('$.customer.tags').size()", '2'],
    ["$input.path('$').customer.tags[0]", 'a/b'],
    ['$input.path("$.customer[\'name\']")', "O'Neil"],
    ["[$input.path('$.gift')]", '[]'],
    ["[$input.path('$.missing')]", '[]'],
    ["[$input.path('$.missing').deeper]", '[]'],
    ["#if($input.path('$.missing') == '')empty#end", 'empty'],
    ["#if($input.path('$.id') > 6)more#end", 'more'],
    ["#set($n = $input.path('$.id') + 1)$n", '8'],
  ])('%s prints %s', (template, expected) => {
    expect(renderMapping(template, { body: ORDER })).toBe(expected);
  });

  test('of a form is its text', () => {
    const template =
      "#foreach($pair in $input.path('$').split('&'))[$util.urlDecode($pair.split('=')[1])]#end";
    expect(renderMapping(template, { body: 'a=1+2&b=%26' })).toBe('[1 2][&]');
  });

  test.each(['', 'no JSON'])('of the body %j finds nothing', (body) => {
    expect(renderMapping("[$input.path('$.a')]", { body })).toBe('[]');
  });

  test('of a wrong path fails with its place in the template', () => {
    expect(() => renderMapping("ab $input.path('$.a[')", { body: ORDER })).toThrow(
      expect.objectContaining({
        name: 'VtlError',
        offset: 9,
        message: expect.stringContaining("found the end of the path at position 4 of '$.a['"),
      }),
    );
  });
});

describe('$input.params', () => {
  const params = {
    path: { id: 'path' },
    querystring: { id: 'query', q: 'query' },
    header: { id: 'header', q: 'header', 'X-Request-Id': 'header' },
  };

  test.each([
    ["$input.params('id')", 'path'],
    ["$input.params('q')", 'query'],
    ["$input.params('X-Request-Id')", 'header'],
    ["[$input.params('x-request-id')]", '[]'],
    ["[$input.params('toString')]", '[]'],
    ["$input.params().header.get('q')", 'header'],
    ["$input.params().header['X-Request-Id']", 'header'],
    ['$input.params().header.X-Request-Id', 'header'],
    ['$input.params().keySet()', '[path, querystring, header]'],
    ['$input.params().querystring', '{id=query, q=query}'],
    ["$input.params().path.put('id', 'new')$input.params('id')", 'pathpath'],
  ])('%s prints %s', (template, expected) => {
    expect(renderMapping(template, { params })).toBe(expected);
  });
});

describe('$stageVariables', () => {
  test.each([
    ['$stageVariables.table', 'orders'],
    ["$stageVariables['table']", 'orders'],
    [`\${stageVariables['table']}_x`, 'orders_x'],
    ["$stageVariables.get('table')", 'orders'],
    ['[$stageVariables.missing]', '[]'],
  ])('%s prints %s', (template, expected) => {
    expect(renderMapping(template, { stageVariables: { table: 'orders' } })).toBe(expected);
  });

  test('that a template changes are the same for the next one', () => {
    const stageVariables = { table: 'orders' };

    renderMapping("#set($stageVariables.table = 'x')", { stageVariables });

    expect(stageVariables).toEqual({ table: 'orders' });
  });
});

describe('$context', () => {
  const context = {
    requestId: 'r-1',
    requestTimeEpoch: 1747753652000,
    identity: { sourceIp: '192.0.2.1', user: null },
    authorizer: { claims: { sub: 's-1', 'cognito:username': 'ann' }, level: '3' },
  };

  test.each([
    ['$context.requestId', 'r-1'],
    ['$context.requestTimeEpoch', '1747753652000'],
    ['$context.identity.sourceIp', '192.0.2.1'],
    ['[$context.identity.user$context.identity.missing$context.missing.deeper]', '[]'],
    ['[$context$context.identity$context.authorizer.claims$context.requestOverride]', '[]'],
    ["$context.get('requestId')", 'r-1'],
    ["[$context.get('identity')]", '[]'],
    ["$context.get('identity').get('sourceIp')", '192.0.2.1'],
    ['$context.identity.keySet()', '[sourceIp, user]'],
    [
      '$context.keySet()',
      '[requestId, requestTimeEpoch, identity, authorizer, requestOverride, responseOverride]',
    ],
    ['$context.authorizer.claims.sub', 's-1'],
    ["$context.authorizer.claims['cognito:username']", 'ann'],
    ['#foreach($c in $context.authorizer.claims)$c;#end', 's-1;ann;'],
    ['#foreach($c in $context.missing)$c;#end', ''],
    ["#set($context.requestId = 'x')$context.requestId", 'r-1'],
  ])('%s prints %s', (template, expected) => {
    expect(renderMapping(template, { context })).toBe(expected);
  });

  test('collects the overrides', () => {
    const input = aMappingTemplateInput();

    const text = renderMapping(
      "#set($context.requestOverride.header.X-A = 'a')" +
        '#set($context.requestOverride.header["x.b"] = [\'b\', 1])' +
        "#set($context.requestOverride.path.id = '7')" +
        '#set($context.requestOverride.querystring.q = $missing)' +
        '#set($context.responseOverride.status = 201)' +
        "#set($context.responseOverride.other = {'k': 'v'})" +
        '$context.responseOverride.status $context.requestOverride.header.get("X-A")',
      input,
    );

    expect(text).toBe('201 a');
    expect(input.requestOverride).toEqual({
      header: { 'X-A': 'a', 'x.b': ['b', 1] },
      path: { id: '7' },
      querystring: { q: '' },
    });
    expect(input.responseOverride['status']).toBe(201);
    expect(JSON.stringify(input.responseOverride['other'])).toBe('{"k":"v"}');
  });

  test('gives what the request template put into an override to the response template', () => {
    const input = aMappingTemplateInput();

    renderMapping("#set($context.requestOverride.path.note = 'kept')", input);

    expect(renderMapping('$context.requestOverride.path.note', input)).toBe('kept');
  });
});

describe('$util', () => {
  test.each([
    ['$util.parseJson(\'{"a": [1, {"b": 2}]}\').a[1].b', '2'],
    ["$util.parseJson('[1, 2.0]')", '[1,2.0]'],
    ["[$util.parseJson('no JSON')$util.parseJson('')]", '[]'],
    ["$util.urlEncode('a b+c&d=é/~*')", 'a+b%2Bc%26d%3D%C3%A9%2F%7E*'],
    ['$util.urlEncode("!\'()-._")', '%21%27%28%29-._'],
    ["$util.urlDecode('a+b%2Bc%C3%A9')", 'a b+cé'],
    ["$util.base64Encode('Zürich')", 'WsO8cmljaA=='],
    ["$util.base64Decode('WsO8cmljaA==')", 'Zürich'],
    [
      '[$util.escapeJavaScript($missing)$util.base64Encode($missing)$util.urlEncode($missing)]',
      '[]',
    ],
    ['$util.escapeJavaScript(5)', '5'],
    ["[$util.toJson('x')$util.missing]", '[]'],
  ])('%s prints %s', (template, expected) => {
    expect(renderMapping(template)).toBe(expected);
  });

  test('urlDecode of a broken escape fails as in Java', () => {
    expect(() => renderMapping("$util.urlDecode('5%')")).toThrow(VtlError);
  });

  test('urlEncode writes a lone surrogate as Java does', () => {
    expect(renderMapping('$util.urlEncode($input.body)', { body: 'a\ud800b' })).toBe('a%3Fb');
  });
});

describe('$util.escapeJavaScript', () => {
  test.each([
    ['a "b"', 'a \\"b\\"'],
    ["it's", "it\\'s"],
    ['a/b\\c', 'a\\/b\\\\c'],
    ['\b\t\n\f\r', '\\b\\t\\n\\f\\r'],
    ['\u0001\u001f\u007f', '\\u0001\\u001F\u007f'],
    ['é€😀', '\\u00E9\\u20AC\\uD83D\\uDE00'],
    ['\u2028', '\\u2028'],
  ])('%j is escaped as %s', (body, expected) => {
    expect(renderMapping('$util.escapeJavaScript($input.body)', { body })).toBe(expected);
  });

  const REPAIRED = `{"input": "$util.escapeJavaScript($input.body).replaceAll("\\\\'", "'")"}`;

  test('with the repair of apostrophes carries any body through a JSON string', () => {
    const awkward = fc.constantFrom(
      "'",
      '"',
      '\\',
      "\\'",
      '\n',
      '$x',
      '#end',
      '\u2028',
      '\u0000',
      '😀',
    );
    const body = fc
      .array(fc.oneof(awkward, fc.string({ unit: 'binary' })))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(body, (text) => {
        const rendered = JSON.parse(renderMapping(REPAIRED, { body: text }));

        expect(rendered).toEqual({ input: text === '' ? '{}' : text });
      }),
    );
  });

  test('without the repair breaks the JSON at an apostrophe', () => {
    const rendered = renderMapping('{"input": "$util.escapeJavaScript($input.body)"}', {
      body: "it's",
    });

    expect(() => JSON.parse(rendered)).toThrow(SyntaxError);
  });

  test('with the repair takes time in proportion to the body', () => {
    const body = JSON.stringify(
      Array.from({ length: 12_000 }, (_, id) => ({ id, text: `it's "é"` })),
    );

    const rendered = JSON.parse(renderMapping(REPAIRED, { body }));

    expect(rendered.input).toBe(body);
  });
});
