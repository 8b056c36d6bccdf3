import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type LambdaProject, lambdaProject } from './lambda-project.ts';

const SOURCE = `
let count = 0;
exports.counts = async () => ++count;
exports.meets = () => new Promise((resolve, reject) => {
  require('node:http').get(process.env.AWS_ENDPOINT_URL_SFN + '/meet', () => resolve(++count)).on('error', reject);
});
exports.spins = async () => { console.log('spinning'); for (;;); };
exports.hangs = () => new Promise((resolve) => setTimeout(resolve, 60_000));
exports.echoes = async (event) => event;
exports.context = async (event, context) => ({ ...context, keys: Object.keys(context), left: context.getRemainingTimeInMillis() });
exports.variables = async () => process.env;
exports.nothing = async () => {};
exports.plain = () => 'plain';
exports.callsBack = (event, context, callback) => {
  callback(null, 'early');
  setTimeout(() => console.log('later'), 5);
};
exports.prints = async () => {
  console.log('one', { two: 2 });
  console.error('three');
  process.stdout.write('fo');
  process.stdout.write('ur\\nfive');
};
let onTick = () => {};
exports.ticks = exports.ticksElsewhere = async ({ ticks }) => {
  if (count === 0) setInterval(() => { count += 1; onTick(); }, 1);
  count += 1;
  const enough = count + ticks;
  if (ticks > 0) await new Promise((resolve) => { onTick = () => { if (count >= enough) resolve(); }; });
  return count;
};
exports.connects = () => new Promise((resolve, reject) => {
  const { hostname, port } = new URL(process.env.AWS_ENDPOINT_URL_SFN);
  require('node:http').get({ host: 'sync-' + hostname, port }, (response) => resolve(response.statusCode)).on('error', reject);
});
`;

const HANDLERS = [...SOURCE.matchAll(/exports\.(\w+) =/g)].map(([, name]) => name ?? '');
const ARN = 'arn:aws:lambda:eu-west-1:123456789012:function';

describe('an invocation', () => {
  let project: LambdaProject;
  let server: Server;

  beforeAll(async () => {
    const meeting: ServerResponse[] = [];
    server = createServer(({ url }, response) => {
      if (url === '/meet' && meeting.push(response) < 2) return;
      for (const answered of url === '/meet' ? meeting : [response]) answered.writeHead(204).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const functions = HANDLERS.map((name) => [name, { handler: `index.${name}` }]);
    project = await lambdaProject(
      { 'functions/index.js': SOURCE },
      {
        ...Object.fromEntries(functions),
        spins: { handler: 'index.spins', timeoutSeconds: 0.05 },
        plain24: { handler: 'index.plain', runtime: 'nodejs24.x' },
        context24: { handler: 'index.context', runtime: 'nodejs24.x', qualifiers: ['1', 'live'] },
        variables: { handler: 'index.variables', environment: { TABLE: 'pets', KEPT: 'yes' } },
      },
      {
        endpoints: { stepFunctions: `http://127.0.0.1:${port}` },
        environmentVariables: () => ({ TABLE: 'local-pets' }),
      },
    );
  });

  afterAll(async () => {
    await project.close();
    await new Promise((resolve) => server.close(resolve));
  });

  test('finds the module state of the last one in a warm environment', async () => {
    expect([await project.call('counts'), await project.call('counts')]).toEqual([1, 2]);
  });

  test('has an environment of its own while another runs', async () => {
    const results = await Promise.all([project.call('meets'), project.call('meets')]);

    expect(results).toEqual([1, 1]);
  });

  test('gives an empty payload to the handler as an empty object', async () => {
    const { payload } = await project.service.invoke({ functionName: 'echoes', payload: '' });

    expect(payload).toBe('{}');
  });

  test.each([
    { name: 'nothing', payload: 'null' },
    { name: 'plain', payload: 'null' },
    { name: 'plain24', payload: '"plain"' },
    { name: 'callsBack', payload: '"early"' },
  ])('of $name answers $payload', async ({ name, payload }) => {
    const result = await project.service.invoke({ functionName: name, payload: '{}' });

    expect(result).toEqual({
      payload,
      executedVersion: '$LATEST',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  test('with a callback ends when the event loop is empty', async () => {
    await project.call('callsBack');

    expect(project.output().filter((line) => line.endsWith('later'))).not.toHaveLength(0);
  });

  test('ends a busy loop at the time-out, and keeps what it had printed', async () => {
    const result = await project.service.invoke({ functionName: 'spins', payload: '{}' });

    expect(JSON.parse(result.payload)).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: `RequestId: ${result.requestId} Error: Task timed out after 0.05 seconds`,
    });
    expect(project.output()).toContainEqual(expect.stringMatching(/\tINFO\tspinning$/));
  });

  test('rejects with the reason of its signal', async () => {
    const controller = new AbortController();
    const reason = new Error('stopped');
    const result = project.service.invoke({
      functionName: 'hangs',
      payload: '{}',
      signal: controller.signal,
      onStarted: () => controller.abort(reason),
    });

    await expect(result).rejects.toBe(reason);
  });

  test('freezes what is left to do until the next one', async () => {
    const first = await project.call<number>('ticks', { ticks: 1 });
    await project.call('ticksElsewhere', { ticks: 30 });
    const second = await project.call<number>('ticks', { ticks: 0 });
    const third = await project.call<number>('ticks', { ticks: 3 });

    expect(second - first).toBeLessThan(10);
    expect(third - second).toBeGreaterThan(2);
  });

  test('has the context object of nodejs22', async () => {
    const context = await project.call<Record<string, unknown>>('context');

    expect(context).toMatchObject({
      callbackWaitsForEmptyEventLoop: true,
      functionName: 'context',
      functionVersion: '$LATEST',
      invokedFunctionArn: `${ARN}:context`,
      memoryLimitInMB: '128',
      logGroupName: '/aws/lambda/context',
      logStreamName: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/),
    });
    expect(context['left']).toBeGreaterThan(2000);
    expect(context['left']).toBeLessThanOrEqual(3000);
  });

  test('has the context object of nodejs24, and tells the alias only in its ARN', async () => {
    const context = await project.call<Record<string, unknown>>(`${ARN}:context24:live`);

    expect(context).toMatchObject({
      functionVersion: '1',
      invokedFunctionArn: `${ARN}:context24:live`,
    });
    expect(context['keys']).toEqual([
      'clientContext',
      'identity',
      'invokedFunctionArn',
      'awsRequestId',
      'tenantId',
      'xRayTraceId',
      'getRemainingTimeInMillis',
      'functionName',
      'functionVersion',
      'memoryLimitInMB',
      'logGroupName',
      'logStreamName',
    ]);
  });

  test('has the variables of the function, those of --env-vars first', async () => {
    const variables = await project.call<Record<string, string>>('variables');

    expect(variables).toMatchObject({
      TABLE: 'local-pets',
      KEPT: 'yes',
      AWS_REGION: 'eu-west-1',
      AWS_LAMBDA_FUNCTION_NAME: 'variables',
      _HANDLER: 'index.variables',
      _X_AMZN_TRACE_ID: expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};/),
    });
    expect(variables).not.toHaveProperty('HOME');
  });

  test('reaches a local endpoint whose host the SDK has put sync- before', async () => {
    expect(await project.call('connects')).toBe(204);
  });

  test('logs in the form of the text log, and other output line by line', async () => {
    project.log.length = 0;
    const { requestId, logResult } = await project.service.invoke({
      functionName: 'prints',
      payload: '{}',
      logType: 'Tail',
    });

    const lines = project.log.map(({ line }) => line);
    const time = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`;
    expect(lines).toEqual([
      `START RequestId: ${requestId} Version: $LATEST`,
      expect.stringMatching(new RegExp(`^${time}\t${requestId}\tINFO\tone { two: 2 }$`)),
      expect.stringMatching(new RegExp(`^${time}\t${requestId}\tERROR\tthree$`)),
      'four',
      'five',
      `END RequestId: ${requestId}`,
      expect.stringMatching(
        new RegExp(
          `^REPORT RequestId: ${requestId}\tDuration: .* ms\tBilled Duration: \\d+ ms\tMemory Size: 128 MB\tMax Memory Used: \\d+ MB\tInit Duration: .* ms\t$`,
        ),
      ),
    ]);
    expect(Buffer.from(logResult ?? '', 'base64').toString()).toBe(`${lines.join('\n')}\n`);
  });
});
