import type { Method } from '../../../toolbox/template/model.ts';
import { deployedStack } from './deployed-stack.ts';
import { loadApp } from './load-app.ts';

const FUNCTIONS = [
  { name: 'StartFunction', waitMs: 0, environment: {} },
  { name: 'Wait3000Function', waitMs: 3000, environment: { WAIT_MS: '3000' } },
  { name: 'Wait500Function', waitMs: 500, environment: { WAIT_MS: '500' } },
  { name: 'EndFunction', waitMs: 0, environment: {} },
];

describe('the functions of the stack', () => {
  const configurationOf = (name: string, overrides = {}) =>
    loadApp(overrides).functions.find(({ logicalId }) => logicalId === name);

  test.each(FUNCTIONS)('have their own settings: $name', ({ name, environment }) => {
    const configuration = configurationOf(name);

    expect(configuration).toMatchObject({
      functionName: name,
      runtime: 'nodejs24.x',
      handler: 'app.handler',
      architecture: 'x86_64',
      logGroupName: name.replace(/Function$/, 'LogGroup'),
    });
    expect(configuration?.roleArn).toMatch(new RegExp(`:role/${name}Role$`));
    expect(configuration?.environment).toEqual({
      NODE_OPTIONS: '--enable-source-maps',
      ...environment,
    });
  });

  // A cold start and its connections come on top; a function that hangs is told soon.
  test.each(FUNCTIONS)('have from 2 to 5 seconds to spare: $name', ({ name, waitMs }) => {
    const spareMs = (configurationOf(name)?.timeoutSeconds ?? 0) * 1000 - waitMs;

    expect(spareMs).toBeGreaterThanOrEqual(2000);
    expect(spareMs).toBeLessThanOrEqual(5000);
  });

  test.each(FUNCTIONS)('trace, on the processor that is asked for: $name', ({ name }) => {
    expect(deployedStack().resources[name]?.properties).toMatchObject({ Tracing: 'Active' });
    expect(configurationOf(name, { Architecture: 'arm64' })?.architecture).toBe('arm64');
  });
});

describe('the API of the stack', () => {
  const methodsOf = (overrides = {}): readonly Method[] =>
    loadApp(overrides).apis[0]?.methods ?? [];

  test.each([
    { overrides: {}, expected: 'AWS_IAM' },
    { overrides: { ApiAuth: 'NONE' }, expected: 'NONE' },
  ])('asks for $expected on POST, and for nothing on the preflight', ({ overrides, expected }) => {
    const methods = methodsOf(overrides);

    expect(methods.map((method) => [method.httpMethod, method.authorizationType])).toEqual([
      ['POST', expected],
      ['OPTIONS', 'NONE'],
    ]);
  });

  test('forwards no request without a template', () => {
    for (const { integration } of methodsOf()) {
      expect(integration?.passthroughBehavior).toBe('NEVER');
    }
  });

  test('declares each status and header that an integration response sends', () => {
    for (const { integration, methodResponses } of methodsOf()) {
      for (const { statusCode, responseParameters } of integration?.responses ?? []) {
        const headers = methodResponses[statusCode]?.headers.map(
          (header) => `method.response.header.${header}`,
        );
        expect(headers).toEqual(expect.arrayContaining(Object.keys(responseParameters)));
      }
    }
  });

  // API Gateway keeps integration responses by their status: the last of two would win.
  test('gives each integration response a status of its own', () => {
    for (const { integration } of methodsOf()) {
      const statuses = integration?.responses.map(({ statusCode }) => statusCode) ?? [];
      expect(new Set(statuses).size).toBe(statuses.length);
    }
  });

  test('throttles by its parameters', () => {
    const overrides = { ThrottlingRateLimit: '7', ThrottlingBurstLimit: '9' };

    expect(loadApp(overrides).apis[0]?.methodSettings).toEqual([
      expect.objectContaining({ throttlingRateLimit: 7, throttlingBurstLimit: 9 }),
    ]);
    expect(loadApp().apis[0]?.methodSettings).toEqual([
      expect.objectContaining({ throttlingRateLimit: 100, throttlingBurstLimit: 200 }),
    ]);
  });

  test('has one stage, to which every deployment goes', () => {
    expect(deployedStack().resources['Api']).toMatchObject({
      type: 'AWS::Serverless::Api',
      properties: {
        StageName: 'dev',
        OpenApiVersion: '3.0.1',
        AlwaysDeploy: true,
        EndpointConfiguration: { Type: 'REGIONAL' },
        TracingEnabled: true,
      },
    });
  });

  test('measures all methods and logs none of their data', () => {
    expect(deployedStack().resources['Api']?.properties['MethodSettings']).toEqual([
      {
        ResourcePath: '/*',
        HttpMethod: '*',
        MetricsEnabled: true,
        LoggingLevel: 'OFF',
        DataTraceEnabled: false,
        ThrottlingRateLimit: '100',
        ThrottlingBurstLimit: '200',
      },
    ]);
  });
});

describe('the outputs of the stack', () => {
  const { apis, stateMachines } = loadApp();
  const url = `https://${apis[0]?.apiId}.execute-api.eu-west-1.amazonaws.com/dev`;

  test('tell the URL, the workflow and the log groups', () => {
    const { outputs } = deployedStack({ ApiLogs: 'existing' });

    expect(outputs).toMatchObject({
      ApiUrl: { Value: url },
      ExecuteCommand: {},
      ExecuteStateMachineArn: { Value: stateMachines[0]?.stateMachineArn },
      ExecuteLogGroupName: { Value: '/aws/vendedlogs/states/stepgate' },
      ApiLogGroupName: { Value: 'ApiLogGroup' },
    });
    for (const { Description } of Object.values(outputs)) expect(Description).toMatch(/\S\.$/);
  });

  test('name no log group of the API when there is none', () => {
    expect(deployedStack().outputs).not.toHaveProperty('ApiLogGroupName');
  });

  test.each([
    { ApiAuth: 'AWS_IAM', isSigned: true },
    { ApiAuth: 'NONE', isSigned: false },
  ])('hold a command that signs: $isSigned, with ApiAuth=$ApiAuth', ({ ApiAuth, isSigned }) => {
    const command = String(deployedStack({ ApiAuth }).outputs['ExecuteCommand']?.['Value']);

    expect(command).toContain(
      `curl -i -X POST ${url}/execute -H 'content-type: application/json' -d '{"note":"hello"}'`,
    );
    expect(command.includes("--aws-sigv4 'aws:amz:eu-west-1:execute-api'")).toBe(isSigned);
    expect(command.includes('$AWS_SECRET_ACCESS_KEY')).toBe(isSigned);
    expect(command.includes('x-amz-security-token: $AWS_SESSION_TOKEN')).toBe(isSigned);
  });
});
