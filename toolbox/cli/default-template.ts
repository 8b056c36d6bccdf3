import type { FileKind } from '../template/template-files.ts';

const NAMES = ['template.yaml', 'template.yml', 'template.json'] as const;

/** The template of the current folder, by the names that the SAM CLI looks for; the first when there is none. */
export function defaultTemplate(fileKind: FileKind): string {
  return NAMES.find((name) => fileKind(name) === 'file') ?? NAMES[0];
}
