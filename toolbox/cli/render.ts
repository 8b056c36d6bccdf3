import { readFileSync } from 'node:fs';
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
import { messageOf } from '../shared/message-of.ts';
import { formatProblem, type Position } from '../shared/problem.ts';
import { fileSource, type TextSource } from '../shared/text-source.ts';
import { VtlError } from '../vtl/vtl-error.ts';
import { EXIT_CODES } from './exit-codes.ts';

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
 * @returns the exit code: 0; 1 when a file is wrong or cannot be read
 */
export async function render(options: RenderOptions, output: RenderOutput): Promise<number> {
  try {
    const template = sourceOf(options.template);
    const input = sourceOf(options.input);
    output.stdout(renderSources(template, input, options.json));
    return EXIT_CODES.fine;
  } catch (error) {
    if (!(error instanceof VtlError || error instanceof InputError)) throw error;
    const { position, message } = error;
    const rule = error instanceof VtlError ? 'mapping-template' : 'input';
    output.stderr(`${formatProblem({ position, severity: 'error', rule, message })}\n`);
    return EXIT_CODES.wrongFiles;
  }
}

function sourceOf(file: string): TextSource {
  try {
    return fileSource(file, readFileSync(file, 'utf8'));
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

function unreadable(file: string, cause: unknown): InputError {
  const position = { file, line: 1, column: 1 };
  return new InputError(`the file cannot be read: ${messageOf(cause)}`, { position, cause });
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
    const message = messageOf(cause);
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
