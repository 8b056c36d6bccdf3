import {
  type JsonPath,
  JsonPathError,
  type JsonPathSegment,
  PATH_FUNCTION_NAMES,
  type PathFunctionName,
} from './json-path.ts';
import { parseFilter } from './parse-filter.ts';
import {
  expectText,
  failAt,
  nested,
  type PathCursor,
  skipBlanks,
  take,
  takeQuoted,
  takeText,
} from './path-cursor.ts';

/**
 * Parses a JSONPath that starts with `$`, in the dialect of the Jayway library, which Step Functions and API Gateway
 * run.
 *
 * @throws JsonPathError with the offset of what is wrong
 */
export function parseJsonPath(text: string): JsonPath {
  const cursor: PathCursor = { text, position: 0, depth: 0 };
  if (text[0] !== '$') failAt(cursor, "'$', the root of the document");
  cursor.position = 1;
  const path = parseSegments(cursor);
  if (cursor.position < text.length) failAt(cursor, "'.', '[' or the end of the path");
  return { ...path, text };
}

/** Reads segments for as long as one follows; the cursor stands behind `$` or `@`. */
function parseSegments(cursor: PathCursor): JsonPath {
  const start = cursor.position - 1;
  const segments: JsonPathSegment[] = [];
  let isOpen = true;
  while (isOpen) {
    if (takeHere(cursor, '..')) {
      segments.push({ kind: 'descendants' }, parseMember(cursor));
    } else if (takeHere(cursor, '.')) {
      segments.push(parseMember(cursor));
    } else if (cursor.text[cursor.position] === '[') {
      segments.push(parseBrackets(cursor));
    } else {
      isOpen = false;
    }
    const last = segments.at(-1);
    if (last?.kind === 'function') isOpen = false;
  }
  const definite = segments.every((segment, index) =>
    isDefiniteSegment(segment, index === segments.length - 1),
  );
  return { text: cursor.text.slice(start, cursor.position), segments, definite };
}

/** Several names at the end select one object, made of these properties: one value. */
function isDefiniteSegment({ kind }: JsonPathSegment, isLast: boolean): boolean {
  return (
    kind === 'property' ||
    kind === 'index' ||
    kind === 'function' ||
    (kind === 'properties' && isLast)
  );
}

function takeHere(cursor: PathCursor, text: string): boolean {
  if (!cursor.text.startsWith(text, cursor.position)) return false;
  cursor.position += text.length;
  return true;
}

const NAME_IN_FILTER = /[^.[\]()\s,'"*?@&|<>=!~]+/y;
const NAME = /[^.[\]()\s,'"*?&|<>=!~]+/y;

/** What follows a dot: a name, a function, `*` or brackets. */
function parseMember(cursor: PathCursor): JsonPathSegment {
  if (takeHere(cursor, '*')) return { kind: 'wildcard' };
  if (cursor.text[cursor.position] === '[') return parseBrackets(cursor);
  const start = cursor.position;
  // In a filter, `@` begins a path of its own.
  const form = cursor.depth === 0 ? NAME : NAME_IN_FILTER;
  const name = take(cursor, form);
  if (name === undefined)
    failAt(cursor, "a property name, '*' or '['; quote odd names: ['my name']");
  if (!takeHere(cursor, '(')) return { kind: 'property', name };
  expectText(cursor, ')', `')': path functions take no arguments here`);
  if (!isPathFunctionName(name)) {
    throw new JsonPathError(
      `unknown function '${name}()' at position ${start} of '${cursor.text}', expected one of ${PATH_FUNCTION_NAMES.join(', ')}`,
      { offset: start },
    );
  }
  return { kind: 'function', name };
}

function isPathFunctionName(name: string): name is PathFunctionName {
  return (PATH_FUNCTION_NAMES as readonly string[]).includes(name);
}

function parseBrackets(cursor: PathCursor): JsonPathSegment {
  cursor.position += 1;
  const segment = parseSelector(cursor);
  expectText(cursor, ']', "']'");
  return segment;
}

function parseSelector(cursor: PathCursor): JsonPathSegment {
  if (takeText(cursor, '*')) return { kind: 'wildcard' };
  if (takeText(cursor, '?')) {
    const filter = nested(cursor, () => parseFilter(cursor, parseSegments));
    return { kind: 'filter', filter };
  }
  const name = takeQuoted(cursor);
  return name === undefined ? parseIndexes(cursor) : parseNames(cursor, name);
}

function parseNames(cursor: PathCursor, first: string): JsonPathSegment {
  const names = [first];
  while (takeText(cursor, ',')) {
    names.push(takeQuoted(cursor) ?? failAt(cursor, 'a quoted property name'));
  }
  return names.length === 1 ? { kind: 'property', name: first } : { kind: 'properties', names };
}

function parseIndexes(cursor: PathCursor): JsonPathSegment {
  const first = takeInteger(cursor);
  if (takeText(cursor, ':')) {
    const to = takeInteger(cursor);
    // Jayway reads the step of a slice, and does not use it.
    if (takeText(cursor, ':')) takeInteger(cursor);
    return { kind: 'slice', from: first, to };
  }
  if (first === undefined) failAt(cursor, "an index, a quoted name, '*' or '?(…)'");
  const indexes = [first];
  while (takeText(cursor, ',')) indexes.push(takeInteger(cursor) ?? failAt(cursor, 'an index'));
  return indexes.length === 1 ? { kind: 'index', index: first } : { kind: 'indexes', indexes };
}

function takeInteger(cursor: PathCursor): number | undefined {
  skipBlanks(cursor);
  const digits = take(cursor, /-?\d+/y);
  return digits === undefined ? undefined : Number(digits);
}
