import { nodeMajorOf, threadOptions } from '../../../toolbox/lambda/node-runtime.ts';

describe('nodeMajorOf', () => {
  test.each([
    { runtime: 'nodejs24.x', major: 24 },
    { runtime: 'nodejs8.10', major: 8 },
    { runtime: 'python3.13', major: undefined },
  ])('$runtime is $major', ({ runtime, major }) => {
    expect(nodeMajorOf(runtime)).toBe(major);
  });
});

describe('threadOptions', () => {
  test('switches off before nodejs24 what Lambda does, unless NODE_OPTIONS switches it on again', () => {
    expect(threadOptions(22, '--experimental-require-module')).toEqual([
      '--no-experimental-detect-module',
      '--no-experimental-require-module',
      '--experimental-require-module',
    ]);
  });

  test('has nothing but NODE_OPTIONS on nodejs24', () => {
    expect(threadOptions(24, ' --no-warnings  --enable-source-maps')).toEqual([
      '--no-warnings',
      '--enable-source-maps',
    ]);
    expect(threadOptions(24, undefined)).toEqual([]);
  });
});
