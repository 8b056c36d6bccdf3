import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileKind } from '../../../toolbox/cli/file-kind.ts';
import { formatProblem } from '../../../toolbox/shared/problem.ts';
import { loadTemplate } from '../../../toolbox/template/load-template.ts';
import type { SamTemplate } from '../../../toolbox/template/model.ts';

export const APP_TEMPLATE = resolve(__dirname, '../../../template.yaml');
export const APP_FILES = { readFile: (file: string) => readFileSync(file, 'utf8'), fileKind };
export const APP_REGION = 'eu-west-1';

/** The application of this repository; its parameters have their defaults unless overridden. */
export function loadApp(parameterOverrides: Readonly<Record<string, string>> = {}): SamTemplate {
  const { template, problems } = loadTemplate(APP_TEMPLATE, {
    parameterOverrides,
    region: APP_REGION,
    ...APP_FILES,
  });
  expect(problems.map(formatProblem)).toEqual([]);
  // Without a problem there is a template.
  return template as SamTemplate;
}
