import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { esbuildOptions } from '../../../toolbox/lambda/esbuild-options.ts';

describe('esbuildOptions', () => {
  const directory = mkdtempSync(join(tmpdir(), 'stepgate-esbuild-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  test('has the defaults of sam build', () => {
    expect(esbuildOptions({ EntryPoints: ['app.ts'] }, directory, '/out')).toMatchObject({
      absWorkingDir: directory,
      entryPoints: ['app.ts'],
      outdir: '/out',
      bundle: true,
      platform: 'node',
      target: ['es2020'],
      format: 'cjs',
      minify: true,
      sourcemap: false,
    });
  });

  test('takes over what BuildProperties say', () => {
    const properties = {
      EntryPoints: ['app.ts'],
      Target: 'node24',
      Format: 'esm',
      Minify: false,
      Sourcemap: true,
      External: ['@aws-sdk/*'],
      OutExtension: ['.js=.mjs'],
      Loader: ['.html=text'],
      Define: ['STAGE="dev=1"'],
      Banner: ['js=// pets'],
      MainFields: ['module,main'],
    };

    expect(esbuildOptions(properties, directory, '/out')).toMatchObject({
      target: ['node24'],
      format: 'esm',
      minify: false,
      sourcemap: true,
      external: ['@aws-sdk/*'],
      outExtension: { '.js': '.mjs' },
      loader: { '.html': 'text' },
      define: { STAGE: '"dev=1"' },
      banner: { js: '// pets' },
      mainFields: ['module', 'main'],
    });
  });

  test.each([
    { files: ['one.ts', 'one.js'], entry: 'one', expected: 'one.ts' },
    { files: ['two.js'], entry: 'two', expected: 'two.js' },
    { files: [], entry: 'three', expected: 'three' },
  ])('finds entry point $entry as $expected', ({ files, entry, expected }) => {
    for (const file of files) writeFileSync(join(directory, file), '');

    expect(esbuildOptions({ EntryPoints: [entry] }, directory, '/out').entryPoints).toEqual([
      expected,
    ]);
  });
});
