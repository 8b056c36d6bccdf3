import { JsonDocument } from '../shared/json-document.ts';
import { contextObject, type StateVisit, stateError } from './context-object.ts';
import type { DataPath, InputTemplate } from './definition.ts';
import { evaluateExpression } from './expression.ts';
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
  const reason =
    path.kind === 'path'
      ? describeMissingPath(path.path, path.root === 'data' ? data.value : contextObject(visit))
      : 'No results';
  throw stateError(visit, `Invalid path '${path.source}' : ${reason}`);
}

/** Parameters and ResultSelector. */
export function applyTemplate(
  template: PayloadTemplate | undefined,
  data: JsonDocument,
  visit: StateVisit,
): JsonDocument {
  if (template === undefined) return data;
  return JsonDocument.fromValue(evaluateTemplate(template, data, visit));
}

/** What a state works on: InputPath, then Parameters. */
export function effectiveInput(
  state: { readonly InputPath: DataPath } & Partial<InputTemplate>,
  visit: StateVisit,
): JsonDocument {
  return applyTemplate(state.Parameters, selectByPath(state.InputPath, visit.input, visit), visit);
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
