import { evaluate } from './a-scope.ts';

describe('BoundedRegExp', () => {
  test.each([
    ['a group that repeats', '$match("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", /(a+)+$/)'],
    ['a long text', '$match($pad("", 200000, "a"), /a*b/)'],
  ])('stops %s', async (_what, expression) => {
    await expect(evaluate(expression)).rejects.toMatchObject({
      cause: expect.stringContaining('The evaluation takes too long.'),
    });
  });

  test('matches as the library does', async () => {
    const expression = '$replace("2026-01-02 and 2027-03-04", /(\\d+)-(\\d+)-(\\d+)/, "$3.$2.$1")';

    await expect(evaluate(expression)).resolves.toBe('02.01.2026 and 04.03.2027');
  });
});
