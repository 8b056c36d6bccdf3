import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Bundles the toolbox with its libraries into `dist/`: the command, what it loads lazily as chunks, and the program of
 * the worker threads that run functions. esbuild itself stays a dependency, as it brings a binary.
 *
 * @param {string} [outdir]
 */
export async function bundle(outdir = `${root}dist`) {
  await build({
    absWorkingDir: root,
    entryPoints: { stepgate: 'toolbox/cli/main.ts', 'lambda-worker': 'toolbox/lambda/worker.ts' },
    outdir,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outExtension: { '.js': '.mjs' },
    chunkNames: '[name]-[hash]',
    external: ['esbuild'],
    sourcemap: true,
    minifySyntax: true,
    // CommonJS libraries inside ask for Node's own modules by `require`.
    banner: {
      js: "import { createRequire as createRequireForBundle } from 'node:module'; const require = createRequireForBundle(import.meta.url);",
    },
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle();
