import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type LambdaProject, lambdaProject } from './lambda-project.ts';

const SOURCE = `
exports.answers = async () => 'here';
exports.hangs = () => new Promise((resolve) => setTimeout(resolve, 60_000));
exports.spins = async () => { for (;;); };
exports.fails = async (event, { awsRequestId }) => { console.log(awsRequestId); throw new Error('again'); };
exports.counts = async () => 1;
`;

let project: LambdaProject;
afterEach(() => project.close());

describe('createLambdaService', () => {
  test('throttles what is beyond the reserved concurrency', async () => {
    project = await lambdaProject(
      { 'functions/index.js': SOURCE },
      { limited: { handler: 'index.hangs', reservedConcurrentExecutions: 1 } },
    );
    const controller = new AbortController();
    const { signal } = controller;
    const request = { functionName: 'limited', payload: '{}' };
    const first = project.service.invoke({ ...request, signal });

    await expect(project.service.invoke(request)).rejects.toMatchObject({
      code: 'TooManyRequestsException',
      statusCode: 429,
      message: 'Rate Exceeded.',
    });
    controller.abort(new Error('enough'));
    await expect(first).rejects.toThrow('enough');
  });

  test('runs an event three times under one request id when it fails', async () => {
    project = await lambdaProject(
      { 'functions/index.js': SOURCE },
      { failing: { handler: 'index.fails' } },
    );

    const result = await project.service.invoke({
      functionName: 'failing',
      payload: '{}',
      invocationType: 'Event',
    });
    while (project.output().filter((line) => line.includes('Invoke Error')).length < 3) {
      await new Promise(setImmediate);
    }

    expect(result.payload).toBe('');
    const requestIds = project.output().flatMap((line) => /INFO\t(.*)$/.exec(line)?.[1] ?? []);
    expect(requestIds).toEqual(Array(3).fill(result.requestId));
  });

  test('runs nothing for a dry run, but knows whether there is a function', async () => {
    project = await lambdaProject({ 'functions/index.js': SOURCE }, { counts: {} });
    const invocationType = 'DryRun';

    await project.service.invoke({ functionName: 'counts', payload: '{}', invocationType });

    expect(project.log).toEqual([]);
    await expect(
      project.service.invoke({ functionName: 'unknown', payload: '{}', invocationType }),
    ).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
  });

  test('refuses a function that cannot run here', async () => {
    project = await lambdaProject({}, { python: { runtime: 'python3.13' } });

    await expect(
      project.service.invoke({ functionName: 'python', payload: '{}' }),
    ).rejects.toMatchObject({
      code: 'InvalidRuntimeException',
      message: expect.stringContaining('has runtime "python3.13" and cannot run here'),
    });
  });

  test('takes busy environments down with it on close', async () => {
    project = await lambdaProject(
      { 'functions/index.js': SOURCE },
      { spinning: { handler: 'index.spins', timeoutSeconds: 900 } },
    );
    let result: Promise<unknown> = Promise.resolve();
    await new Promise<void>((onStarted) => {
      result = project.service.invoke({ functionName: 'spinning', payload: '{}', onStarted });
    });

    await project.service.close();

    expect(await result).toMatchObject({ functionError: 'Unhandled' });
  });
});

describe('createLambdaService with a Lambda endpoint', () => {
  let server: Server;
  let requests: { url: string | undefined; headers: unknown; body: string }[];
  let answer: { statusCode: number; headers: Record<string, string>; body: string };

  beforeEach(async () => {
    requests = [];
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        requests.push({ url: request.url, headers: request.headers, body });
        response.writeHead(answer.statusCode, answer.headers).end(answer.body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    project = await lambdaProject(
      { 'functions/index.js': SOURCE },
      { python: { runtime: 'python3.13' }, local: { handler: 'index.answers' } },
      { lambdaEndpoint: `http://127.0.0.1:${port}` },
    );
  });

  afterEach(() => server.close());

  test('invokes there what cannot run here', async () => {
    answer = {
      statusCode: 200,
      headers: { 'X-Amz-Function-Error': 'Unhandled', 'x-amzn-RequestId': 'id-9' },
      body: '{"errorType":"KeyError"}',
    };

    const result = await project.service.invoke({
      functionName: 'python',
      payload: '{"é":1}',
      logType: 'Tail',
    });

    expect(result).toEqual({
      payload: '{"errorType":"KeyError"}',
      functionError: 'Unhandled',
      executedVersion: '$LATEST',
      requestId: 'id-9',
    });
    expect(requests).toEqual([
      {
        url: '/2015-03-31/functions/python/invocations',
        headers: expect.objectContaining({ 'x-amz-log-type': 'Tail' }),
        body: '{"é":1}',
      },
    ]);
  });

  test('asks there for a function that is not in the template, and hands on the error', async () => {
    answer = {
      statusCode: 404,
      headers: { 'x-amzn-ErrorType': 'ResourceNotFoundException' },
      body: '{"Type":"User","Message":"Function not found: x"}',
    };

    await expect(
      project.service.invoke({ functionName: 'elsewhere', payload: '{}' }),
    ).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
      statusCode: 404,
      message: 'Function not found: x',
    });
  });

  test('runs here what can', async () => {
    expect(await project.call('local')).toBe('here');
    expect(requests).toEqual([]);
  });

  test('tells when the endpoint does not answer', async () => {
    await new Promise((resolve) => server.close(resolve));

    await expect(
      project.service.invoke({ functionName: 'python', payload: '{}' }),
    ).rejects.toMatchObject({
      code: 'ServiceException',
      message: expect.stringContaining('did not answer for python'),
    });
  });
});
