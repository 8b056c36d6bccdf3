import fc from 'fast-check';
import {
  compileSelectionExpression,
  type SelectionValues,
} from '../../../../toolbox/gateway/web-socket-api/selection-expression.ts';

const VALUES: SelectionValues = {
  body: '{"a":{"b":"x"},"n":7,"none":null,"list":["one"],"a-b":"hyphen"}',
  headers: { 'X-Api-Key': 'key' },
  querystring: { room: 'blue' },
  contextVariables: { connectionId: 'id', authorizer: { usageIdentifierKey: 'usage' } },
  stageVariables: { realm: 'own' },
  endpointResponse: {
    statusCode: 404,
    headers: [['Content-Type', 'text/plain']],
    body: '',
    selector: '404',
  },
};

const DG = 'DG "WebSocket selection expressions"';

describe('compileSelectionExpression', () => {
  test.each([
    { expression: '$request.body.a.b', key: 'x', source: DG },
    { expression: '${request.body.a.b}', key: 'x', source: DG },
    { expression: '$request.body.n', key: '7', source: `${DG}: text` },
    { expression: '$request.body.a', key: '{"b":"x"}', source: `${DG}: text` },
    { expression: '$request.body.list[0]', key: 'one', source: DG },
    { expression: '$request.body.a-b', key: 'hyphen', source: DG },
    { expression: '$request.body.none', key: '', source: DG },
    { expression: '$request.body.missing', key: '', source: `${DG}: a missing path becomes ""` },
    { expression: '${request.body.a.b}/${request.body.n}', key: 'x/7', source: DG },
    { expression: 'static', key: 'static', source: DG },
    { expression: '200', key: '200', source: DG },
    { expression: '\\$default', key: '$default', source: DG },
    { expression: '$default', key: '$default', source: DG },
    { expression: '\\$request.body.n', key: '$request.body.n', source: DG },
    { expression: '$request.header.x-api-key', key: 'key', source: DG },
    { expression: '$request.querystring.room', key: 'blue', source: DG },
    { expression: '$context.authorizer.usageIdentifierKey', key: 'usage', source: DG },
    { expression: '$context.connectionId', key: 'id', source: DG },
    { expression: '$stageVariables.realm', key: 'own', source: DG },
    { expression: '${integration.response.statuscode}', key: '404', source: DG },
    { expression: '${integration.response.header.content-type}', key: 'text/plain', source: DG },
    { expression: '${integration.response.multivalueheader.x}', key: '', source: DG },
  ])('$expression gives "$key" ($source)', ({ expression, key }) => {
    expect(compileSelectionExpression(expression)?.(VALUES)).toBe(key);
  });

  test.each(['$method.request.body', '${response.status}', '$input.body'])(
    'does not know %s',
    (expression) => {
      expect(compileSelectionExpression(expression)).toBeUndefined();
    },
  );

  test('reads whatever a client sends as data', () => {
    const select = compileSelectionExpression('$request.body.action');
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (body) => {
        expect(typeof select?.({ body, contextVariables: {}, stageVariables: {} })).toBe('string');
      }),
    );
  });
});
