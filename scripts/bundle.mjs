import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Bundles the toolbox with its libraries into `dist/`: the command in one file, what launches it, and the program of
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
    metafile: true,
    // Most of the start-up is V8 reading the source.
    minify: true,
  };
  const buildCommand = build({
    ...common,
    entryPoints: { command: 'toolbox/cli/main.ts' },
    // What the source is can be told by its name.
    entryNames: '[name]-[hash]',
    // A script, for which V8 takes a cache; what is imported lazily waits inside it.
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    external: ['esbuild'],
    // Scripts cannot import.
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': 'commandUrl' },
    banner: { js: "const commandUrl = require('node:url').pathToFileURL(__filename).href;" },
  });
  // Loaded once for each environment: CommonJS in one small file loads fastest.
  const worker = build({
    ...common,
    entryPoints: { 'lambda-worker': 'toolbox/lambda/worker.ts' },
    sourcemap: true,
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
  });
  const command = await buildCommand;
  const commandFile = outputsOf(command).find((name) => name.endsWith('.cjs'));
  const launcher = build({
    ...common,
    entryPoints: { stepgate: 'toolbox/cli/launch.ts' },
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    define: { COMMAND_FILE: JSON.stringify(commandFile) },
  });
  const built = [command, ...(await Promise.all([worker, launcher]))];
  await removeAllBut(built.flatMap(outputsOf), outdir);
  return built.flatMap(({ metafile }) => Object.keys(metafile.inputs));
}

function outputsOf({ metafile }) {
  return Object.keys(metafile.outputs).map((path) => basename(path));
}

/** Removes what earlier bundles left, once the new one is there; what stands beside an output stays. */
async function removeAllBut(names, outdir) {
  const isCurrent = (name) => names.some((output) => name.startsWith(output));
  const stale = (await readdir(outdir)).filter((name) => !isCurrent(name));
  await Promise.all(stale.map((name) => rm(join(outdir, name), { recursive: true })));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle();
