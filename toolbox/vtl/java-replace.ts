import {
  type JavaMatch,
  type JavaPattern,
  JavaPatternError,
  javaPattern,
  type MatchBudget,
} from '../shared/java-pattern/java-pattern.ts';
import { JavaPatternLimitError } from '../shared/java-pattern/java-pattern-error.ts';
import { checkTextLength, JavaException } from './java-exception.ts';

/** More and longer patterns than templates write; those built from requests must not fill the memory. */
const MAX_CACHED_PATTERNS = 500;
const MAX_CACHED_LENGTH = 1_000;
const MAX_PATTERN_LENGTH = 100_000;

const patterns = new Map<string, JavaPattern>();

function patternOf(source: string): JavaPattern {
  const cached = patterns.get(source);
  if (cached !== undefined) return cached;
  if (source.length > MAX_PATTERN_LENGTH) {
    throw new JavaException(`a regular expression has more than ${MAX_PATTERN_LENGTH} characters`);
  }
  const pattern = javaPattern(source);
  if (source.length > MAX_CACHED_LENGTH) return pattern;
  if (patterns.size >= MAX_CACHED_PATTERNS) patterns.clear();
  patterns.set(source, pattern);
  return pattern;
}

/** Turns what is wrong with a pattern, or takes too long, into an exception of Java. */
function asJava<Result>(run: () => Result): Result {
  try {
    return run();
  } catch (cause) {
    const isPatternFault =
      cause instanceof JavaPatternError || cause instanceof JavaPatternLimitError;
    if (!isPatternFault) throw cause;
    throw new JavaException(cause.message, { cause });
  }
}

/** `String.matches`: the whole text matches. */
export function matches(text: string, regex: string, budget: MatchBudget): boolean {
  return asJava(() => patternOf(regex).matches(text, budget));
}

/** `String.replaceAll`, in whose replacement `$1` and `${name}` are groups and a backslash quotes. */
export function replaceAll(
  text: string,
  regex: string,
  replacement: string,
  budget: MatchBudget,
): string {
  return asJava(() => {
    const pattern = patternOf(regex);
    const isPlain = !/[$\\]/.test(replacement);
    if (pattern.literal !== undefined && isPlain) {
      return replaceText(text, pattern.literal, replacement);
    }
    return replaceMatches(text, pattern, replacement, pattern.matchesIn(text, budget));
  });
}

/** `String.replace`: no regular expression. */
export function replaceText(text: string, target: string, replacement: string): string {
  if (replacement.length > target.length) {
    const places = target === '' ? text.length + 1 : text.split(target).length - 1;
    checkTextLength(text.length + places * (replacement.length - target.length));
  }
  // The native method gives a dollar sign a meaning.
  const written = replacement.includes('$') ? replacement.replaceAll('$', '$$$$') : replacement;
  return text.replaceAll(target, written);
}

/** `String.replaceFirst`. */
export function replaceFirst(
  text: string,
  regex: string,
  replacement: string,
  budget: MatchBudget,
): string {
  return asJava(() => {
    const pattern = patternOf(regex);
    const [first] = pattern.matchesIn(text, budget);
    return replaceMatches(text, pattern, replacement, first === undefined ? [] : [first]);
  });
}

function replaceMatches(
  text: string,
  pattern: JavaPattern,
  replacement: string,
  found: Iterable<JavaMatch>,
): string {
  const isPlain = !/[$\\]/.test(replacement);
  let replaced = '';
  let end = 0;
  for (const match of found) {
    replaced += text.slice(end, match.start);
    replaced += isPlain ? replacement : expand(replacement, pattern, match);
    end = match.end;
    checkTextLength(replaced.length);
  }
  return replaced + text.slice(end);
}

const REPLACEMENT_PART = /\\([\s\S])|\$(?:(\d)|\{([a-zA-Z][a-zA-Z0-9]*)\})|[\\$]/g;

/** Writes a replacement for one match. */
function expand(replacement: string, pattern: JavaPattern, match: JavaMatch): string {
  let expanded = '';
  let end = 0;
  for (const part of replacement.matchAll(REPLACEMENT_PART)) {
    // The digits of a group that begin in the part before were taken with it.
    if (part.index < end) continue;
    const [written, quoted, digit, name] = part;
    expanded += replacement.slice(end, part.index);
    end = part.index + written.length;
    if (quoted !== undefined) {
      expanded += quoted;
    } else if (digit !== undefined) {
      const group = groupNumber(replacement, part.index + 1, pattern.groupCount);
      end = part.index + 1 + String(group).length;
      expanded += match.group(group) ?? '';
    } else {
      expanded += match.group(groupNamed(replacement, name, pattern)) ?? '';
    }
  }
  return expanded + replacement.slice(end);
}

/** Java takes further digits for as long as there is a group of that number. */
function groupNumber(replacement: string, start: number, groupCount: number): number {
  let group = Number(replacement[start]);
  if (group > groupCount) {
    throw new JavaException(
      `IndexOutOfBoundsException: '${replacement}' names group ${group}, the pattern has ${groupCount}`,
    );
  }
  for (let index = start + 1; /\d/.test(replacement[index] ?? ''); index += 1) {
    const longer = group * 10 + Number(replacement[index]);
    if (longer > groupCount) break;
    group = longer;
  }
  return group;
}

function groupNamed(replacement: string, name: string | undefined, pattern: JavaPattern): number {
  const group = name === undefined ? undefined : pattern.groupNames.get(name);
  if (group !== undefined) return group;
  throw new JavaException(
    name === undefined
      ? `IllegalArgumentException: '${replacement}' is no replacement: a '$' or '\\' that stands for itself needs a backslash in front`
      : `IllegalArgumentException: '${replacement}' names a group that the pattern does not have`,
  );
}

/** `String.split`: empty texts at the end are left out unless `limit` says otherwise. */
export function split(text: string, regex: string, limit: number, budget: MatchBudget): string[] {
  return asJava(() => {
    const parts: string[] = [];
    let start = 0;
    for (const match of patternOf(regex).matchesIn(text, budget)) {
      if (limit > 0 && parts.length === limit - 1) break;
      // An empty match at the start gives no empty text.
      if (match.end === 0) continue;
      parts.push(text.slice(start, match.start));
      start = match.end;
    }
    if (start === 0 && parts.length === 0) return [text];
    parts.push(text.slice(start));
    while (limit === 0 && parts.at(-1) === '') parts.pop();
    return parts;
  });
}
