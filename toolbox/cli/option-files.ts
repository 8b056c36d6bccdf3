import { readFileSync } from 'node:fs';
import type { ConfiguredKeySet } from '../gateway/authorizers/key-set.ts';
import { type MockConfiguration, parseMockConfiguration } from '../sfn/mock-configuration.ts';
import { messageOf } from '../shared/message-of.ts';
import { formatProblem } from '../shared/problem.ts';
import { fileSource } from '../shared/text-source.ts';
import { type EnvVars, parseEnvVars } from './env-vars.ts';
import { parseKeySet } from './key-set.ts';
import type { Terminal } from './terminal.ts';

/** What the files that options name hold. */
export interface OptionFiles {
  readonly environmentVariables: EnvVars;
  readonly mockConfiguration?: MockConfiguration;
  readonly keySet?: ConfiguredKeySet;
}

interface FileOptions {
  readonly envVars?: string;
  readonly mockConfig?: string;
  readonly jwks?: string;
}

/** Reads the files that options name; undefined when one is wrong, which is printed. */
export function readOptionFiles(
  { envVars, mockConfig, jwks }: FileOptions,
  terminal: Terminal,
): OptionFiles | undefined {
  const environmentVariables = envVars === undefined ? () => ({}) : readEnvVars(envVars, terminal);
  const mockConfiguration =
    mockConfig === undefined ? undefined : readMockConfiguration(mockConfig, terminal);
  const keySet = jwks === undefined ? undefined : readKeySet(jwks, terminal);
  if (environmentVariables === undefined) return undefined;
  if (mockConfig !== undefined && mockConfiguration === undefined) return undefined;
  if (jwks !== undefined && keySet === undefined) return undefined;
  return {
    environmentVariables,
    ...(mockConfiguration === undefined ? {} : { mockConfiguration }),
    ...(keySet === undefined ? {} : { keySet }),
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

function readKeySet(fileOrUrl: string, terminal: Terminal): ConfiguredKeySet | undefined {
  if (/^https?:\/\//.test(fileOrUrl)) return { kind: 'url', url: fileOrUrl };
  const text = readText(fileOrUrl, terminal);
  if (text === undefined) return undefined;
  try {
    return { kind: 'keys', keySet: parseKeySet(text) };
  } catch (error) {
    terminal.error(`${fileOrUrl}:1:1 jwks ${messageOf(error)}`);
    return undefined;
  }
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
