import { relative, resolve } from 'node:path';
import type { BuildFailure, BuildResult, Message, Metafile } from 'esbuild';
import type { EsbuildProperties } from '../template/model.ts';
import { writeBuild } from './build-directory.ts';
import { BuildError } from './build-error.ts';
import { esbuildOptions } from './esbuild-options.ts';

export interface Bundle {
  /** The files that it was made from, without those of installed packages. */
  readonly sources: readonly string[];
  /** What it imports by a name that Node resolves when it runs. */
  readonly externalImports: readonly string[];
}

/**
 * Bundles a function into a folder as `sam build` does.
 *
 * @throws BuildError with a line `file:line:column text` for each error, files relative to the
 * project
 */
export async function bundle(
  properties: EsbuildProperties,
  codeDirectory: string,
  outputDirectory: string,
  projectDirectory: string,
): Promise<Bundle> {
  // Loaded at the first build: it is most of the time that loading this module would take.
  const esbuild = await import('esbuild');
  const options = esbuildOptions(properties, codeDirectory, outputDirectory);
  let result: BuildResult<typeof options>;
  try {
    result = await esbuild.build(options);
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    const lines = error.errors.map((message) => lineOf(message, codeDirectory, projectDirectory));
    throw new BuildError(lines.join('\n'), { cause: error });
  }
  writeBuild(
    outputDirectory,
    result.outputFiles,
    options.format === 'cjs' ? 'commonjs' : undefined,
  );
  return {
    sources: sourcesIn(result.metafile).map((file) => resolve(codeDirectory, file)),
    externalImports: externalImportsIn(result.metafile),
  };
}

function sourcesIn({ inputs }: Metafile): string[] {
  return Object.keys(inputs).filter((file) => !file.split('/').includes('node_modules'));
}

function externalImportsIn({ outputs }: Metafile): string[] {
  return Object.values(outputs).flatMap(({ imports }) =>
    imports.filter(({ external }) => external).map(({ path }) => path),
  );
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && Array.isArray(Reflect.get(error, 'errors'));
}

/** esbuild counts columns from 0. */
function lineOf(
  { text, location }: Message,
  codeDirectory: string,
  projectDirectory: string,
): string {
  if (location === null) return text;
  const file = relative(projectDirectory, resolve(codeDirectory, location.file));
  return `${file}:${location.line}:${location.column + 1} ${text}`;
}
