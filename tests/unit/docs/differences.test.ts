import { setImmediate } from 'node:timers/promises';
import type { HttpConnection } from '../../../toolbox/shared/http-connection.ts';
import { StatesError } from '../../../toolbox/states/states-error.ts';
import { aStatesService } from '../sfn/states-service-builder.ts';
import { aTaskService } from '../sfn/task-service-builder.ts';

const ROLE_ARN = 'arn:aws:iam::123456789012:role/Role';

describe('TestState', () => {
  test.each([
    { inspectionLevel: 'TRACE' },
    { inspectionLevel: 'TRACE', revealSecrets: true },
    { inspectionLevel: 'DEBUG', revealSecrets: true },
  ])('answers %j as DEBUG alone', async (parameters) => {
    const { call } = aStatesService();
    const definition = JSON.stringify({
      Type: 'Task',
      Resource: 'arn:aws:states:::http:invoke',
      Parameters: { ApiEndpoint: 'https://shop.example' },
      End: true,
    });
    const test = {
      definition,
      mock: { result: '{"StatusCode":200}' },
      inspectionLevel: 'DEBUG',
    };

    const { answer } = await call('TestState', { ...test, ...parameters });

    expect(answer.status).toBe('SUCCEEDED');
    expect(answer).toEqual((await call('TestState', test)).answer);
  });
});

describe('ValidateStateMachineDefinition', () => {
  test('has no warning for a field that looks like a path without its suffix', async () => {
    const state = { Type: 'Pass', Parameters: { a: '$.b' }, End: true };
    const definition = JSON.stringify({ StartAt: 'A', States: { A: state } });

    const { answer } = await aStatesService().call('ValidateStateMachineDefinition', {
      definition,
      severity: 'WARNING',
    });

    expect(answer).toMatchObject({ result: 'OK', diagnostics: [] });
  });
});

describe('a failed execution', () => {
  const DAY_MS = 24 * 60 * 60 * 1000;

  test.each([
    { ms: 14 * DAY_MS, redriveStatus: 'REDRIVABLE' },
    { ms: 14 * DAY_MS + 1, redriveStatus: 'NOT_REDRIVABLE' },
  ])('is $redriveStatus $ms ms after its end', async ({ ms, redriveStatus }) => {
    const { call, create, start, ending, clock } = aTaskService();
    const executionArn = await start(await create('Failing', { A: { Type: 'Fail' } }));
    await ending(executionArn);

    await clock.runUntil(clock.sleep(ms));

    const { answer } = await call('DescribeExecution', { executionArn });
    expect(answer).toMatchObject({ status: 'FAILED', redriveStatus });
  });
});

describe('an Express execution', () => {
  test('times out after five minutes', async () => {
    const { call, clock } = aTaskService();
    const state = { Type: 'Wait', Seconds: 301, End: true };
    const created = await call('CreateStateMachine', {
      name: 'Slow',
      type: 'EXPRESS',
      roleArn: ROLE_ARN,
      definition: JSON.stringify({ StartAt: 'A', States: { A: state } }),
    });
    const { stateMachineArn } = created.answer;

    const { answer } = await clock.runUntil(call('StartSyncExecution', { stateMachineArn }));

    expect(answer).toMatchObject({ status: 'TIMED_OUT' });
    expect(Math.round(answer.stopDate - answer.startDate)).toBe(300);
  });
});

describe('http:invoke', () => {
  test('sends a text as it is, and needs no permission for the connection', async () => {
    const bodies: (string | undefined)[] = [];
    const ConnectionArn = 'arn:aws:events:us-east-1:123456789012:connection/Shop/id';
    const connection: HttpConnection = {
      connectionArn: ConnectionArn,
      authorization: { type: 'API_KEY', name: 'X-Key', value: 'secret' },
      headerParameters: {},
      queryStringParameters: {},
      bodyParameters: {},
    };
    const { run } = aTaskService({
      authorize: () => 'no',
      ports: {
        connections: [connection],
        async sendHttpRequest({ body }) {
          bodies.push(body);
          return { statusCode: 200, statusText: 'OK', headers: [], body: '{}' };
        },
      },
    });
    const { status } = await run({
      Call: {
        Type: 'Task',
        Resource: 'arn:aws:states:::http:invoke',
        Parameters: {
          ApiEndpoint: 'https://shop.example',
          Method: 'POST',
          InvocationConfig: { ConnectionArn },
          RequestBody: 'a=1',
        },
        End: true,
      },
    });

    expect(status).toBe('SUCCEEDED');
    expect(bodies).toEqual(['a=1']);
  });
});

describe('the children of a map run', () => {
  const inTurns = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await setImmediate();
  };

  /** Runs the items in a service that remembers so many executions. */
  async function aMapRun(keep: number, ExecutionType: string) {
    const payloads: string[] = [];
    const service = aStatesService({
      keep,
      invokeTask: async ({ payload, onStarted }) => {
        onStarted();
        payloads.push(payload.text);
        if (payload.text === '2') throw new StatesError('Broken');
        return payload;
      },
    });
    const work = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };
    const map = {
      Type: 'Map',
      MaxConcurrency: 1,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType },
        StartAt: 'Each',
        States: { Each: work },
      },
      End: true,
    };
    await service.call('CreateStateMachine', {
      name: 'Maps',
      roleArn: ROLE_ARN,
      definition: JSON.stringify({ StartAt: 'Map', States: { Map: map } }),
    });
    const executionArn = await service.start('Maps', { input: '[1,2]' });
    await inTurns();
    return { ...service, executionArn, payloads };
  }

  test('count towards the executions that are remembered', async () => {
    const { call, executionArn } = await aMapRun(2, 'STANDARD');

    const { answer } = await call('ListMapRuns', { executionArn });
    const [{ mapRunArn }] = answer.mapRuns;
    const children = await call('ListExecutions', { mapRunArn });

    expect(children.answer.executions).toMatchObject([{ status: 'FAILED' }]);
  });

  test.each([
    { keep: 1, ExecutionType: 'STANDARD' },
    { keep: 100, ExecutionType: 'EXPRESS' },
  ])('start anew with a redrive: %j', async ({ keep, ExecutionType }) => {
    const { call, executionArn, payloads } = await aMapRun(keep, ExecutionType);

    await call('RedriveExecution', { executionArn });
    await inTurns();

    expect(payloads).toEqual(['1', '2', '1', '2']);
  });
});
