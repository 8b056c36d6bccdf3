import { restApisOf } from '../../../toolbox/template/apis.ts';
import type { Method } from '../../../toolbox/template/model.ts';
import { deployedStack } from './deployed-stack.ts';
import { loadApp } from './load-app.ts';

const ARN = 'arn:aws:states:eu-west-1:123456789012:stateMachine';
const CORS = {
  CORS_ORIGIN: 'http://localhost:3000',
  CORS_METHODS: 'GET,POST,OPTIONS',
  CORS_HEADERS:
    'Content-Type,X-Amz-Date,Authorization,X-Api-Key,X-Amz-Security-Token,Idempotency-Key',
};

const FUNCTIONS = [
  { name: 'StartFunction', waitMs: 0, environment: {} },
  { name: 'Wait3000Function', waitMs: 3000, environment: { WAIT_MS: '3000' } },
  { name: 'Wait500Function', waitMs: 500, environment: { WAIT_MS: '500' } },
  { name: 'EndFunction', waitMs: 0, environment: {} },
  { name: 'HelloFunction', waitMs: 0, environment: {} },
  // Loading the SDK and retrying take their time.
  {
    name: 'StartHelloFunction',
    waitMs: 5000,
    environment: { STATE_MACHINE_ARN: `${ARN}:HelloStateMachine`, ...CORS },
  },
  {
    name: 'StartChoiceFunction',
    waitMs: 5000,
    environment: { STATE_MACHINE_ARN: `${ARN}:ChoiceStateMachine` },
  },
  { name: 'PetsFunction', waitMs: 0, environment: {} },
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

const methodsOf = (overrides = {}): readonly Method[] =>
  restApisOf(loadApp(overrides)).flatMap(({ methods }) => methods);

const routeOf = ({ httpMethod, resourcePath }: Method): string => `${httpMethod} ${resourcePath}`;

describe('the APIs of the stack', () => {
  test.each([
    { overrides: {}, expected: 'AWS_IAM' },
    { overrides: { ApiAuth: 'NONE' }, expected: 'NONE' },
  ])('ask for $expected, and for nothing on preflights', ({ overrides, expected }) => {
    const [api] = restApisOf(loadApp(overrides));
    const types = api?.methods.map((method) => [routeOf(method), method.authorizationType]);

    expect(types).toEqual([
      ['POST /execute', expected],
      ['OPTIONS /execute', 'NONE'],
      ['GET /hello', expected],
      ['POST /hello', expected],
      ['OPTIONS /hello', 'NONE'],
      ['POST /hello/sdk', expected],
      ['OPTIONS /hello/sdk', 'NONE'],
      ['POST /choice', expected],
      ['OPTIONS /choice', 'NONE'],
      ['POST /pets/workflow', expected],
      ['OPTIONS /pets/workflow', 'NONE'],
    ]);
  });

  // Whoever may call the other API: this one is for the workflow alone.
  test.each([{}, { ApiAuth: 'NONE' }])(
    'ask for AWS_IAM on all of PetsApi, with %j',
    (overrides) => {
      const { methods = [] } = restApisOf(loadApp(overrides))[1] ?? {};

      expect(methods.map((method) => [routeOf(method), method.authorizationType])).toEqual([
        ['POST /pets', 'AWS_IAM'],
        ['GET /pets/{petId}', 'AWS_IAM'],
      ]);
    },
  );

  test('forward no request without a template, but to proxies', () => {
    for (const { integration } of methodsOf()) {
      if (integration?.type !== 'AWS_PROXY') {
        expect(integration?.passthroughBehavior).toBe('NEVER');
      }
    }
  });

  test('invoke the function of each proxy in their own name', () => {
    const proxies = methodsOf().filter(({ integration }) => integration?.type === 'AWS_PROXY');

    expect(proxies.map(routeOf)).toEqual(['POST /hello/sdk', 'POST /pets', 'GET /pets/{petId}']);
    for (const { integration } of proxies) expect(integration?.credentials).toBeUndefined();
  });

  test('declare each status and header that an integration response sends', () => {
    for (const { integration, methodResponses } of methodsOf()) {
      for (const { statusCode, responseParameters } of integration?.responses ?? []) {
        const headers = methodResponses[statusCode]?.headers.map(
          (header) => `method.response.header.${header}`,
        );
        expect(headers).toEqual(expect.arrayContaining(Object.keys(responseParameters)));
      }
    }
  });

  test('send the three CORS headers with each integration response', () => {
    const [api] = restApisOf(loadApp());
    const expected = ['Origin', 'Methods', 'Headers'].map((name) => [
      `method.response.header.Access-Control-Allow-${name}`,
      `'${CORS[`CORS_${name.toUpperCase()}` as keyof typeof CORS]}'`,
    ]);

    for (const { integration } of api?.methods ?? []) {
      for (const { responseParameters } of integration?.responses ?? []) {
        expect(Object.entries(responseParameters)).toEqual(expected);
      }
    }
    for (const { responseParameters } of Object.values(api?.gatewayResponses ?? {})) {
      expect(Object.keys(responseParameters)).toHaveLength(3);
    }
  });

  // API Gateway keeps integration responses by their status: the last of two would win.
  test('give each integration response a status of its own', () => {
    for (const { integration } of methodsOf()) {
      const statuses = integration?.responses.map(({ statusCode }) => statusCode) ?? [];
      expect(new Set(statuses).size).toBe(statuses.length);
    }
  });

  test.each([0, 1])('throttle by the parameters: %i', (index) => {
    const overrides = { ThrottlingRateLimit: '7', ThrottlingBurstLimit: '9' };

    expect(restApisOf(loadApp(overrides))[index]?.methodSettings).toEqual([
      expect.objectContaining({ throttlingRateLimit: 7, throttlingBurstLimit: 9 }),
    ]);
    expect(restApisOf(loadApp())[index]?.methodSettings).toEqual([
      expect.objectContaining({ throttlingRateLimit: 100, throttlingBurstLimit: 200 }),
    ]);
  });

  test.each(['Api', 'PetsApi'])('have one stage, to which every deployment goes: %s', (api) => {
    expect(deployedStack().resources[api]).toMatchObject({
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

  test.each(['Api', 'PetsApi'])('measure all methods and log none of their data: %s', (api) => {
    expect(deployedStack().resources[api]?.properties['MethodSettings']).toEqual([
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

  test('tell the URLs, the workflows, a function to invoke and the log groups', () => {
    const { outputs } = deployedStack({ ApiLogs: 'existing' });

    expect(outputs).toMatchObject({
      ApiUrl: { Value: url },
      ExecuteCommand: {},
      ExecuteStateMachineArn: { Value: stateMachines[0]?.stateMachineArn },
      HelloStateMachineArn: { Value: stateMachines[1]?.stateMachineArn },
      ChoiceStateMachineArn: { Value: stateMachines[2]?.stateMachineArn },
      PetsStateMachineArn: { Value: stateMachines[3]?.stateMachineArn },
      StartChoiceFunctionName: { Value: 'StartChoiceFunction' },
      PetsApiUrl: {
        Value: `https://${apis[1]?.apiId}.execute-api.eu-west-1.amazonaws.com/dev`,
      },
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
