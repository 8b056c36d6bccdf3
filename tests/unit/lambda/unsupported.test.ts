import { functionProblems } from '../../../toolbox/lambda/unsupported.ts';
import { aFunction } from './a-function.ts';

const messagesOf = (...rest: Parameters<typeof functionProblems>): string[] =>
  functionProblems(...rest).map(({ message }) => message);

describe('functionProblems', () => {
  test('has nothing to say of functions for this Node.js', () => {
    expect(functionProblems([aFunction('pets')], 24, undefined)).toEqual([]);
  });

  test.each([
    { changes: { runtime: 'python3.13' }, reason: 'has runtime "python3.13"' },
    { changes: { packageType: 'Image', runtime: '' } as const, reason: 'is a container image' },
  ])('names a function that $reason', ({ changes, reason }) => {
    const functions = [aFunction('pets', changes)];

    expect(messagesOf(functions, 24, undefined)).toEqual([
      `function "pets" ${reason}: it cannot run here; name an endpoint that runs it with --lambda-endpoint, or mock the states that call it with --mock-config`,
    ]);
    expect(messagesOf(functions, 24, 'http://127.0.0.1:3001')).toEqual([
      `function "pets" ${reason}: it is invoked at http://127.0.0.1:3001`,
    ]);
  });

  test('names code in S3', () => {
    const { codeDirectory: _codeDirectory, ...inS3 } = aFunction('pets');

    expect(messagesOf([inS3], 24, undefined)).toEqual([
      expect.stringContaining('has no code in a folder of this project'),
    ]);
  });

  test('names once the functions that were made for another Node.js', () => {
    const functions = [
      aFunction('pets'),
      aFunction('dogs'),
      aFunction('old', { runtime: 'nodejs20.x' }),
    ];

    expect(messagesOf(functions, 20, undefined)).toEqual([
      'Node.js 20 runs functions made for nodejs24.x here: pets, dogs',
    ]);
  });
});
