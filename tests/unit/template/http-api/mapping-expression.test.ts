import fc from 'fast-check';
import { parseMappingExpression } from '../../../../toolbox/template/http-api/mapping-expression.ts';

// DG "Transforming API requests and responses"
describe('parseMappingExpression', () => {
  test.each([
    ['fixed text', ['fixed text']],
    ['', []],
    ['a $5 bill', ['a $5 bill']],
    ['$request.header.X-Note', [{ source: 'header', name: 'X-Note' }]],
    ['$request.querystring.q', [{ source: 'querystring', name: 'q' }]],
    ['$request.path', [{ source: 'path', name: '' }]],
    ['$request.path.id', [{ source: 'pathParameter', name: 'id' }]],
    ['$request.body', [{ source: 'body', name: '' }]],
    ['$request.body.a[0].b', [{ source: 'body', name: '$.a[0].b' }]],
    ['$request.body[0]', [{ source: 'body', name: '$[0]' }]],
    ['$context.identity.sourceIp', [{ source: 'context', name: 'identity.sourceIp' }]],
    ['$stageVariables.a', [{ source: 'stageVariables', name: 'a' }]],
    [
      '{"a": "${request.path.id}-${context.stage}"}',
      [
        '{"a": "',
        { source: 'pathParameter', name: 'id' },
        '-',
        { source: 'context', name: 'stage' },
        '"}',
      ],
    ],
  ])('reads %s of a request', (text, expression) => {
    expect(parseMappingExpression(text, 'request')).toEqual(expression);
  });

  test.each([
    ['$response.header.X-Note', [{ source: 'header', name: 'X-Note' }]],
    ['$response.body.a', [{ source: 'body', name: '$.a' }]],
    ['$context.routeKey', [{ source: 'context', name: 'routeKey' }]],
  ])('reads %s of a response', (text, expression) => {
    expect(parseMappingExpression(text, 'response')).toEqual(expression);
  });

  test.each([
    ['$request.body..a', 'request'],
    ['$request.body[?(@.a)]', 'request'],
    ['$request.header', 'request'],
    ['$request.querystring', 'request'],
    ['$request.cookie.a', 'request'],
    ['$method.request.header.a', 'request'],
    ['$request.header.a', 'response'],
    ['$response.header.a', 'request'],
    ['$response.path', 'response'],
    ['$context', 'request'],
    ['$foo', 'request'],
    ['a ${foo} b', 'request'],
    ['${$request.path}', 'request'],
    ['$request.constructor', 'request'],
  ] as const)('refuses %s of a %s', (text, origin) => {
    expect(parseMappingExpression(text, origin)).toBeUndefined();
  });

  test('gives back any text without a dollar sign', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('$')),
        (text) => {
          expect((parseMappingExpression(text, 'request') ?? []).join('')).toBe(text);
        },
      ),
    );
  });

  test('takes any text without a fault', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        parseMappingExpression(`\${request.body.${text}}$`, 'request');
      }),
    );
  });
});
