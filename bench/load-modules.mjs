import { build } from 'esbuild';
import { root } from './children.mjs';

/**
 * Loads modules of the toolbox into this process, bundled as they are published.
 *
 * @param {Record<string, string>} exportsByFile - what to take from each file below `toolbox/`
 */
export async function loadModules(exportsByFile) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    stdin: {
      contents: Object.entries(exportsByFile)
        .map(([file, names]) => `export { ${names} } from './toolbox/${file}';`)
        .join('\n'),
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    banner: {
      js: `import { createRequire as createRequireForBundle } from 'node:module'; const require = createRequireForBundle(${JSON.stringify(root)});`,
    },
  });
  const [file] = outputFiles;
  return import(`data:text/javascript;base64,${Buffer.from(file.contents).toString('base64')}`);
}
