import { readFileSync } from 'node:fs';
import { type MockConfiguration, parseMockConfiguration } from '../sfn/mock-configuration.ts';
import { messageOf } from '../shared/message-of.ts';
import { formatProblem } from '../shared/problem.ts';
import { fileSource } from '../shared/text-source.ts';
import { type EnvVars, parseEnvVars } from './env-vars.ts';
import type { Terminal } from './terminal.ts';

/** What the files that options name hold. */
export interface OptionFiles {
  readonly environmentVariables: EnvVars;
  readonly mockConfiguration?: MockConfiguration;
}

/** Reads the files that options name; undefined when one is wrong, which is printed. */
export function readOptionFiles(
  { envVars, mockConfig }: { readonly envVars?: string; readonly mockConfig?: string },
  terminal: Terminal,
): OptionFiles | undefined {
  const environmentVariables = envVars === undefined ? () => ({}) : readEnvVars(envVars, terminal);
  const mockConfiguration =
    mockConfig === undefined ? undefined : readMockConfiguration(mockConfig, terminal);
  if (environmentVariables === undefined) return undefined;
  if (mockConfig !== undefined && mockConfiguration === undefined) return undefined;
  return {
    environmentVariables,
    ...(mockConfiguration === undefined ? {} : { mockConfiguration }),
  };
}

function readEnvVars(file: string, terminal: Terminal): EnvVars | undefined {
  const text = readText(file, terminal);
  if (text === undefined) return undefined;
  try {
    return parseEnvVars(text);
  } catch (error) {
    terminal.error(`${file}:1:1 env-vars ${messageOf(error)}`);
    return undefined;
  }
}

function readMockConfiguration(file: string, terminal: Terminal): MockConfiguration | undefined {
  const text = readText(file, terminal);
  if (text === undefined) return undefined;
  const { configuration, problems } = parseMockConfiguration(fileSource(file, text));
  for (const problem of problems) terminal.error(formatProblem(problem));
  return problems.length === 0 ? configuration : undefined;
}

/** @param file - `-` is standard input */
export function readText(file: string, terminal: Terminal): string | undefined {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    terminal.error(`${file}:1:1 unreadable-file ${messageOf(error)}`);
    return undefined;
  }
}
