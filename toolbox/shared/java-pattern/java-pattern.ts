import { NONE } from './backtrack-stack.ts';
import { compileProgram, type Program } from './compile-program.ts';
import { JavaPatternError } from './java-pattern-error.ts';
import { Machine, type MatchBudget } from './machine.ts';
import { parsePattern } from './parse-pattern.ts';
import type { CharacterSet } from './pattern-node.ts';
import { firstCharactersOf, literalTextOf } from './search-hint.ts';

export { JavaPatternError, type MatchBudget };

/** A regular expression of Java, which matches exactly as `java.util.regex` does. */
export interface JavaPattern {
  readonly groupCount: number;
  readonly groupNames: ReadonlyMap<string, number>;
  /** The text, when the pattern matches that text and nothing else. */
  readonly literal: string | undefined;
  /**
   * Tells whether the whole text matches.
   *
   * @throws JavaPatternLimitError when that takes too many steps
   */
  readonly matches: (text: string, budget?: MatchBudget) => boolean;
  /**
   * All matches from left to right, as `Matcher.find` meets them.
   *
   * @throws JavaPatternLimitError when that takes too many steps
   */
  readonly matchesIn: (text: string, budget?: MatchBudget) => Iterable<JavaMatch>;
}

/** A match; it holds until the next one is sought. */
export interface JavaMatch {
  readonly start: number;
  readonly end: number;
  /** The text of a group, undefined when it took no part in the match. */
  readonly group: (index: number) => string | undefined;
}

/** Local runtime: about half a second. Java has no limit, and a request times out. */
const MAX_STEPS = 10_000_000;

export function matchBudget(): MatchBudget {
  return { stepsLeft: MAX_STEPS };
}

/**
 * Compiles a regular expression of Java.
 *
 * @param flags - letters of flags that are set from the start, as in `(?i)`
 * @throws JavaPatternError when it is wrong, or uses what is not supported
 * @see "java.util.regex.Pattern" (Java SE API)
 */
export function javaPattern(source: string, flags = ''): JavaPattern {
  const { root, groupCount, groupNames } = parsePattern(source, flags);
  const program = compileProgram(root, groupCount);
  const first = firstCharactersOf(root);
  const literal = literalTextOf(root);
  return {
    groupCount,
    groupNames,
    literal,
    matches:
      literal === undefined
        ? (text, budget = matchBudget()) =>
            new Machine(program, text, budget).matchAt(0, 0, text.length) !== NONE
        : (text) => text === literal,
    matchesIn: (text, budget = matchBudget()) => findAll(program, first, text, budget),
  };
}

function* findAll(
  program: Program,
  first: CharacterSet | undefined,
  text: string,
  budget: MatchBudget,
): Generator<JavaMatch> {
  const machine = new Machine(program, text, budget);
  const group = (index: number) => machine.group(index);
  let lastEnd = 0;
  for (let start = 0; start <= text.length; ) {
    budget.stepsLeft -= 1;
    const end = canStart(first, text, start) ? machine.matchAt(start, lastEnd, NONE) : NONE;
    if (end !== NONE) {
      yield { start, end, group };
      lastEnd = end;
    }
    start = end > start ? end : nextPlace(text, start);
  }
}

function canStart(first: CharacterSet | undefined, text: string, start: number): boolean {
  if (first === undefined) return true;
  const codePoint = text.codePointAt(start);
  return codePoint !== undefined && first(codePoint);
}

/** A place inside a surrogate pair is none. */
function nextPlace(text: string, place: number): number {
  return place + ((text.codePointAt(place) ?? 0) > 0xffff ? 2 : 1);
}
