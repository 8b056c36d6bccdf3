import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type FunctionChanges, lambdaProject } from './lambda-project.ts';

/** A package with the global configuration, and the clients, of the AWS SDK for JavaScript v2. */
const AWS_SDK = {
  'node_modules/aws-sdk/package.json': '{"main": "lib/aws.js"}',
  'node_modules/aws-sdk/lib/aws.js': `
    require('./node_loader');
    const AWS = require('./core');
    AWS.StepFunctions = require('../clients/stepfunctions');
    module.exports = AWS;`,
  'node_modules/aws-sdk/lib/core.js': 'module.exports = { config: {} };',
  'node_modules/aws-sdk/lib/node_loader.js':
    "require('./core').config = { region: process.env.AWS_REGION };",
  'node_modules/aws-sdk/clients/stepfunctions.js': `
    require('../lib/node_loader');
    const AWS = require('../lib/core');
    module.exports = class {
      constructor(config) {
        this.config = { endpoint: 'https://states.invalid', ...AWS.config.stepfunctions, ...config };
      }
      startExecution(input) {
        const request = { method: 'POST', body: JSON.stringify(input) };
        return { promise: () => fetch(this.config.endpoint, request).then((response) => response.json()) };
      }
    };`,
};

const STARTING = `
exports.handler = (event, context, callback) => {
  new StepFunctions(event.config).startExecution({ name: 'one' }).promise().then((result) => callback(null, result), callback);
};`;

describe('a function with the AWS SDK v2', () => {
  let server: Server;
  let bodies: string[];
  let endpoint: string;

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      for await (const chunk of request) bodies.push(String(chunk));
      response.end('{"executionArn": "arn"}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    bodies = [];
  });
  afterAll(() => server.close());

  async function start(
    source: string,
    changes: FunctionChanges = {},
    file = 'functions/index.js',
    config?: object,
  ): Promise<unknown> {
    const project = await lambdaProject(
      { ...AWS_SDK, [file]: source },
      { old: changes },
      { endpoints: { stepFunctions: endpoint, lambda: endpoint } },
    );
    const result = await project.call('old', { config });
    await project.close();
    return result;
  }

  test.each([
    { name: 'whole', source: `const { StepFunctions } = require('aws-sdk');${STARTING}` },
    {
      name: 'one client of it',
      source: `const StepFunctions = require('aws-sdk/clients/stepfunctions');${STARTING}`,
    },
    {
      name: 'in a bundle',
      source: `const AWS = require('aws-sdk'); const { StepFunctions } = AWS;${STARTING}`,
      changes: { esbuild: { EntryPoints: ['index.js'] } },
    },
    {
      name: 'imported by an ES module',
      source: `import AWS from 'aws-sdk';
        export const handler = () => new AWS.StepFunctions().startExecution({ name: 'one' }).promise();`,
      file: 'functions/index.mjs',
    },
  ])('calls the endpoint of this machine: $name', async ({ source, changes, file }) => {
    const configuration = { runtime: 'nodejs16.x', ...changes };

    expect(await start(source, configuration, file)).toEqual({ executionArn: 'arn' });
    expect(bodies).toEqual(['{"name":"one"}']);
  });

  test('keeps an endpoint that the function names', async () => {
    const source = `const { StepFunctions } = require('aws-sdk');${STARTING}`;
    const config = { endpoint: 'http://127.0.0.1:1' };

    expect(await start(source, {}, undefined, config)).toMatchObject({
      errorMessage: 'fetch failed',
    });
    expect(bodies).toEqual([]);
  });
});
