import { parseHandlerString } from '../../../toolbox/shared/handler-string.ts';

describe('parseHandlerString', () => {
  test.each([
    { text: 'index.handler', directory: '', moduleName: 'index', exportPath: ['handler'] },
    { text: 'src/app.get', directory: 'src/', moduleName: 'app', exportPath: ['get'] },
    { text: 'index.a.b', directory: '', moduleName: 'index', exportPath: ['a', 'b'] },
    { text: '/opt/app.get', directory: '/opt/', moduleName: 'app', exportPath: ['get'] },
    { text: 'v1.2/app.get', directory: 'v1.2/', moduleName: 'app', exportPath: ['get'] },
  ])('splits $text', ({ text, ...parts }) => {
    expect(parseHandlerString(text)).toEqual(parts);
  });

  test('has no parts without a dot', () => {
    expect(parseHandlerString('src/index')).toBeUndefined();
  });
});
