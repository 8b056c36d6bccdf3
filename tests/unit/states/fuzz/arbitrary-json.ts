import fc from 'fast-check';
import type { JsonValue } from '../../../../toolbox/shared/json.ts';

/** Names that a plain object, or careless code, takes for something else. */
export const ODD_NAMES = [
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toJSON',
  'length',
  '0',
  '42',
  '',
  ' ',
  'a.b',
  "it's",
  'x.$',
  'größe 😀',
  '\u0000',
  '\ud800',
  '~1/',
];

/** Members that the expressions of the definitions look for. */
const MEMBERS = ['a', 'b', 'n', 's', 't', 'list', 'seconds'];

const TEXTS = ['', 'text', '2026-01-02T03:04:09Z', '{"a":1}', 'aGk=', '5', '😀', 'a*b'];

const scalar: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer({ min: -3, max: 40 }),
  fc.constantFrom(0.5, 1.5, 2 ** 31, 2 ** 53, -1e21, 1e308),
  fc.constantFrom(...TEXTS),
  fc.string({ maxLength: 8, unit: 'binary' }),
);

/** An own property of any name, as JSON has them. */
function objectOf(entries: readonly (readonly [string, JsonValue])[]): JsonValue {
  return Object.fromEntries(entries);
}

export const arbitraryJson: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'json' },
    { weight: 3, arbitrary: scalar },
    {
      weight: 1,
      arbitrary: fc.array(tie('value'), { maxLength: 4, depthIdentifier: 'json' }),
    },
    {
      weight: 2,
      arbitrary: fc
        .array(
          fc.tuple(
            fc.oneof(
              { weight: 4, arbitrary: fc.constantFrom(...MEMBERS) },
              { weight: 1, arbitrary: fc.constantFrom(...ODD_NAMES) },
            ),
            tie('value'),
          ),
          { maxLength: 4, depthIdentifier: 'json' },
        )
        .map(objectOf),
    },
  ),
})).value;

/** Inputs in which most paths of the definitions find something. */
export const arbitraryInput: fc.Arbitrary<JsonValue> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      a: arbitraryJson,
      b: fc.record({ a: arbitraryJson, list: fc.array(arbitraryJson, { maxLength: 3 }) }),
      n: fc.integer({ min: 0, max: 9 }),
      s: fc.constantFrom(...TEXTS),
      t: fc.constantFrom('2026-01-02T03:05:00Z', '2026-01-02T05:04:06.5+01:00', 'no time'),
      list: fc.array(arbitraryJson, { maxLength: 6 }),
      seconds: fc.integer({ min: -1, max: 90 }),
    }),
  },
  { weight: 1, arbitrary: arbitraryJson },
);

const DEEP_LEVELS = 3_000;

/** Texts of any documents, some of them deep; no path of the definitions selects each of their parts. */
export const arbitraryDocumentText: fc.Arbitrary<string> = fc.oneof(
  { weight: 20, arbitrary: arbitraryInput.map((input) => JSON.stringify(input)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '['.repeat(DEEP_LEVELS) + ']'.repeat(DEEP_LEVELS),
      `${'{"d":'.repeat(DEEP_LEVELS)}1.0${'}'.repeat(DEEP_LEVELS)}`,
    ),
  },
);
