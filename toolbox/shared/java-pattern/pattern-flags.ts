import { JavaPatternError } from './java-pattern-error.ts';

/** The flags that can stand in a pattern as `(?imsxduU)`. */
export interface PatternFlags {
  readonly caseInsensitive: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly comments: boolean;
  readonly unixLines: boolean;
  readonly unicodeCase: boolean;
  readonly unicodeCharacterClass: boolean;
}

export const NO_FLAGS: PatternFlags = {
  caseInsensitive: false,
  multiline: false,
  dotAll: false,
  comments: false,
  unixLines: false,
  unicodeCase: false,
  unicodeCharacterClass: false,
};

const LETTERS: Readonly<Record<string, keyof PatternFlags>> = {
  i: 'caseInsensitive',
  m: 'multiline',
  s: 'dotAll',
  x: 'comments',
  d: 'unixLines',
  u: 'unicodeCase',
  U: 'unicodeCharacterClass',
};

/**
 * The flags with those of `letters` set, and those behind a minus sign cleared.
 *
 * @throws JavaPatternError when there is no such flag
 */
export function withFlags(flags: PatternFlags, letters: string): PatternFlags {
  const changed = { ...flags };
  let isOn = true;
  for (const letter of letters) {
    if (letter === '-') {
      isOn = false;
      continue;
    }
    const name = LETTERS[letter];
    if (name === undefined) throw new JavaPatternError(`there is no flag '${letter}'`);
    changed[name] = isOn;
    // The character classes of Unicode imply its letter cases.
    if (letter === 'U') changed.unicodeCase = isOn;
  }
  return changed;
}
