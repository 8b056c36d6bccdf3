import { delimiter } from 'node:path';
import {
  type EnvironmentVariablesOptions,
  environmentVariables,
} from '../../../toolbox/lambda/environment-variables.ts';
import { accessKeyId } from '../../../toolbox/lambda/function-principals.ts';
import { aFunction, IDENTITY } from './a-function.ts';

function variablesOf(
  changes: Parameters<typeof aFunction>[1] = {},
  options: Partial<EnvironmentVariablesOptions> = {},
): Record<string, string> {
  return environmentVariables({
    configuration: aFunction('pets', changes),
    version: '$LATEST',
    identity: IDENTITY,
    taskRoot: '/project/.aws-sam/stepgate/pets',
    runtimePackages: '/project/.aws-sam/stepgate/node_modules',
    logStreamName: '2026/11/21/[$LATEST]0',
    endpoints: {},
    overrides: {},
    path: '/usr/bin',
    ...options,
  });
}

describe('environmentVariables', () => {
  test('sets what the service defines', () => {
    expect(variablesOf({ memorySizeMb: 512 })).toMatchObject({
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_FUNCTION_NAME: 'pets',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/pets',
      AWS_LAMBDA_LOG_STREAM_NAME: '2026/11/21/[$LATEST]0',
      LAMBDA_TASK_ROOT: '/project/.aws-sam/stepgate/pets',
      NODE_PATH: '/project/.aws-sam/stepgate/node_modules:/project/.aws-sam/stepgate/pets',
      _HANDLER: 'app.handler',
    });
  });

  // LDG "Using Lambda environment variables", NODE_PATH and PATH
  test('finds packages and programs of layers, the later layer first', () => {
    const layers = [
      { logicalId: 'Common', directory: '/project/common', path: '/opt' },
      { logicalId: 'Own', directory: '/project/own', path: '/opt/nodejs' },
    ] as const;

    expect(variablesOf({ layers })).toMatchObject({
      NODE_PATH: [
        '/project/own/node24/node_modules',
        '/project/common/nodejs/node24/node_modules',
        '/project/own/node_modules',
        '/project/common/nodejs/node_modules',
        '/project/.aws-sam/stepgate/node_modules',
        '/project/.aws-sam/stepgate/pets',
      ].join(delimiter),
      PATH: `/project/common/bin${delimiter}/usr/bin`,
    });
  });

  test('translates a NODE_PATH of the template', () => {
    const environment = { NODE_PATH: './lib:/opt/nodejs' };
    const layers = [{ logicalId: 'Own', directory: '/project/own', path: '/opt/nodejs' }] as const;

    expect(variablesOf({ environment, layers })['NODE_PATH']).toBe(
      `/project/.aws-sam/stepgate/pets/lib${delimiter}/project/own`,
    );
  });

  test('names local endpoints only where there are some', () => {
    expect(variablesOf()).not.toHaveProperty('AWS_ENDPOINT_URL_SFN');
    expect(
      variablesOf({}, { endpoints: { stepFunctions: 'http://127.0.0.1:8083' } }),
    ).toHaveProperty('AWS_ENDPOINT_URL_SFN', 'http://127.0.0.1:8083');
  });

  test('has the credentials that tell who calls', () => {
    expect(variablesOf()['AWS_ACCESS_KEY_ID']).toBe(accessKeyId(aFunction('pets').functionArn));
  });

  test('lets --env-vars win over the template, and the template over local credentials', () => {
    const environment = { TABLE: 'pets', AWS_ENDPOINT_URL_LAMBDA: 'http://127.0.0.1:1' };
    const overrides = { TABLE: 'local-pets', AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE' };

    expect(variablesOf({ environment }, { overrides })).toMatchObject({
      ...environment,
      ...overrides,
    });
  });

  test.each([
    { given: {}, expected: '--enable-source-maps' },
    { given: { NODE_OPTIONS: '--no-warnings' }, expected: '--no-warnings --enable-source-maps' },
    { given: { NODE_OPTIONS: '--enable-source-maps' }, expected: '--enable-source-maps' },
  ])('with Sourcemap makes NODE_OPTIONS $expected', ({ given, expected }) => {
    const esbuild = { EntryPoints: ['app.ts'], Sourcemap: true };

    expect(variablesOf({ environment: given, esbuild })['NODE_OPTIONS']).toBe(expected);
  });

  test('tells the runtime of a JSON log', () => {
    const variables = variablesOf({
      loggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'WARN' },
    });

    expect(variables).toMatchObject({
      AWS_LAMBDA_LOG_FORMAT: 'JSON',
      AWS_LAMBDA_LOG_LEVEL: 'WARN',
    });
    expect(variablesOf()).not.toHaveProperty('AWS_LAMBDA_LOG_FORMAT');
  });
});
