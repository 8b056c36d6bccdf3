import { copyObject, type JsonObject } from '../shared/json.ts';
import type { TextSource } from '../shared/text-source.ts';
import { type CompiledTemplate, compileTemplate, renderTemplate } from '../vtl/compile-template.ts';
import type { VtlValue } from '../vtl/value.ts';
import { ContextObject } from './mapping-template/context-object.ts';
import { InputObject } from './mapping-template/input-object.ts';
import { UTIL } from './mapping-template/util-object.ts';

export type MappingTemplate = CompiledTemplate;

/** What the variables of a mapping template stand for. */
export interface MappingTemplateInput {
  /** The text of the body; an empty one or none reads as `{}`. */
  readonly body: string | null;
  readonly params: MappingTemplateParams;
  /** `$context` without the overrides. */
  readonly context: JsonObject;
  readonly stageVariables: Readonly<Record<string, string>>;
  /** Changed by the template; one record for the request and the response template of a call. */
  readonly requestOverride: RequestOverride;
  readonly responseOverride: ResponseOverride;
}

/** The parameters of the method request, with the names as the client spelt them. */
export interface MappingTemplateParams {
  readonly path: Readonly<Record<string, string>>;
  readonly querystring: Readonly<Record<string, string>>;
  readonly header: Readonly<Record<string, string>>;
}

/**
 * `$context.requestOverride`: `header`, `path` and `querystring`. A template can put anything into it, so what it
 * holds has to be looked at before use.
 */
export type RequestOverride = JsonObject;

/** `$context.responseOverride`: `status` and `header`; see `RequestOverride`. */
export type ResponseOverride = JsonObject;

export function emptyRequestOverride(): RequestOverride {
  return { header: {}, path: {}, querystring: {} };
}

export function emptyResponseOverride(): ResponseOverride {
  return { header: {} };
}

/**
 * Parses and compiles a mapping template, once for all requests.
 *
 * @throws VtlError when API Gateway would answer 500 to every request
 */
export function compileMappingTemplate(source: TextSource): MappingTemplate {
  return compileTemplate(source);
}

/**
 * Renders a mapping template and fills the overrides.
 *
 * @throws VtlError where API Gateway would answer this request with 500
 * @see "API Gateway mapping template and access logging variable reference" (API Gateway Developer Guide)
 */
export function renderMappingTemplate(
  template: MappingTemplate,
  input: MappingTemplateInput,
): string {
  return renderTemplate(template, (name) => variableOf(name, input));
}

function variableOf(name: string, input: MappingTemplateInput): VtlValue | undefined {
  switch (name) {
    case 'input':
      return new InputObject(input.body, input.params);
    case 'util':
      return UTIL;
    case 'context':
      return new ContextObject(input);
    case 'stageVariables':
      return copyObject(input.stageVariables);
    default:
      return undefined;
  }
}
