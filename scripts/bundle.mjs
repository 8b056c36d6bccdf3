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
  const common = {
    absWorkingDir: root,
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node20',
    sourcemap: true,
  };
  const command = build({
    ...common,
    entryPoints: { stepgate: 'toolbox/cli/main.ts' },
    splitting: true,
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    chunkNames: '[name]-[hash]',
    external: ['esbuild'],
    minifySyntax: true,
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
  await Promise.all([command, worker]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle();
