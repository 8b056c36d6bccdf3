import { fileSource } from '../../../toolbox/shared/text-source.ts';
import { compileTemplate, renderTemplate } from '../../../toolbox/vtl/compile-template.ts';
import type { VtlValue } from '../../../toolbox/vtl/value.ts';

/** Compiles and renders a template in one go. */
export function renderText(
  template: string,
  variables: Readonly<Record<string, VtlValue>> = {},
): string {
  const compiled = compileTemplate(fileSource('template.vtl', template));
  return renderTemplate(compiled, (name) =>
    Object.hasOwn(variables, name) ? variables[name] : undefined,
  );
}
