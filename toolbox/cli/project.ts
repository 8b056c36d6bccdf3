import { readFileSync } from 'node:fs';
import { findProblems } from '../check/find-problems.ts';
import { formatProblem } from '../shared/problem.ts';
import { loadTemplate } from '../template/load-template.ts';
import type { SamTemplate } from '../template/model.ts';
import { fileKind } from './file-kind.ts';
import type { Terminal } from './terminal.ts';

/** Options of every command that reads the template. */
export interface TemplateOptions {
  readonly template: string;
  readonly parameterOverrides: Readonly<Record<string, string>>;
  readonly region?: string;
}

const DEFAULT_REGION = 'us-east-1';

function regionOf({ region }: { readonly region?: string }): string {
  return region || process.env['AWS_REGION'] || DEFAULT_REGION;
}

/**
 * Reads the template and everything it includes and prints each problem on a line of standard error.
 *
 * @returns the template, or undefined when AWS would refuse it
 */
export function loadProject(options: TemplateOptions, terminal: Terminal): SamTemplate | undefined {
  const { template, problems } = loadTemplate(options.template, {
    parameterOverrides: options.parameterOverrides,
    region: regionOf(options),
    readFile: (file) => readFileSync(file, 'utf8'),
    fileKind,
  });
  const all = [...problems, ...(template === undefined ? [] : findProblems(template))];
  for (const problem of all) terminal.error(formatProblem(problem));
  return all.some(({ severity }) => severity === 'error') ? undefined : template;
}
