import type { Method } from '../../../toolbox/template/model.ts';
import { loadApp } from './load-app.ts';

const FUNCTIONS = [
  { name: 'StartFunction', environment: {} },
  { name: 'Wait3000Function', environment: { WAIT_MS: '3000' } },
  { name: 'Wait500Function', environment: { WAIT_MS: '500' } },
  { name: 'EndFunction', environment: {} },
];

/** Actions that know no resources, so that AWS takes only `*` for them. */
const ACTIONS_WITHOUT_RESOURCES = [
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
];

const statementsOf = (role: string) =>
  loadApp().roles.find(({ logicalId }) => logicalId === role)?.statements ?? [];

describe('the roles of the stack', () => {
  test('let the API start executions of its state machine and nothing else', () => {
    const [machine] = loadApp().stateMachines;

    expect(statementsOf('ApiRole')).toEqual([
      { Effect: 'Allow', Action: 'states:StartExecution', Resource: machine?.stateMachineArn },
    ]);
  });

  test('let the state machine invoke exactly its functions', () => {
    const { functions } = loadApp();

    expect(statementsOf('ExecuteStateMachineRole')[0]).toEqual({
      Effect: 'Allow',
      Action: 'lambda:InvokeFunction',
      Resource: functions.map(({ functionArn }) => functionArn),
    });
  });

  test.each(FUNCTIONS)('let $name write to its own log group', ({ name }) => {
    const logGroup = name.replace(/Function$/, 'LogGroup');

    expect(statementsOf(`${name}Role`)[0]).toEqual({
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: expect.stringMatching(new RegExp(`:log-group:${logGroup}:\\*$`)),
    });
  });

  test('name * as a resource only where AWS takes nothing else, and never as an action', () => {
    const statements = loadApp().roles.flatMap((role) => role.statements);
    const actionsOf = (chosen: typeof statements) => chosen.flatMap(({ Action }) => Action);

    expect(ACTIONS_WITHOUT_RESOURCES).toEqual(
      expect.arrayContaining(actionsOf(statements.filter(({ Resource }) => Resource === '*'))),
    );
    expect(actionsOf(statements).filter((action) => String(action).includes('*'))).toEqual([]);
  });

  test('are one for each function', () => {
    const { functions } = loadApp();

    expect(new Set(functions.map(({ roleArn }) => roleArn)).size).toBe(functions.length);
  });
});

describe('the functions of the stack', () => {
  test.each(FUNCTIONS)('have their own settings: $name', ({ name, environment }) => {
    const configuration = loadApp().functions.find(({ logicalId }) => logicalId === name);

    expect(configuration).toMatchObject({
      functionName: name,
      runtime: 'nodejs24.x',
      handler: 'app.handler',
      environment: { NODE_OPTIONS: '--enable-source-maps', ...environment },
    });
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
});
