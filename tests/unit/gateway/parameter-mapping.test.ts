import { compileMappingSource } from '../../../toolbox/gateway/parameter-mapping.ts';

const VALUES = {
  contextVariables: { requestId: 'id-1', identity: { sourceIp: '1.2.3.4' }, none: null },
  stageVariables: { table: 'orders' },
  header: (name: string) => (name === 'X-Order' ? '7' : undefined),
  querystring: { page: '2' },
  allHeaders: (name: string) => (name === 'X-Order' ? ['6', '7'] : []),
  allQuerystring: (name: string) => (name === 'page' ? ['2'] : []),
  path: { id: 'a b' },
  body: () => '{"order":{"lines":[{"sku":"x"},{"sku":"y"}],"total":1.50,"note":""}}',
};

describe('compileMappingSource', () => {
  test.each([
    { source: "'a, b'", value: 'a, b' },
    { source: "''", value: undefined },
    { source: 'context.requestId', value: 'id-1' },
    { source: 'context.identity.sourceIp', value: '1.2.3.4' },
    { source: 'context.none', value: undefined },
    { source: 'context.constructor', value: undefined },
    { source: 'stageVariables.table', value: 'orders' },
    { source: 'stageVariables.toString', value: undefined },
    { source: 'method.request.header.X-Order', value: '7' },
    { source: 'method.request.header.x-order', value: undefined },
    { source: 'method.request.multivalueheader.X-Order', value: ['6', '7'] },
    { source: 'method.request.multivalueheader.x-order', value: undefined },
    { source: 'method.request.querystring.page', value: '2' },
    { source: 'method.request.multivaluequerystring.page', value: '2' },
    { source: 'method.request.path.id', value: 'a b' },
    { source: 'method.request.body', value: VALUES.body() },
    { source: 'method.request.body.order.lines[1].sku', value: 'y' },
    { source: 'method.request.body.order.total', value: '1.50' },
    { source: 'method.request.body.order.lines[0]', value: '{"sku":"x"}' },
    { source: 'method.request.body.order.note', value: undefined },
    { source: 'method.request.body.missing', value: undefined },
  ])('reads $source', ({ source, value }) => {
    expect(compileMappingSource(source, 'method.request')?.(VALUES)).toEqual(value);
  });

  test.each([
    'integration.response.header.X',
    'static without quotes',
    'method.request.cookie.x',
    'method.request.body.[[',
  ])('knows no source %s', (source) => {
    expect(compileMappingSource(source, 'method.request')).toBeUndefined();
  });

  test.each([
    { name: 'no JSON', body: '{"order"' },
    { name: 'a number', body: '12' },
    { name: 'empty', body: '' },
  ])('finds nothing in a body that is $name', ({ body }) => {
    const source = compileMappingSource('integration.response.body.order', 'integration.response');

    expect(source?.({ ...VALUES, body: () => body })).toBeUndefined();
  });
});
