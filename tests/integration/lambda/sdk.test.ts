import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { functionPrincipals } from '../../../toolbox/lambda/function-principals.ts';
import {
  aFunction,
  type FunctionChanges,
  type LambdaProject,
  lambdaProject,
} from './lambda-project.ts';

const EXECUTION_ARN = 'arn:aws:states:eu-west-1:123456789012:execution:Hello:one';
const NODE_20 = { runtime: 'nodejs20.x' };
const NODE_24 = { runtime: 'nodejs24.x' };
const ESBUILD = { EntryPoints: ['app.ts'], External: ['@aws-sdk/*'] };
const AS_MODULE = { Format: 'esm', OutExtension: ['.js=.mjs'], Target: 'es2022' };

/** Starts an execution, and tells which hosts were asked for anything on the way. */
const BODY = `
const hosts = new Set();
subscribe('http.client.request.start', ({ request }) => hosts.add(request.host));
const client = new SFNClient({});
const handler = async () => {
  const command = new StartExecutionCommand({ stateMachineArn: 'arn:aws:states:eu-west-1:123456789012:stateMachine:Hello', input: '{}' });
  const { executionArn } = await client.send(command);
  return { executionArn, hosts: [...hosts] };
};
`;
const MODULE = `
import { subscribe } from 'node:diagnostics_channel';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
${BODY}
export { handler };
`;
const COMMON = `
const { subscribe } = require('node:diagnostics_channel');
const { SFNClient, StartExecutionCommand } = require('@aws-sdk/client-sfn');
${BODY}
exports.handler = handler;
`;
const COMMON_WITH_IMPORT = `
exports.handler = async () => typeof (await import('@aws-sdk/client-sfn')).SFNClient;
`;

interface Case extends FunctionChanges {
  readonly name: string;
  readonly files: Record<string, string>;
}

const CASES: readonly Case[] = [
  { name: 'bundled', esbuild: ESBUILD, handler: 'app.handler', files: { 'app.ts': MODULE } },
  {
    name: 'bundledModule',
    ...NODE_24,
    esbuild: { ...ESBUILD, ...AS_MODULE },
    handler: 'app.handler',
    files: { 'app.ts': MODULE },
  },
  { name: 'commonJs', files: { 'index.js': COMMON } },
  { name: 'commonJs24', ...NODE_24, files: { 'index.js': COMMON } },
  { name: 'module', files: { 'index.mjs': MODULE } },
  { name: 'module20', ...NODE_20, files: { 'index.mjs': MODULE } },
  {
    name: 'modulePackage',
    files: { 'index.js': MODULE, 'package.json': '{"type": "module"}' },
  },
  { name: 'inline', inlineCode: COMMON, files: {} },
];

describe('the SDK of the runtime in a project without packages', () => {
  let project: LambdaProject;
  let server: Server;
  let requests: { target: unknown; authorization: string }[];

  beforeAll(async () => {
    server = createServer(({ headers }, response) => {
      requests.push({
        target: headers['x-amz-target'],
        authorization: headers.authorization ?? '',
      });
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify({ executionArn: EXECUTION_ARN, startDate: 1 }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const files: Record<string, string> = { 'import/index.js': COMMON_WITH_IMPORT };
    const functions: Record<string, FunctionChanges> = { import: { folder: 'import' } };
    for (const { name, files: own, ...changes } of CASES) {
      for (const [file, text] of Object.entries(own)) files[`${name}/${file}`] = text;
      functions[name] = { folder: name, timeoutSeconds: 30, ...changes };
    }
    project = await lambdaProject(files, functions, {
      endpoints: { stepFunctions: `http://127.0.0.1:${port}` },
    });
  });

  beforeEach(() => {
    requests = [];
  });

  afterAll(async () => {
    await project.close();
    await new Promise((resolve) => server.close(resolve));
  });

  test.each(CASES)(
    'calls the local endpoint as its function, and no other: $name',
    async ({ name }) => {
      expect(await project.call(name)).toEqual({
        executionArn: EXECUTION_ARN,
        hosts: ['127.0.0.1'],
      });
      const [[accessKeyId] = []] = functionPrincipals([aFunction(name, project.directory)]);
      expect(requests).toEqual([
        {
          target: 'AWSStepFunctions.StartExecution',
          authorization: expect.stringMatching(
            new RegExp(`Credential=${accessKeyId}/\\d{8}/eu-west-1/states/`),
          ),
        },
      ]);
    },
  );

  test('is there for import() in CommonJS', async () => {
    expect(await project.call('import')).toBe('function');
  });
});

describe('the SDK of the project', () => {
  test.each([
    {
      title: 'bundled code',
      files: {
        'functions/app.ts':
          'import { own } from "@aws-sdk/client-sfn"; export const handler = async () => own;',
      },
      changes: { esbuild: ESBUILD, handler: 'app.handler' },
    },
    {
      title: 'CommonJS',
      files: {
        'functions/index.js':
          'const { own } = require("@aws-sdk/client-sfn"); exports.handler = async () => own;',
      },
      changes: {},
    },
    {
      title: 'ES modules',
      files: {
        'functions/index.mjs':
          'import { own } from "@aws-sdk/client-sfn"; export const handler = async () => own;',
      },
      changes: {},
    },
  ])('wins over that of the runtime: $title', async ({ files, changes }) => {
    const project = await lambdaProject(
      { ...files, 'node_modules/@aws-sdk/client-sfn/index.js': 'exports.own = "own";' },
      { pets: changes },
    );

    expect(await project.call('pets')).toBe('own');
    await project.close();
  });
});

describe('a package of the SDK that nobody has', () => {
  const files = {
    'functions/index.js': 'require("@aws-sdk/client-left-out");',
    'functions/module.mjs': 'import "@aws-sdk/client-left-out";',
    'functions/app.ts': 'import "@aws-sdk/client-left-out";',
  };
  const mend =
    "pets imports @aws-sdk/client-left-out, which Lambda's runtime brings along and this project lacks: npm install --save-dev @aws-sdk/client-left-out";

  test.each([
    { changes: {}, errorType: 'Runtime.ImportModuleError' },
    { changes: { handler: 'module.handler' }, errorType: 'Error' },
    {
      changes: { handler: 'app.handler', esbuild: ESBUILD },
      errorType: 'Runtime.ImportModuleError',
    },
  ])(
    'is told to the caller and, with the mend, to the developer: $changes',
    async ({ changes, errorType }) => {
      const project = await lambdaProject(files, { pets: changes });

      expect(await project.call('pets')).toMatchObject({
        errorType,
        errorMessage: expect.stringContaining("'@aws-sdk/client-left-out'"),
      });
      expect(project.output().at(-1)).toBe(mend);
      await project.close();
    },
  );
});

describe('a function that imports a package of the runtime', () => {
  test('runs from a copy with what is in its folder, beside the links', async () => {
    const project = await lambdaProject(
      {
        'functions/index.mjs': `
          import '@aws-sdk/client-sfn';
          import { name } from 'pets';
          export const handler = async () => ({ name, directory: process.cwd() });`,
        'functions/node_modules/pets/index.js': 'exports.name = "cat";',
      },
      { pets: {} },
    );

    expect(await project.call('pets')).toEqual({
      name: 'cat',
      directory: join(project.directory, 'functions/.aws-sam/stepgate/pets'),
    });
    await project.close();
  });
});
