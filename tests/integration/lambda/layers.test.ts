import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { LambdaServiceOptions } from '../../../toolbox/lambda/lambda-service.ts';
import type { LayerContent } from '../../../toolbox/template/model.ts';
import { type FunctionChanges, type LambdaProject, lambdaProject } from './lambda-project.ts';

const FOLDERS = { 'layers/common/README.md': '', 'layers/own/README.md': '' };
const PACKAGE = 'exports.origin = __filename.split("layers/")[1];';

/** A function `above` two layers, of which `own` is built by npm. */
async function projectWithLayers(
  files: Record<string, string>,
  changes: FunctionChanges = {},
  options: Partial<LambdaServiceOptions> = {},
): Promise<LambdaProject> {
  const layers: LayerContent[] = [];
  const functions = { above: { ...changes, layers } };
  const project = await lambdaProject({ ...FOLDERS, ...files }, functions, options);
  layers.push(
    { logicalId: 'Common', directory: join(project.directory, 'layers/common'), path: '/opt' },
    { logicalId: 'Own', directory: join(project.directory, 'layers/own'), path: '/opt/nodejs' },
  );
  return project;
}

async function callAboveLayers(
  files: Record<string, string>,
  changes?: FunctionChanges,
): Promise<unknown> {
  const project = await projectWithLayers(files, changes);
  const result = await project.call('above');
  await project.close();
  return result;
}

const requiring = (specifier: string): string =>
  `exports.handler = async () => require(${JSON.stringify(specifier)}).origin;`;

describe('a function above layers', () => {
  test.each([
    { name: 'nodejs/node_modules', file: 'layers/common/nodejs/node_modules/pets/index.js' },
    {
      name: 'the node_modules of its own Node.js',
      file: 'layers/common/nodejs/node22/node_modules/pets/index.js',
    },
    { name: 'what sam build installs', file: 'layers/own/node_modules/pets/index.js' },
  ])('requires a package of $name', async ({ file }) => {
    const files = { [file]: PACKAGE, 'functions/index.js': requiring('pets') };

    expect(await callAboveLayers(files)).toBe(file.replace('layers/', ''));
  });

  test('takes the later of two layers with the same package', async () => {
    const files = {
      'layers/common/nodejs/node_modules/pets/index.js': PACKAGE,
      'layers/own/node_modules/pets/index.js': PACKAGE,
      'functions/index.js': requiring('pets'),
    };

    expect(await callAboveLayers(files)).toBe('own/node_modules/pets/index.js');
  });

  test('does not import a package of a layer by its name', async () => {
    const files = {
      'layers/own/node_modules/pets/index.js': PACKAGE,
      'functions/index.mjs': 'import "pets"; export const handler = async () => 1;',
    };

    expect(await callAboveLayers(files)).toMatchObject({
      errorMessage: expect.stringContaining("Cannot find package 'pets'"),
    });
  });

  test('requires a file below /opt without its suffix', async () => {
    const files = {
      'layers/common/nodejs/pets.js': PACKAGE,
      'functions/index.js': requiring('/opt/nodejs/pets'),
    };

    expect(await callAboveLayers(files)).toBe('common/nodejs/pets.js');
  });

  test('requires a file that requires a package of the runtime', async () => {
    const files = {
      'layers/own/pets.js': 'exports.origin = typeof require("@aws-sdk/client-sfn").SFNClient;',
      'functions/index.js': requiring('/opt/nodejs/pets'),
    };

    expect(await callAboveLayers(files)).toBe('function');
  });

  test('imports a file below /opt', async () => {
    const files = {
      'layers/own/pets.mjs': 'export const name = "cat";',
      'functions/index.mjs':
        'import { name } from "/opt/nodejs/pets.mjs"; export const handler = async () => name;',
    };

    expect(await callAboveLayers(files)).toBe('cat');
  });

  test('reads a file below /opt', async () => {
    const files = {
      'layers/common/pets.json': '{"name": "cat"}',
      'functions/index.mjs': `
        import { existsSync, readFileSync } from 'node:fs';
        import { readFile } from 'node:fs/promises';
        export const handler = async () => [
          JSON.parse(readFileSync('/opt/pets.json', 'utf8')).name,
          JSON.parse(await readFile('/opt/pets.json', 'utf8')).name,
          existsSync('/opt/dogs.json'),
        ];`,
    };

    expect(await callAboveLayers(files)).toEqual(['cat', 'cat', false]);
  });

  test.each(['nodejs22.x', 'nodejs24.x'])('has a handler in a layer with %s', async (runtime) => {
    const files = {
      'layers/common/wrapper.mjs': 'export const handler = async () => "wrapped";',
      'functions/index.js': '',
    };

    expect(await callAboveLayers(files, { handler: '/opt/wrapper.handler', runtime })).toBe(
      'wrapped',
    );
  });

  test('keeps what esbuild leaves external in a layer', async () => {
    const files = {
      'layers/own/node_modules/pets/index.js': 'exports.name = "cat";',
      'functions/app.ts': 'import { name } from "pets"; export const handler = async () => name;',
    };
    const esbuild = { EntryPoints: ['app.ts'], External: ['pets'] };

    expect(await callAboveLayers(files, { handler: 'app.handler', esbuild })).toBe('cat');
  });
});

describe('a layer', () => {
  test('is read anew when one of its files has changed', async () => {
    let nowMs = 0;
    const clock = { now: () => nowMs, sleep: () => Promise.resolve() };
    const pets = 'layers/own/pets.js';
    const files = {
      [pets]: 'exports.origin = "old";',
      'functions/index.js': requiring('/opt/nodejs/pets'),
    };
    const project = await projectWithLayers(files, {}, { clock });
    expect(await project.call('above')).toBe('old');

    project.write(pets, 'exports.origin = "new";');
    utimesSync(join(project.directory, pets), 1, 1);
    nowMs += 1000;

    expect(await project.call('above')).toBe('new');
    await project.close();
  });
});

describe('a function that names a file from its own folder', () => {
  test('reads it', async () => {
    const project = await lambdaProject(
      {
        'functions/names.json': '["cat"]',
        'functions/lib/names.js': 'exports.names = ["dog"];',
        'functions/index.js': `
          const { readFileSync } = require('fs');
          exports.handler = async () => [
            ...JSON.parse(readFileSync('names.json', 'utf8')),
            ...JSON.parse(readFileSync('/var/task/names.json', 'utf8')),
            ...require('lib/names').names,
          ];`,
      },
      { pets: {} },
    );

    expect(await project.call('pets')).toEqual(['cat', 'cat', 'dog']);
    await project.close();
  });
});
