/** A text of a policy: the codes of its characters and of its wildcards. */
export type Pattern = readonly number[];

const ANY_CHARACTER = -1;
const ANY_TEXT = -2;

/** An escaped character, or one that stands for itself. */
const CHARACTERS = /\$\{([*?$])\}|./gs;

/**
 * Reads `*` and `?` as wildcards, `${*}`, `${?}` and `${$}` as the characters themselves.
 *
 * @see "IAM JSON policy elements: Variables and tags" (IAM User Guide)
 */
export function compilePattern(text: string): Pattern {
  return Array.from(
    text.matchAll(CHARACTERS),
    ([character, escaped]) => escaped?.charCodeAt(0) ?? codeOf(character),
  );
}

function codeOf(character: string): number {
  if (character === '*') return ANY_TEXT;
  return character === '?' ? ANY_CHARACTER : character.charCodeAt(0);
}

/** Whether the pattern matches the whole text. */
export function matchesPattern(pattern: Pattern, text: string): boolean {
  let place = 0;
  let index = 0;
  // Only the last `*` ever needs to take more: that keeps hostile patterns quadratic at worst.
  let lastStar = -1;
  let takenUntil = 0;
  while (index < text.length) {
    const code = pattern[place];
    if (code === ANY_TEXT) {
      lastStar = place;
      takenUntil = index;
      place += 1;
    } else if (code === ANY_CHARACTER || code === text.charCodeAt(index)) {
      place += 1;
      index += 1;
    } else if (lastStar === -1) {
      return false;
    } else {
      place = lastStar + 1;
      takenUntil += 1;
      index = takenUntil;
    }
  }
  while (pattern[place] === ANY_TEXT) place += 1;
  return place === pattern.length;
}
