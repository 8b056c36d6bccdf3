import { CHOMPING_MODE, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';

/**
 * For each UTF-16 unit of a scalar's value the offset in the file that it comes from, and one more for the end: how a
 * line of a block scalar or an escaped character is found again.
 */
export function scalarOffsets(text: string, event: ScalarEvent): readonly number[] {
  const { valueStart, valueEnd, style } = event;
  switch (style) {
    case SCALAR_STYLE.LITERAL_BLOCK:
    case SCALAR_STYLE.FOLDED_BLOCK:
      return blockOffsets(text, event);
    case SCALAR_STYLE.SINGLE_QUOTED:
      return flowOffsets(text, valueStart, valueEnd, singleQuotedUnit);
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return flowOffsets(text, valueStart, valueEnd, doubleQuotedUnit);
    default:
      return flowOffsets(text, valueStart, valueEnd, plainUnit);
  }
}

/** How many characters of the file make how many units of the value. */
interface Unit {
  readonly written: number;
  readonly read: number;
}

const ONE: Unit = { written: 1, read: 1 };
const LINE_BREAK = /[ \t]*(?:\r?\n[ \t]*)+/y;

function flowOffsets(
  text: string,
  start: number,
  end: number,
  unitAt: (text: string, index: number) => Unit,
): number[] {
  const offsets: number[] = [];
  let index = start;
  while (index < end) {
    LINE_BREAK.lastIndex = index;
    const lineBreak = LINE_BREAK.exec(text)?.[0];
    if (lineBreak !== undefined) {
      // One line break reads as a blank, each further one as itself.
      const breaks = lineBreak.split('\n').length - 1;
      for (let count = 0; count < Math.max(1, breaks - 1); count += 1) offsets.push(index);
      index += lineBreak.length;
      continue;
    }
    const { written, read } = unitAt(text, index);
    for (let count = 0; count < read; count += 1) offsets.push(index);
    index += written;
  }
  offsets.push(end);
  return offsets;
}

const plainUnit = (): Unit => ONE;

function singleQuotedUnit(text: string, index: number): Unit {
  return text.startsWith("''", index) ? { written: 2, read: 1 } : ONE;
}

const HEX_ESCAPE_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function doubleQuotedUnit(text: string, index: number): Unit {
  if (text[index] !== '\\') return ONE;
  const escaped = text[index + 1] ?? '';
  const continuation = /\\\r?\n[ \t]*/y;
  continuation.lastIndex = index;
  const continued = continuation.exec(text)?.[0];
  if (continued !== undefined) return { written: continued.length, read: 0 };
  const digits = HEX_ESCAPE_DIGITS[escaped] ?? 0;
  const codePoint = Number.parseInt(text.slice(index + 2, index + 2 + digits), 16);
  return { written: 2 + digits, read: codePoint > 0xffff ? 2 : 1 };
}

function blockOffsets(text: string, event: ScalarEvent): number[] {
  const { valueStart, valueEnd, indent, chomping } = event;
  const folded = event.style === SCALAR_STYLE.FOLDED_BLOCK;
  const offsets: number[] = [];
  let previous: 'text' | 'indented' | undefined;
  /** Line breaks behind the last line that has text: how they read depends on the next one. */
  let pending: number[] = [];
  for (let start = valueStart; start < valueEnd; ) {
    const newline = text.indexOf('\n', start);
    const lineEnd = newline === -1 || newline >= valueEnd ? valueEnd : newline;
    const textEnd = text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd;
    const textStart = Math.min(start + indent, textEnd);
    if (textStart < textEnd) {
      const kind = /[ \t]/.test(text[textStart] ?? '') ? 'indented' : 'text';
      const folds = folded && kind === 'text' && previous === 'text' && pending.length > 1;
      offsets.push(...(folds ? pending.slice(1) : pending));
      for (let index = textStart; index < textEnd; index += 1) offsets.push(index);
      previous = kind;
      pending = [];
    }
    if (lineEnd < valueEnd) pending.push(textEnd);
    start = lineEnd + 1;
  }
  if (chomping !== CHOMPING_MODE.STRIP) {
    offsets.push(...(chomping === CHOMPING_MODE.KEEP ? pending : pending.slice(0, 1)));
  }
  offsets.push(valueEnd);
  return offsets;
}
