import {
  logFieldsOf,
  logTextOf,
  reportError,
  runtimeError,
} from '../../../toolbox/lambda/worker/function-error.ts';

class PetNotFound extends Error {}

describe('reportError', () => {
  test.each([
    { thrown: new TypeError('bad'), errorType: 'TypeError', errorMessage: 'bad' },
    { thrown: new PetNotFound('gone'), errorType: 'Error', errorMessage: 'gone' },
    {
      thrown: Object.assign(new Error('gone'), { name: 'PetNotFound' }),
      errorType: 'PetNotFound',
      errorMessage: 'gone',
    },
    { thrown: new Error('a\u007fb'), errorType: 'Error', errorMessage: 'a%7Fb' },
  ])('tells name, message and stack of $thrown.name', ({ thrown, errorType, errorMessage }) => {
    const report = reportError(thrown);

    expect(Object.entries(report)).toEqual([
      ['errorType', errorType],
      ['errorMessage', errorMessage],
      ['trace', thrown.stack?.replaceAll('\u007f', '%7F').split('\n')],
    ]);
  });

  test.each([
    { thrown: 'text', errorType: 'string', errorMessage: 'text' },
    { thrown: { a: 1 }, errorType: 'object', errorMessage: '[object Object]' },
    { thrown: undefined, errorType: 'undefined', errorMessage: 'undefined' },
    { thrown: Object.create(null), errorType: 'object', errorMessage: '[object Object]' },
  ])('tells the type of what is no error: $errorType', ({ thrown, errorType, errorMessage }) => {
    expect(reportError(thrown)).toEqual({ errorType, errorMessage, trace: [] });
  });
});

describe('logFieldsOf', () => {
  test('keeps the properties of an error, and its stack last', () => {
    const error = Object.assign(new Error('gone'), { code: 7 });

    expect(Object.keys(logFieldsOf(error, 'stack'))).toEqual([
      'errorType',
      'errorMessage',
      'code',
      'stack',
    ]);
  });
});

describe('logTextOf', () => {
  test('leaves out own properties that JSON cannot write', () => {
    const error = new Error('gone');
    const text = logTextOf(Object.assign(error, { itself: error }));

    expect(JSON.parse(text)).toEqual(reportError(error));
  });
});

describe('runtimeError', () => {
  test('writes its type once at the head of the stack', () => {
    const { stack } = runtimeError('Runtime.HandlerNotFound', 'app.handler is undefined');

    expect(stack?.split('\n')[0]).toBe('Runtime.HandlerNotFound: app.handler is undefined');
  });

  test('carries its type in name and stack, and the stack of its cause', () => {
    const cause = new SyntaxError('Unexpected end of input');
    const error = runtimeError('Runtime.UserCodeSyntaxError', String(cause), cause);

    expect(error.name).toBe('Runtime.UserCodeSyntaxError');
    expect(error.stack).toBe(`Runtime.UserCodeSyntaxError: ${cause.stack}`);
  });
});
