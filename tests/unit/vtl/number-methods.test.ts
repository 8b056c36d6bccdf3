import { parseJson } from '../../../toolbox/shared/parse-json.ts';
import { renderText } from './render-text.ts';

// Every row follows "java.lang.Integer", "java.lang.Long" and "java.lang.Double" (Java SE API).
describe('methods of a number', () => {
  test.each([
    ["$i.parseInt('-7') $i.parseInt('+7') $i.parseInt('ff', 16)", '-7 7 255'],
    [
      "$i.parseInt('2147483647') $i.parseLong('9223372036854775807')",
      '2147483647 9223372036854775807',
    ],
    ["$i.valueOf('12') $d.valueOf('1.50')", '12 1.5'],
    ['$i.toHexString(255) $i.toBinaryString(5) $i.toOctalString(8)', 'ff 101 10'],
    ['$i.toHexString(-1)', 'ffffffff'],
    ['$i.toString(255, 16) $i.toString(-5, 2) $i.toString(7, 99)', 'ff -101 7'],
    ['$i.max(1, 2) $i.min(1, 2) $i.sum(1, 2) $i.compare(1, 2)', '2 1 3 -1'],
    ['$i.signum(-5) $i.bitCount(7)', '-1 3'],
    ['$i.hashCode() $d.hashCode()', '42 1074135040'],
    ['$l.hashCode()', '1942889672'],
    ['$i.intValue() $d.intValue() $i.doubleValue() $d.longValue()', '42 2 42.0 2'],
    ['$w.byteValue() $w.shortValue()', '44 300'],
    ['$d.isNaN() $d.isInfinite() $d.infinite', 'false false false'],
    ['$i.compareTo(42) $i.equals(42) $i.compareTo("x")', '0 true '],
    ['$i.getClass()$i.MAX_VALUE', ''],
  ])('%s prints %j', (template, expected) => {
    const variables = { i: 42, d: 2.75, w: 300, l: parseJson('12345678901234') };

    expect(renderText(template, variables)).toBe(expected);
  });

  test.each([
    "parseInt('')",
    "parseInt('2147483648')",
    "parseInt('12x')",
    "parseInt('g', 16)",
    "parseLong('9223372036854775808')",
    "parseDouble('x')",
  ])('%s ends the rendering as in Java', (call) => {
    expect(() => renderText(`$i.${call}`, { i: 0 })).toThrow('NumberFormatException');
  });
});

describe('methods of a boolean', () => {
  test.each([
    ['$t.compareTo(false) $t.hashCode() $f.hashCode()', '1 1231 1237'],
    [
      '$t.logicalAnd(true, false) $t.logicalOr(true, false) $t.logicalXor(true, true)',
      'false true false',
    ],
    ["$t.valueOf('TRUE') $t.parseBoolean('yes')", 'true false'],
  ])('%s prints %s', (template, expected) => {
    expect(renderText(template, { t: true, f: false })).toBe(expected);
  });
});
