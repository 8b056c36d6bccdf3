import { fileSource } from '../../../toolbox/shared/text-source.ts';
import { parseTemplate } from '../../../toolbox/vtl/parser.ts';
import { renderTemplate } from '../../../toolbox/vtl/renderer.ts';
import type { VtlValue } from '../../../toolbox/vtl/value.ts';

/** Parses and renders a template in one go. */
export function renderText(
  template: string,
  variables: Readonly<Record<string, VtlValue>> = {},
): string {
  return renderTemplate(parseTemplate(fileSource('template.vtl', template)), variables);
}
