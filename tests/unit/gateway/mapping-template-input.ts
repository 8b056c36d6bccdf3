import {
  compileMappingTemplate,
  emptyRequestOverride,
  emptyResponseOverride,
  type MappingTemplateInput,
  renderMappingTemplate,
} from '../../../toolbox/gateway/mapping-template.ts';
import { fileSource } from '../../../toolbox/shared/text-source.ts';

/** What a template sees of a request without anything in it. */
export function aMappingTemplateInput(
  parts: Partial<MappingTemplateInput> = {},
): MappingTemplateInput {
  return {
    body: null,
    params: { path: {}, querystring: {}, header: {} },
    context: {},
    stageVariables: {},
    requestOverride: emptyRequestOverride(),
    responseOverride: emptyResponseOverride(),
    ...parts,
  };
}

/** Compiles and renders a mapping template in one go. */
export function renderMapping(template: string, parts: Partial<MappingTemplateInput> = {}): string {
  const compiled = compileMappingTemplate(fileSource('template.vtl', template));
  return renderMappingTemplate(compiled, aMappingTemplateInput(parts));
}
