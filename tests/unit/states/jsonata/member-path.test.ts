import fc from 'fast-check';
import jsonata from 'jsonata';
import type { JsonValue } from '../../../../toolbox/shared/json.ts';
import { memberAt, parseMemberPath } from '../../../../toolbox/states/jsonata/member-path.ts';
import { fromPlainValue } from '../../../../toolbox/states/jsonata/plain-value.ts';

describe('parseMemberPath', () => {
  test.each([
    ['$x', { variable: 'x', names: [] }],
    ['$states.input.a_1', { variable: 'states', names: ['input', 'a_1'] }],
    ['$x[0]', undefined],
    ['$x.a.*', undefined],
    ['$x.a and $y', undefined],
    ['$x.and', undefined],
    ['$', undefined],
    ['$f()', undefined],
    ['x.a', undefined],
  ])('%s is %j', (source, expected) => {
    expect(parseMemberPath(source)).toEqual(expected);
  });
});

describe('memberAt', () => {
  const { json } = fc.letrec<{ json: JsonValue }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(null, true, 0, 'text'),
      fc.array(tie('json'), { maxLength: 2 }),
      fc.dictionary(fc.constantFrom('a', 'b'), tie('json'), { maxKeys: 2, noNullPrototype: true }),
    ) as fc.Arbitrary<JsonValue>,
  }));

  test('finds what JSONata finds', async () => {
    const paths = fc.array(fc.constantFrom('a', 'b'), { maxLength: 3 });

    await fc.assert(
      fc.asyncProperty(json, paths, async (root, names) => {
        const member = memberAt(root, names);
        fc.pre(member !== 'array');

        const found = await jsonata(['$x', ...names].join('.')).evaluate(undefined, { x: root });

        expect(member.value).toEqual(fromPlainValue(found));
      }),
    );
  });
});
