import {
  assignVariables,
  createScope,
  innerScope,
  lookUpVariable,
} from '../../../toolbox/states/variables.ts';
import { aVisit, document } from './a-run.ts';

const visit = aVisit();

describe('lookUpVariable', () => {
  test('reads the scopes around, the nearest first', () => {
    const outer = createScope();
    const inner = innerScope(outer);
    assignVariables(
      outer,
      new Map([
        ['a', document(1)],
        ['b', document(1)],
      ]),
      visit,
    );
    assignVariables(inner, new Map([['b', document(2)]]), visit);

    expect(['a', 'b', 'c'].map((name) => lookUpVariable(inner, name)?.value)).toEqual([
      1,
      2,
      undefined,
    ]);
  });

  test('sees nothing of an inner scope from outside', () => {
    const outer = createScope();
    assignVariables(innerScope(outer), new Map([['a', document(1)]]), visit);

    expect(lookUpVariable(outer, 'a')).toBeUndefined();
  });
});

describe('assignVariables', () => {
  /** JSON text of so many bytes. */
  const text = (bytes: number) => document('x'.repeat(bytes - 2));

  test.each([
    ['one variable', [262_144], undefined],
    ['one variable', [262_145], 'States.DataLimitExceeded'],
    ['all together', [262_143, 2], 'States.DataLimitExceeded'],
  ])('limits %s to 256 KiB: %j bytes', (_what, sizes, error) => {
    const assigned = new Map(sizes.map((size, index) => [`v${index}`, text(Math.max(size, 2))]));
    const assign = (): void => assignVariables(createScope(), assigned, visit);

    if (error === undefined) expect(assign).not.toThrow();
    else expect(assign).toThrow(expect.objectContaining({ error }));
  });

  test('limits the variables of all scopes to 10 MiB, and counts a value that is replaced no more', () => {
    const scope = createScope();
    const inner = innerScope(scope);
    for (let index = 0; index < 40; index += 1) {
      const target = index % 2 === 0 ? scope : inner;
      assignVariables(target, new Map([[`v${index}`, text(262_144)]]), visit);
    }

    for (const name of ['v0', 'v2']) {
      const assign = (): void => assignVariables(scope, new Map([[name, text(262_144)]]), visit);
      expect(assign).not.toThrow();
    }
    expect(() => assignVariables(scope, new Map([['more', document(1)]]), visit)).toThrow(
      expect.objectContaining({ error: 'States.DataLimitExceeded' }),
    );
  });
});
