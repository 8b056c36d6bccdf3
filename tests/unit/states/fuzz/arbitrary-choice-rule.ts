import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../../toolbox/shared/json.ts';
import { pathText } from './arbitrary-expression.ts';

const RELATIONS = [
  'Equals',
  'LessThan',
  'LessThanEquals',
  'GreaterThan',
  'GreaterThanEquals',
] as const;

const OPERANDS: Readonly<Record<string, fc.Arbitrary<JsonValue>>> = {
  String: fc.constantFrom('', 'text', '5'),
  Numeric: fc.oneof(fc.integer({ min: -1, max: 9 }), fc.constantFrom(0.5, 1e300)),
  Timestamp: fc.constantFrom('2026-01-02T03:04:05Z', '2026-01-02T03:04:05.123456789+14:00'),
};
const TYPE_TESTS = ['IsNull', 'IsPresent', 'IsString', 'IsNumeric', 'IsBoolean', 'IsTimestamp'];

/** Each operator with its operand. */
const TESTS: readonly fc.Arbitrary<JsonObject>[] = [
  ...Object.entries(OPERANDS).flatMap(([type, operand]) =>
    RELATIONS.flatMap((relation) => [
      operand.map((value): JsonObject => ({ [type + relation]: value })),
      pathText.map((path): JsonObject => ({ [`${type}${relation}Path`]: path })),
    ]),
  ),
  ...TYPE_TESTS.map((name) => fc.boolean().map((value): JsonObject => ({ [name]: value }))),
  fc.boolean().map((value): JsonObject => ({ BooleanEquals: value })),
  pathText.map((path): JsonObject => ({ BooleanEqualsPath: path })),
  fc.constantFrom('*', 'te*', '\\*', '*'.repeat(30)).map((text) => ({ StringMatches: text })),
];

/** A rule of a JSONPath state without its Next. */
export const arbitraryRule: fc.Arbitrary<JsonObject> = fc.letrec<{ rule: JsonObject }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'rule' },
    {
      weight: 4,
      arbitrary: fc
        .tuple(pathText, fc.oneof(...TESTS))
        .map(([Variable, test]) => ({ Variable, ...test })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.constantFrom('And', 'Or'),
          fc.array(tie('rule'), { minLength: 1, maxLength: 3, depthIdentifier: 'rule' }),
        )
        .map(([operator, rules]) => ({ [operator]: rules })),
    },
    { weight: 1, arbitrary: tie('rule').map((rule) => ({ Not: rule })) },
  ),
})).rule;
