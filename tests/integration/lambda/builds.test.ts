import { existsSync, readFileSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { type LambdaProject, lambdaProject } from './lambda-project.ts';

const ESBUILD = { esbuild: { EntryPoints: ['app.ts'] }, handler: 'app.handler' };
const answering = (text: string): string =>
  `export const handler = async (): Promise<string> => ${JSON.stringify(text)};`;

describe('a function with esbuild Metadata', () => {
  let project: LambdaProject;

  afterEach(() => project.close());

  test('runs as CommonJS though the project says module', async () => {
    project = await lambdaProject(
      { 'package.json': '{"type": "module"}', 'functions/app.ts': answering('built') },
      { build: ESBUILD },
    );

    expect(await project.call('build')).toBe('built');
  });

  test('runs as an ES module with Format esm and OutExtension', async () => {
    const esbuild = { EntryPoints: ['app.ts'], Format: 'esm', OutExtension: ['.js=.mjs'] };
    project = await lambdaProject(
      { 'functions/app.ts': `await Promise.resolve(); ${answering('module')}` },
      { build: { ...ESBUILD, esbuild: { ...esbuild, Target: 'es2022' } } },
    );

    expect(await project.call('build')).toBe('module');
    expect(existsSync(join(project.directory, '.aws-sam/stepgate/build/app.mjs'))).toBe(true);
  });

  test('finds external packages in the project', async () => {
    project = await lambdaProject(
      {
        'node_modules/pets/index.js': 'exports.name = "cat";',
        'functions/app.ts': 'import { name } from "pets"; export const handler = async () => name;',
      },
      { build: { ...ESBUILD, esbuild: { EntryPoints: ['app.ts'], External: ['pets'] } } },
    );

    expect(await project.call('build')).toBe('cat');
    const bundle = readFileSync(join(project.directory, '.aws-sam/stepgate/build/app.js'), 'utf8');
    expect(bundle).not.toContain('cat');
  });

  test('tells the line of the source in a trace when it has a source map', async () => {
    project = await lambdaProject(
      {
        'functions/app.ts': '\n\nexport const handler = async () => {\n  throw new Error("x");\n};',
      },
      { build: { ...ESBUILD, esbuild: { EntryPoints: ['app.ts'], Sourcemap: true } } },
    );

    expect(await project.call('build')).toMatchObject({
      trace: expect.arrayContaining([expect.stringContaining('functions/app.ts:4:9')]),
    });
  });

  test('answers the place of what does not build, and runs once it is mended', async () => {
    project = await lambdaProject({ 'functions/app.ts': 'export const a = ;' }, { build: ESBUILD });

    expect(await project.call('build')).toEqual({
      errorType: 'Runtime.BuildError',
      errorMessage: 'functions/app.ts:1:18 Unexpected ";"',
    });
    expect(project.output()).toEqual(['functions/app.ts:1:18 Unexpected ";"']);

    project.write('functions/app.ts', answering('mended'));
    expect(await project.call('build')).toBe('mended');
  });

  test('runs its new code when a file has changed', async () => {
    let nowMs = 0;
    const clock = { now: () => nowMs, sleep: () => Promise.resolve() };
    project = await lambdaProject(
      {
        'functions/app.ts':
          'import { text } from "./text"; export const handler = async () => text;',
        'functions/text.ts': 'export const text = "old";',
      },
      { build: ESBUILD },
      { clock },
    );
    expect(await project.call('build')).toBe('old');

    project.write('functions/text.ts', 'export const text = "new";');
    utimesSync(join(project.directory, 'functions/text.ts'), 1, 1);
    nowMs += 1000;

    expect(await project.call('build')).toBe('new');
  });
});

describe('a function without Metadata', () => {
  test('whose handler is TypeScript answers how to mend it', async () => {
    const project = await lambdaProject(
      { 'functions/app.ts': answering('never') },
      { plain: { handler: 'app.handler' } },
    );

    expect(await project.call('plain')).toEqual({
      errorType: 'Runtime.BuildError',
      errorMessage:
        'plain: handler "app.handler" is TypeScript (app.ts), which Lambda does not run as it is. Give the function "Metadata: {BuildMethod: esbuild, BuildProperties: {EntryPoints: [app.ts]}}".',
    });
    await project.close();
  });

  test('runs from a copy with the folders that it links to', async () => {
    const project = await lambdaProject(
      {
        'package.json': '{"type": "module"}',
        'shared/pets.js': 'exports.name = "cat";',
        'functions/index.js': 'exports.handler = async () => require("./shared/pets").name;',
      },
      { plain: {} },
    );
    const link = join(project.directory, 'functions/shared');
    symlinkSync(join(project.directory, 'shared'), link, 'junction');

    expect(await project.call('plain')).toBe('cat');
    await project.close();
  });
});
