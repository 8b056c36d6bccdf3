import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { LogSource } from '../../../toolbox/lambda/environment-log.ts';
import {
  createLambdaService,
  type LambdaService,
  type LambdaServiceOptions,
} from '../../../toolbox/lambda/lambda-service.ts';
import type { FunctionConfiguration } from '../../../toolbox/template/model.ts';

export const IDENTITY = { accountId: '123456789012', region: 'eu-west-1', partition: 'aws' };

export interface LogEntry {
  readonly functionName: string;
  readonly line: string;
  readonly source: LogSource;
}

/** A folder with the source of functions, and a Lambda service that runs them. */
export interface LambdaProject {
  readonly directory: string;
  readonly service: LambdaService;
  readonly log: LogEntry[];
  write(path: string, text: string): void;
  /** Invokes a function and parses what it answers. */
  call<Result>(functionName: string, event?: unknown): Promise<Result>;
  /** The lines that functions wrote themselves. */
  output(): string[];
  close(): Promise<void>;
}

const REPOSITORY = join(__dirname, '../../..');

/** Bundles the worker as the command does, to a place from which the same packages are found. */
async function bundleWorker(directory: string): Promise<URL> {
  const outfile = join(directory, 'lambda-worker.cjs');
  const entry = join(REPOSITORY, 'toolbox/lambda/worker.ts');
  symlinkSync(join(REPOSITORY, 'node_modules'), join(directory, 'node_modules'), 'junction');
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
  return pathToFileURL(outfile);
}

/**
 * What differs from a nodejs22 function with 128 MB and a time-out of 3 s; `folder` is its
 * `CodeUri`.
 */
export type FunctionChanges = Partial<FunctionConfiguration> & { readonly folder?: string };

/**
 * @param files - text by path; functions are in the folder `functions` unless they say otherwise
 */
export async function lambdaProject(
  files: Record<string, string>,
  functions: Record<string, FunctionChanges>,
  options: Partial<LambdaServiceOptions> = {},
): Promise<LambdaProject> {
  const directory = mkdtempSync(join(tmpdir(), 'stepgate-lambda-'));
  const runtimeDirectory = mkdtempSync(join(tmpdir(), 'stepgate-runtime-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  const log: LogEntry[] = [];
  const service = createLambdaService({
    functions: Object.entries(functions).map(([name, { folder = 'functions', ...changes }]) => ({
      ...aFunction(name, join(directory, folder)),
      ...changes,
    })),
    identity: IDENTITY,
    projectDirectory: directory,
    workerUrl: await bundleWorker(runtimeDirectory),
    environmentVariables: () => ({}),
    endpoints: {},
    clock: { now: Date.now, sleep: () => Promise.resolve() },
    log: (functionName, line, source) => log.push({ functionName, line, source }),
    ...options,
  });
  return {
    directory,
    service,
    log,
    write,
    async call(functionName, event = {}) {
      const result = await service.invoke({ functionName, payload: JSON.stringify(event) });
      return JSON.parse(result.payload);
    },
    output: () => log.filter(({ source }) => source === 'function').map(({ line }) => line),
    async close() {
      await service.close();
      rmSync(directory, { recursive: true });
      rmSync(runtimeDirectory, { recursive: true });
    },
  };
}

export function aFunction(name: string, codeDirectory: string): FunctionConfiguration {
  return {
    logicalId: name,
    functionName: name,
    functionArn: `arn:aws:lambda:eu-west-1:123456789012:function:${name}`,
    runtime: 'nodejs22.x',
    handler: 'index.handler',
    packageType: 'Zip',
    codeDirectory,
    timeoutSeconds: 3,
    memorySizeMb: 128,
    environment: {},
    architecture: 'x86_64',
    roleArn: 'arn:aws:iam::123456789012:role/FunctionRole',
    logGroupName: `/aws/lambda/${name}`,
    position: { file: 'template.yaml', line: 1, column: 1 },
  };
}
