import { resolveFunction } from '../../../toolbox/lambda/resolve-function.ts';
import { aFunction, IDENTITY } from './a-function.ts';

const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:pets';
const pets = aFunction('pets', { qualifiers: ['1', 'live'] });
const resolve = (name: string, qualifier?: string) =>
  resolveFunction(name, qualifier, new Map([['pets', pets]]), IDENTITY);

describe('resolveFunction', () => {
  test.each([
    { name: 'pets', arn: ARN, version: '$LATEST' },
    { name: 'pets:$LATEST', arn: `${ARN}:$LATEST`, version: '$LATEST' },
    { name: 'pets:live', arn: `${ARN}:live`, version: '1' },
    { name: '123456789012:function:pets', arn: ARN, version: '$LATEST' },
    { name: 'function:pets', arn: ARN, version: '$LATEST' },
    { name: ARN, arn: ARN, version: '$LATEST' },
    { name: `${ARN}:1`, arn: `${ARN}:1`, version: '1' },
  ])('finds $name', ({ name, arn, version }) => {
    expect(resolve(name)).toEqual({
      kind: 'template',
      configuration: pets,
      version,
      invokedFunctionArn: arn,
    });
  });

  test('takes the qualifier of the request', () => {
    expect(resolve('pets', 'live')).toMatchObject({ invokedFunctionArn: `${ARN}:live` });
  });

  test.each([
    {
      name: 'dogs',
      message: 'Function not found: arn:aws:lambda:us-east-1:123456789012:function:dogs:$LATEST',
    },
    {
      name: 'arn:aws:lambda:eu-west-1:123456789012:function:pets',
      message: 'Function not found: arn:aws:lambda:eu-west-1:123456789012:function:pets:$LATEST',
    },
    {
      name: '999999999999:function:pets:7',
      message: 'Function not found: arn:aws:lambda:us-east-1:999999999999:function:pets:7',
    },
  ])('does not know $name', ({ name, message }) => {
    expect(resolve(name)).toMatchObject({
      kind: 'unknown',
      notFound: { code: 'ResourceNotFoundException', statusCode: 404, message },
    });
  });

  test.each([
    { name: 'pets:2', code: 'ResourceNotFoundException', message: `Function not found: ${ARN}:2` },
    {
      name: 'pets:live',
      qualifier: '1',
      code: 'InvalidParameterValueException',
      message:
        'The derived qualifier from the function name does not match the specified qualifier.',
    },
    { name: 'no pets', code: 'ValidationException', message: expect.stringContaining("'no pets'") },
  ])('refuses $name with qualifier $qualifier', ({ name, qualifier, code, message }) => {
    expect(() => resolve(name, qualifier)).toThrow(expect.objectContaining({ code, message }));
  });
});
