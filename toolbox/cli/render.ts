import { readFile } from 'node:fs/promises';
import {
  compileMappingTemplate,
  emptyRequestOverride,
  emptyResponseOverride,
  type MappingTemplateInput,
  renderMappingTemplate,
} from '../gateway/mapping-template.ts';
import {
  copyObject,
  deleteProperty,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  keysOf,
  propertyOf,
  setProperty,
  stringifyJson,
} from '../shared/json.ts';
import { parseLosslessJson } from '../shared/lossless-json.ts';
import { formatProblem, type Position } from '../shared/problem.ts';
import { fileSource, type TextSource } from '../shared/text-source.ts';
import { VtlError } from '../vtl/vtl-error.ts';

export interface RenderOptions {
  /** File with the mapping template. */
  readonly template: string;
  /** JSON file with the request or response to render it for. */
  readonly input: string;
  /** Print the overrides too. */
  readonly json: boolean;
}

export interface RenderOutput {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}

/** A fault of the input file. */
class InputError extends Error {
  override readonly name = 'InputError';
  readonly position: Position;

  constructor(message: string, { position, cause }: ErrorOptions & { position: Position }) {
    super(message, { cause });
    this.position = position;
  }
}

/**
 * `stepgate render`: renders one mapping template.
 *
 * @returns the exit code: 0; 1 when a file is wrong; 2 when one cannot be read
 */
export async function render(options: RenderOptions, output: RenderOutput): Promise<number> {
  let sources: readonly [TextSource, TextSource];
  try {
    sources = [await sourceOf(options.template), await sourceOf(options.input)];
  } catch (error) {
    output.stderr(`${error instanceof Error ? error.message : error}\n`);
    return 2;
  }
  try {
    output.stdout(renderSources(...sources, options.json));
    return 0;
  } catch (error) {
    if (!(error instanceof VtlError || error instanceof InputError)) throw error;
    const { position, message } = error;
    const rule = error instanceof VtlError ? 'mapping-template' : 'input';
    output.stderr(`${formatProblem({ position, severity: 'error', rule, message })}\n`);
    return 1;
  }
}

async function sourceOf(file: string): Promise<TextSource> {
  return fileSource(file, await readFile(file, 'utf8'));
}

function renderSources(template: TextSource, input: TextSource, asJson: boolean): string {
  const compiled = compileMappingTemplate(template);
  const mappingInput = readInput(input);
  const text = renderMappingTemplate(compiled, mappingInput);
  if (!asJson) return text;
  const { requestOverride, responseOverride } = mappingInput;
  return `${stringifyJson({ text, requestOverride, responseOverride })}\n`;
}

function readInput(source: TextSource): MappingTemplateInput {
  const members = membersOf(source);
  const phase = propertyOf(members, 'phase') ?? 'request';
  if (phase !== 'request' && phase !== 'response') {
    failInput(source, `"phase" is ${stringifyJson(phase)}, expected "request" or "response"`);
  }
  const body = propertyOf(members, 'body') ?? null;
  if (body !== null && typeof body !== 'string') {
    failInput(source, '"body" has to be the text of the body (JSON as a string) or null');
  }
  const context = copyObject(objectIn(source, members, 'context'));
  const requestOverride = takeOverride(context, 'requestOverride', emptyRequestOverride());
  const responseOverride = takeOverride(context, 'responseOverride', emptyResponseOverride());
  return {
    body,
    params: {
      path: textsIn(source, members, 'path'),
      querystring: textsIn(source, members, 'querystring'),
      header: textsIn(source, members, 'headers'),
    },
    context,
    stageVariables: textsIn(source, members, 'stageVariables'),
    requestOverride,
    responseOverride,
  };
}

function membersOf(source: TextSource): JsonObject {
  let value: JsonValue;
  try {
    value = parseLosslessJson(source.text);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const offset = Number(/at position (\d+)/.exec(message)?.[1] ?? 0);
    throw new InputError(`the input has to be JSON: ${message}`, {
      position: source.positionAt(offset),
      cause,
    });
  }
  return isJsonObject(value) ? value : failInput(source, 'the input has to be a JSON object');
}

function failInput(source: TextSource, message: string): never {
  throw new InputError(message, { position: source.positionAt(0) });
}

function objectIn(source: TextSource, members: JsonObject, name: string): JsonObject {
  const value = propertyOf(members, name) ?? {};
  return isJsonObject(value) ? value : failInput(source, `"${name}" has to be an object`);
}

/** Reads names and texts, as headers and parameters are. */
function textsIn(source: TextSource, members: JsonObject, name: string): Record<string, string> {
  const texts = objectIn(source, members, name);
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value !== 'string') failInput(source, `"${name}.${key}" has to be a string`);
  }
  return copyObject(texts) as Record<string, string>;
}

/** Takes what a template before has put into an override out of the context. */
function takeOverride(context: JsonObject, name: string, override: JsonObject): JsonObject {
  const given = propertyOf(context, name);
  deleteProperty(context, name);
  if (!isJsonObject(given)) return override;
  for (const key of keysOf(given)) setProperty(override, key, given[key] as JsonValue);
  return override;
}
