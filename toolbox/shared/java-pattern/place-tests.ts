import type { PatternFlags } from './pattern-flags.ts';
import type { PlaceTest } from './pattern-node.ts';

const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;

export function isLineEnd(code: number): boolean {
  return (
    code === LINE_FEED ||
    code === CARRIAGE_RETURN ||
    code === 0x85 ||
    code === 0x2028 ||
    code === 0x2029
  );
}

const isInputStart: PlaceTest = (_text, position) => position === 0;
const isInputEnd: PlaceTest = (text, position) => position === text.length;

/** `^` under the flag `m`: not at the end of the text, even behind a line end. */
function isLineStart(isEnd: (code: number) => boolean): PlaceTest {
  return (text, position) => {
    if (position === 0) return true;
    if (position === text.length || !isEnd(text.charCodeAt(position - 1))) return false;
    return !isInsideLineEnd(text, position);
  };
}

/** `$` under the flag `m`. */
function isBeforeLineEnd(isEnd: (code: number) => boolean): PlaceTest {
  const mayBeInside = isEnd(CARRIAGE_RETURN);
  return (text, position) =>
    position === text.length ||
    (isEnd(text.charCodeAt(position)) && !(mayBeInside && isInsideLineEnd(text, position)));
}

/** `$` and `\Z`: at the end of the text, or before the line end that ends it. */
function isFinal(isEnd: (code: number) => boolean): PlaceTest {
  return (text, position) => {
    const rest = text.length - position;
    if (rest > 2) return false;
    if (rest === 0) return true;
    if (rest === 2) {
      return isEnd(CARRIAGE_RETURN) && text.startsWith('\r\n', position);
    }
    return (
      isEnd(text.charCodeAt(position)) &&
      !(isEnd(CARRIAGE_RETURN) && isInsideLineEnd(text, position))
    );
  };
}

function isInsideLineEnd(text: string, position: number): boolean {
  return (
    text.charCodeAt(position) === LINE_FEED && text.charCodeAt(position - 1) === CARRIAGE_RETURN
  );
}

const LETTER_OR_DIGIT = /^[\p{L}\p{Nd}_]/u;

/** Local runtime: a word consists of the letters and digits of Unicode, as in Java 8 to 18. */
function isWordCharacter(text: string, position: number): boolean {
  const code = text.codePointAt(position);
  return code !== undefined && LETTER_OR_DIGIT.test(String.fromCodePoint(code));
}

const isWordBoundary: PlaceTest = (text, position) => {
  const isPair = position > 1 && (text.codePointAt(position - 2) as number) > 0xffff;
  const before = position > 0 && isWordCharacter(text, position - (isPair ? 2 : 1));
  return before !== (position < text.length && isWordCharacter(text, position));
};

/** The escapes that match a place: `\A`. */
export function placeEscape(name: string, flags: PatternFlags): PlaceTest | undefined {
  switch (name) {
    case 'A':
      return isInputStart;
    case 'z':
      return isInputEnd;
    case 'Z':
      return isFinal(lineEndOf(flags));
    case 'b':
      return isWordBoundary;
    case 'B':
      return (text, position, lastEnd) => !isWordBoundary(text, position, lastEnd);
    case 'G':
      return (_text, position, lastEnd) => position === lastEnd;
    default:
      return undefined;
  }
}

export function caret(flags: PatternFlags): PlaceTest {
  return flags.multiline ? isLineStart(lineEndOf(flags)) : isInputStart;
}

export function dollar(flags: PatternFlags): PlaceTest {
  return flags.multiline ? isBeforeLineEnd(lineEndOf(flags)) : isFinal(lineEndOf(flags));
}

/** The flag `d` lets only the line feed end a line. */
export function lineEndOf(flags: PatternFlags): (code: number) => boolean {
  return flags.unixLines ? (code) => code === LINE_FEED : isLineEnd;
}
