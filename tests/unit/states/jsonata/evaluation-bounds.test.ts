import { evaluate } from './a-scope.ts';

afterEach(() => jest.restoreAllMocks());

describe('boundEvaluation', () => {
  test('ends an evaluation that never comes to an end when its time is over', async () => {
    let nowMs = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => {
      nowMs += 1_000;
      return nowMs;
    });

    await expect(evaluate('($f := function($n) { $f($n) }; $f(1))')).rejects.toMatchObject({
      cause: expect.stringContaining('The evaluation takes too long.'),
    });
  });

  test('ends an evaluation that goes too deep', async () => {
    jest.spyOn(performance, 'now').mockReturnValue(0);

    await expect(evaluate('($f := function($n) { 1 + $f($n) }; $f(1))')).rejects.toMatchObject({
      cause: expect.stringContaining('The expression nests too deep.'),
    });
    // Tens of thousands of frames unwind: a second, and several on a busy machine.
  }, 30_000);

  test('lets others have their turn during a long evaluation', async () => {
    let turns = 0;
    const count = (): void => {
      turns += 1;
    };

    const evaluation = evaluate('$sum($map([1..1000], function($n) { $n + 1 }))');
    setImmediate(count);
    await evaluation;

    expect(turns).toBe(1);
  });
});
