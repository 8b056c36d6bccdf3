import { relative, resolve } from 'node:path';
import type { BuildFailure, BuildResult, Message } from 'esbuild';
import type { EsbuildProperties } from '../template/model.ts';
import { writeBuild } from './build-directory.ts';
import { BuildError } from './build-error.ts';
import { esbuildOptions } from './esbuild-options.ts';

/**
 * Bundles a function into a folder as `sam build` does.
 *
 * @returns the files that it was made from, without those of installed packages
 * @throws BuildError with a line `file:line:column text` for each error, files relative to the
 * project
 */
export async function bundle(
  properties: EsbuildProperties,
  codeDirectory: string,
  outputDirectory: string,
  projectDirectory: string,
): Promise<string[]> {
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
  return Object.keys(result.metafile.inputs)
    .filter((file) => !file.split('/').includes('node_modules'))
    .map((file) => resolve(codeDirectory, file));
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
