import jsonata from 'jsonata';
import {
  BOUNDS,
  boundEvaluation,
  createBounds,
} from '../../../../toolbox/states/jsonata/evaluation-bounds.ts';
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
    const expression = jsonata('($f := function($n) { 1 + $f($n) }; $f(1))');
    boundEvaluation(expression);
    // Unwinding all of the 50,000 levels takes a busy machine many seconds.
    const bounds = { ...createBounds(), depth: 49_000 };

    await expect(expression.evaluate({}, { [BOUNDS]: bounds })).rejects.toThrow(
      'The expression nests too deep.',
    );
    expect(bounds.depth).toBe(50_001);
  });

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
