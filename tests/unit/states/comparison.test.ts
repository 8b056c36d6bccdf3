import fc from 'fast-check';
import { JsonNumber, type JsonValue } from '../../../toolbox/shared/json.ts';
import { comparisonNamed } from '../../../toolbox/states/comparison.ts';

const NOON = '2016-08-18T12:00:00Z';
const NOON_IN_BERLIN = '2016-08-18T14:00:00+02:00';

const rows: [string, JsonValue, JsonValue, boolean][] = [
  ['StringEquals', 'a', 'a', true],
  ['StringEquals', 1, '1', false],
  ['StringLessThan', 'A', 'AB', true],
  ['StringLessThanEquals', 'AB', 'AB', true],
  ['StringGreaterThan', 'a', 'B', true],
  ['StringGreaterThanEquals', 'A', 'B', false],
  ['NumericEquals', new JsonNumber('1.0'), 1, true],
  ['NumericEquals', '1', 1, false],
  ['NumericLessThan', 1, 1, false],
  ['NumericLessThanEquals', 1, 1, true],
  ['NumericGreaterThan', 2, 1.5, true],
  ['NumericGreaterThanEquals', 1, 1.5, false],
  ['BooleanEquals', true, true, true],
  ['BooleanEquals', 'true', true, false],
  ['BooleanEquals', null, false, false],
  ['TimestampEquals', NOON_IN_BERLIN, NOON, true],
  ['TimestampLessThan', '2016-08-18T11:59:59.999999999Z', NOON, true],
  ['TimestampLessThanEquals', NOON, NOON, true],
  ['TimestampGreaterThan', '2016-08-18T12:00:00.000000001Z', NOON, true],
  ['TimestampGreaterThanEquals', '2016-08-18', NOON, false],
  ['IsNull', null, true, true],
  ['IsNull', 0, false, true],
  ['IsString', '', true, true],
  ['IsString', [], false, true],
  ['IsNumeric', new JsonNumber('1e3'), true, true],
  ['IsNumeric', '1', false, true],
  ['IsBoolean', false, true, true],
  ['IsBoolean', false, false, false],
  ['IsTimestamp', NOON_IN_BERLIN, true, true],
  ['IsTimestamp', '2016-08-18 12:00:00Z', true, false],
];

describe('comparisonNamed', () => {
  test.each(rows)('%s of %j and %j is %j', (operator, value, operand, expected) => {
    const compare = comparisonNamed(operator);

    expect(compare?.(value, operand)).toBe(expected);
  });

  test.each(['StringEqualsPath', 'IsPresent', 'Equals', 'toString'])('has no %s', (operator) => {
    expect(comparisonNamed(operator)).toBeUndefined();
  });
});

describe('StringMatches', () => {
  const matches = (text: string, pattern: string): boolean | undefined =>
    comparisonNamed('StringMatches')?.(text, pattern);

  test.each([
    ['foo23.log', 'foo*.log', true],
    ['zebra.log', '*.log', true],
    ['foobar.zebra', 'foo*.*', true],
    ['foo.log.txt', '*.log', false],
    ['a*b', 'a\\*b', true],
    ['aXb', 'a\\*b', false],
    ['a\\b', 'a\\\\b', true],
    ['aba', 'ab*ba', false],
    ['', '*', true],
    ['', '', true],
    ['x', '', false],
  ])('%j against %j is %j', (text, pattern, expected) => {
    expect(matches(text, pattern)).toBe(expected);
  });

  test('matches any text against its pieces with wildcards between them', () => {
    const piece = fc.string().map((text) => text.replaceAll(/[\\*]/g, ''));

    fc.assert(
      fc.property(fc.array(piece, { minLength: 1 }), fc.string(), (pieces, filling) => {
        expect(matches(pieces.join(filling), pieces.join('*'))).toBe(true);
      }),
    );
  });
});
