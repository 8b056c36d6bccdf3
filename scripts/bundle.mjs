import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Bundles the toolbox with its libraries into `dist/`: the command, what it loads lazily as chunks, and the program of
 * the worker threads that run functions. esbuild itself stays a dependency, as it brings a binary.
 *
 * @param {string} [outdir]
 * @returns {Promise<string[]>} the source files, relative to the project
 */
export async function bundle(outdir = `${root}dist`) {
  const common = {
    absWorkingDir: root,
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    metafile: true,
  };
  const command = build({
    ...common,
    entryPoints: { stepgate: 'toolbox/cli/main.ts' },
    splitting: true,
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    chunkNames: '[name]-[hash]',
    external: ['esbuild'],
    // Most of the start-up is V8 reading the source.
    minify: true,
    // CommonJS libraries inside ask for Node's own modules by `require`.
    banner: {
      js: "import { createRequire as createRequireForBundle } from 'node:module'; const require = createRequireForBundle(import.meta.url);",
    },
  });
  // Loaded once for each environment: CommonJS in one small file loads fastest.
  const worker = build({
    ...common,
    entryPoints: { 'lambda-worker': 'toolbox/lambda/worker.ts' },
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    minify: true,
  });
  const built = await Promise.all([command, worker]);
  await removeAllBut(
    built.flatMap(({ metafile }) => Object.keys(metafile.outputs)),
    outdir,
  );
  return built.flatMap(({ metafile }) => Object.keys(metafile.inputs));
}

/** Removes what earlier bundles left, once the new one is there. */
async function removeAllBut(outputs, outdir) {
  const names = new Set(outputs.map((path) => basename(path)));
  const stale = (await readdir(outdir)).filter((name) => !names.has(name));
  await Promise.all(stale.map((name) => rm(join(outdir, name), { recursive: true })));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle();
