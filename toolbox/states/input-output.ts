import { JsonDocument } from '../shared/json-document.ts';
import { type StateVisit, stateError } from './context-object.ts';
import type { DataPath } from './definition.ts';
import type { Eventual } from './eventual.ts';
import { evaluateExpression, rootOf } from './expression.ts';
import type { OutputSource } from './jsonata/evaluate-jsonata.ts';
import { describeMissingPath } from './missing-path.ts';
import { evaluateTemplate, type PayloadTemplate } from './payload-template.ts';
import { putAt, type ReferencePath } from './reference-path.ts';
import { StatesError } from './states-error.ts';

/** Bytes of UTF-8 that an input, a result or an output may have. */
const DATA_LIMIT_BYTES = 262_144;
/** One UTF-16 unit never takes more bytes of UTF-8. */
const MAX_BYTES_PER_UNIT = 3;

const EMPTY_OBJECT = JsonDocument.fromBoth('{}', {});

/**
 * InputPath and OutputPath. Without a path the document goes on as it is, with its text.
 *
 * @throws StatesError States.Runtime when the path finds nothing
 */
export function selectByPath(path: DataPath, data: JsonDocument, visit: StateVisit): JsonDocument {
  if (path === undefined) return data;
  if (path === null) return EMPTY_OBJECT;
  const value = evaluateExpression(path, data, visit);
  if (value !== undefined) return JsonDocument.fromValue(value);
  const root = path.kind === 'path' ? rootOf(path, data, visit) : undefined;
  const reason =
    path.kind === 'path' && root !== undefined
      ? describeMissingPath(path.path, root)
      : 'No results';
  throw stateError(visit, `Invalid path '${path.source}' : ${reason}`);
}

/** Parameters, ResultSelector, Arguments and Output: without a template the document goes on as it is. */
export function applyTemplate(
  template: PayloadTemplate | undefined,
  data: JsonDocument,
  visit: StateVisit,
  source?: OutputSource,
): Eventual<JsonDocument> {
  return template === undefined ? data : evaluateTemplate(template, data, visit, source);
}

/**
 * ResultPath: the raw input with the result put in its place.
 *
 * @throws StatesError States.ResultPathMatchFailure when the input has no such place
 */
export function placeResult(
  path: ReferencePath | null | undefined,
  result: JsonDocument,
  visit: StateVisit,
): JsonDocument {
  const { input } = visit;
  if (path === undefined) return result;
  if (path === null) return input;
  const combined = putAt(input.value, path.steps, result.value);
  if (combined !== undefined) return JsonDocument.fromValue(combined);
  throw stateError(
    visit,
    `Unable to apply ReferencePath ${path.source} to input ${input.text}`,
    'States.ResultPathMatchFailure',
  );
}

/**
 * @param subject - the state or resource that made the data
 * @throws StatesError States.DataLimitExceeded
 */
export function checkDataLimit(data: JsonDocument, subject: string): void {
  const { text } = data;
  if (text.length * MAX_BYTES_PER_UNIT <= DATA_LIMIT_BYTES) return;
  if (Buffer.byteLength(text) <= DATA_LIMIT_BYTES) return;
  throw new StatesError(
    'States.DataLimitExceeded',
    `The state/task '${subject}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );
}
