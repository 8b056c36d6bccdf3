import { checkTextLength, JavaException } from './java-exception.ts';
import { isInteger, type JavaNumber } from './java-number.ts';
import { isNumber, textOf, type VtlValue } from './value.ts';

interface Conversion {
  readonly written: string;
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly letter: string;
}

const CONVERSION = /%(?:(\d+)\$)?([-#+ 0,(]*)(\d{1,7})?(?:\.(\d{1,4}))?([a-zA-Z%])|%/g;

/**
 * `String.format` with the conversions `%s %S %b %B %c %d %x %X %o %f %e %n %%`.
 *
 * @throws JavaException for another conversion, or a value that does not suit
 * @see "java.util.Formatter" (Java SE API)
 */
export function formatText(format: string, values: readonly VtlValue[]): string {
  let next = 0;
  let length = format.length;
  return format.replace(
    CONVERSION,
    (written, index?: string, flags = '', width = '0', precision?: string, letter = '') => {
      const conversion: Conversion = {
        written,
        flags,
        width: Number(width),
        precision: precision === undefined ? undefined : Number(precision),
        letter,
      };
      if (letter === 'n') return '\n';
      if (letter === '%') return padded('%', conversion);
      if (letter === '') throw unsupported(written);
      const position = index === undefined ? next : Number(index) - 1;
      if (index === undefined) next += 1;
      const value = valueAt(values, position, written);
      const text = padded(converted(conversion, value), conversion);
      length += text.length;
      checkTextLength(length);
      return text;
    },
  );
}

function valueAt(values: readonly VtlValue[], position: number, written: string): VtlValue {
  const value = values[position];
  if (value === undefined) throw new JavaException(`MissingFormatArgumentException: '${written}'`);
  return value;
}

function converted(conversion: Conversion, value: VtlValue): string {
  const { letter, precision, written } = conversion;
  switch (letter.toLowerCase()) {
    case 's':
    case 'c':
      return cased(textOf(value).slice(0, precision), letter);
    case 'b':
      return cased(String(value !== false), letter);
    case 'd':
      return signed(grouped(integerOf(value, written).toString(), conversion), conversion);
    case 'x':
      return cased(unsigned(integerOf(value, written)).toString(16), letter);
    case 'o':
      return unsigned(integerOf(value, written)).toString(8);
    case 'f':
      return signed(
        grouped(doubleOf(value, written).toFixed(precision ?? 6), conversion),
        conversion,
      );
    case 'e':
      return cased(
        signed(exponential(doubleOf(value, written), precision ?? 6), conversion),
        letter,
      );
    default:
      throw unsupported(written);
  }
}

function unsupported(written: string): JavaException {
  return new JavaException(`the conversion '${written}' of format is not supported`);
}

function cased(text: string, letter: string): string {
  return letter === letter.toUpperCase() ? text.toUpperCase() : text;
}

function integerOf(value: VtlValue, written: string): bigint {
  if (isNumber(value) && isInteger(value)) return BigInt(String(value));
  throw new JavaException(`IllegalFormatConversionException: '${written}' takes an integer`);
}

function doubleOf(value: VtlValue, written: string): number {
  if (isNumber(value) && !isInteger(value)) return Number(value as JavaNumber);
  throw new JavaException(`IllegalFormatConversionException: '${written}' takes a double`);
}

/** A negative number in hexadecimal or octal shows the bits of an int, or of a long. */
export function unsigned(value: bigint): bigint {
  return BigInt.asUintN(BigInt.asIntN(32, value) === value ? 32 : 64, value);
}

function grouped(digits: string, { flags }: Conversion): string {
  return flags.includes(',') ? digits.replace(/\B(?=(?:\d{3})+(?!\d))(?<!\.\d*)/g, ',') : digits;
}

function exponential(value: number, precision: number): string {
  return value
    .toExponential(precision)
    .replace(/e([+-])(\d)$/, (_all, sign, digit) => `e${sign}0${digit}`);
}

function signed(digits: string, { flags }: Conversion): string {
  if (digits.startsWith('-')) return flags.includes('(') ? `(${digits.slice(1)})` : digits;
  if (flags.includes('+')) return `+${digits}`;
  return flags.includes(' ') ? ` ${digits}` : digits;
}

function padded(text: string, { flags, width, letter }: Conversion): string {
  if (flags.includes('-')) return text.padEnd(width);
  if (!flags.includes('0') || !/[dxof]/i.test(letter)) return text.padStart(width);
  const [sign = ''] = /^[-+ (]?/.exec(text) ?? [];
  return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}
