import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildOptions, Loader, Plugin } from 'esbuild';
import type { EsbuildProperties } from '../template/model.ts';
import { SDK_V2_ENDPOINTS, SDK_V2_LOADER } from './sdk-v2.ts';

/**
 * Tells esbuild what `sam build` would tell it.
 *
 * @param codeDirectory - `CodeUri`, which the entry points are relative to
 * @see "Building Node.js Lambda functions with AWS SAM and esbuild" (AWS SAM Developer Guide)
 */
export function esbuildOptions(
  properties: EsbuildProperties,
  codeDirectory: string,
  outputDirectory: string,
) {
  return {
    absWorkingDir: codeDirectory,
    entryPoints: properties.EntryPoints.map((entry) => entryFile(codeDirectory, entry)),
    outdir: outputDirectory,
    bundle: true,
    platform: 'node',
    target: (properties.Target ?? 'es2020').split(','),
    format: (properties.Format ?? 'cjs') as 'cjs' | 'esm' | 'iife',
    minify: properties.Minify ?? true,
    sourcemap: properties.Sourcemap ?? false,
    sourcesContent: properties.SourcesContent ?? true,
    keepNames: properties.KeepNames ?? false,
    external: [...(properties.External ?? [])],
    define: pairsOf(properties.Define),
    loader: pairsOf(properties.Loader) as Record<string, Loader>,
    outExtension: pairsOf(properties.OutExtension),
    banner: pairsOf(properties.Banner),
    footer: pairsOf(properties.Footer),
    ...(properties.MainFields === undefined
      ? {}
      : { mainFields: properties.MainFields.flatMap((fields) => fields.split(',')) }),
    // Written by the caller, and only where something changed: a thread may be reading the last
    // build.
    write: false,
    metafile: true,
    logLevel: 'silent',
    plugins: [redirectedSdkV2],
  } as const satisfies BuildOptions;
}

/** In a bundle the SDK v2 is not loaded by name, so that it has to be told before. */
const redirectedSdkV2: Plugin = {
  name: 'redirected-sdk-v2',
  setup({ onLoad }) {
    onLoad({ filter: SDK_V2_LOADER }, ({ path }) => ({
      contents: readFileSync(path, 'utf8') + SDK_V2_ENDPOINTS,
    }));
  },
};

/** An entry point without a suffix is a `.ts` file, else a `.js` file. */
function entryFile(codeDirectory: string, entry: string): string {
  const candidates = [entry, `${entry}.ts`, `${entry}.js`];
  const isFile = (file: string): boolean =>
    statSync(join(codeDirectory, file), { throwIfNoEntry: false })?.isFile() ?? false;
  return candidates.find(isFile) ?? entry;
}

/** Reads `key=value` words such as `.js=.mjs`. */
function pairsOf(words: readonly string[] | undefined): Record<string, string> {
  const pairs = (words ?? []).map((word): [string, string] => {
    const equals = word.indexOf('=');
    return equals === -1 ? [word, ''] : [word.slice(0, equals), word.slice(equals + 1)];
  });
  return Object.fromEntries(pairs);
}
