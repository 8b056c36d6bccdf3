import { unknownFunctions } from '../../../toolbox/lambda/unknown-functions.ts';
import { aFunction, IDENTITY } from './a-function.ts';

const POSITION = { file: 'template.yaml', line: 1, column: 1 };

function unknown(...names: string[]): string[] {
  const uses = names.map((functionName) => ({ functionName, position: POSITION }));
  return unknownFunctions(uses, [aFunction('Known')], IDENTITY).map(
    ({ message }) => message.split(' ')[0] as string,
  );
}

describe('unknownFunctions', () => {
  test.each([
    'Known',
    'Known:live',
    'arn:aws:lambda:us-east-1:123456789012:function:Known',
    'arn:aws:lambda:us-east-1:123456789012:function:Known:live',
    'no function name!',
  ])('says nothing of %s', (name) => {
    expect(unknown(name)).toEqual([]);
  });

  test.each([
    'Other',
    'arn:aws:lambda:us-west-2:123456789012:function:Known',
    'arn:aws:lambda:us-east-1:111122223333:function:Known',
  ])('names %s once', (name) => {
    expect(unknown(name, name)).toEqual([name]);
  });
});
