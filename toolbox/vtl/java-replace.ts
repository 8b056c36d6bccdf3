import { JavaPatternError, javaPattern } from '../shared/java-pattern.ts';
import { JavaException } from './java-exception.ts';

/** More patterns than templates write; those built from requests must not fill the memory. */
const MAX_CACHED_PATTERNS = 500;

const patterns = new Map<string, RegExp>();

/** The compiled pattern; `purpose` tells what it will be used for. */
function patternOf(source: string, purpose: 'find' | 'match'): RegExp {
  const key = `${purpose} ${source}`;
  const cached = patterns.get(key);
  if (cached !== undefined) return cached;
  const pattern = compile(source, purpose);
  if (patterns.size >= MAX_CACHED_PATTERNS) patterns.clear();
  patterns.set(key, pattern);
  return pattern;
}

function compile(source: string, purpose: 'find' | 'match'): RegExp {
  try {
    return purpose === 'find'
      ? javaPattern(source, { global: true })
      : javaPattern(source, { whole: true });
  } catch (cause) {
    if (!(cause instanceof JavaPatternError)) throw cause;
    throw new JavaException(cause.message, { cause });
  }
}

/** `String.matches`: the whole text matches. */
export function matches(text: string, regex: string): boolean {
  return patternOf(regex, 'match').test(text);
}

/** `String.replaceAll`, in whose replacement `$1` and `${name}` are groups and a backslash quotes. */
export function replaceAll(text: string, regex: string, replacement: string): string {
  const pattern = patternOf(regex, 'find');
  if (!/[$\\]/.test(replacement)) return text.replace(pattern, replacement);
  return text.replace(pattern, (...match) => expand(replacement, match));
}

/** `String.replaceFirst`. */
export function replaceFirst(text: string, regex: string, replacement: string): string {
  let isFirst = true;
  return text.replace(patternOf(regex, 'find'), (...match) => {
    if (!isFirst) return match[0];
    isFirst = false;
    return expand(replacement, match);
  });
}

const REPLACEMENT_PART = /\\(.)|\$(?:(\d)|\{(\w+)\})|[\\$]/gs;

/** Writes a replacement for one match; `match` is what `String.replace` gives its callback. */
function expand(replacement: string, match: readonly unknown[]): string {
  const last = match.at(-1);
  const names = typeof last === 'object' && last !== null ? (last as Record<string, string>) : {};
  const groupCount = match.findIndex((part, index) => index > 0 && typeof part === 'number') - 1;
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
      const group = groupNumber(replacement, part.index + 1, groupCount);
      end = part.index + 1 + String(group).length;
      expanded += match[group] ?? '';
    } else if (name !== undefined && Object.hasOwn(names, name)) {
      expanded += names[name] ?? '';
    } else {
      throw new JavaException(
        `'${replacement}' is no replacement: a '$' or '\\' that stands for itself needs a backslash in front`,
      );
    }
  }
  return expanded + replacement.slice(end);
}

/** Java takes further digits for as long as there is a group of that number. */
function groupNumber(replacement: string, start: number, groupCount: number): number {
  let group = Number(replacement[start]);
  if (group > groupCount) {
    throw new JavaException(`'${replacement}' names group ${group}, the pattern has ${groupCount}`);
  }
  for (let index = start + 1; /\d/.test(replacement[index] ?? ''); index += 1) {
    const longer = group * 10 + Number(replacement[index]);
    if (longer > groupCount) break;
    group = longer;
  }
  return group;
}

/** `String.split`: empty texts at the end are left out unless `limit` says otherwise. */
export function split(text: string, regex: string, limit: number): string[] {
  const parts: string[] = [];
  let start = 0;
  for (const { index, 0: found } of text.matchAll(patternOf(regex, 'find'))) {
    if (limit > 0 && parts.length === limit - 1) break;
    // An empty match at the start gives no empty text, and there is none at the end.
    if (found === '' && (index === 0 || index === text.length)) continue;
    parts.push(text.slice(start, index));
    start = index + found.length;
  }
  if (start === 0 && parts.length === 0) return [text];
  parts.push(text.slice(start));
  while (limit === 0 && parts.at(-1) === '') parts.pop();
  return parts;
}
