import { setImmediate } from 'node:timers/promises';
import type { TaskInvoker } from '../../../toolbox/states/execution.ts';
import { StatesError } from '../../../toolbox/states/states-error.ts';
import { aStatesService } from './states-service-builder.ts';

const ROLE = 'arn:aws:iam::123456789012:role/MapRole';
const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:123456789012:function:F';

const failingForBad: TaskInvoker = async ({ payload, onStarted }) => {
  onStarted();
  if (payload.text === '"bad"') throw new StatesError('Broken');
  return payload;
};

async function aMapService(
  invokeTask: TaskInvoker | undefined,
  items: unknown,
  fields: object = {},
  ExecutionType = 'STANDARD',
) {
  const service = aStatesService(invokeTask === undefined ? {} : { invokeTask });
  const definition = {
    StartAt: 'Map',
    States: {
      Map: {
        Type: 'Map',
        Label: 'Label',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType },
          StartAt: 'Each',
          States: { Each: { Type: 'Task', Resource: FUNCTION_ARN, End: true } },
        },
        End: true,
        ...fields,
      },
    },
  };
  await service.call('CreateStateMachine', {
    name: 'Maps',
    roleArn: ROLE,
    definition: JSON.stringify(definition),
  });
  const executionArn = await service.start('Maps', { input: JSON.stringify(items) });
  // The children settle some turns after their tasks.
  for (let turn = 0; turn < 5; turn += 1) await setImmediate();
  const { answer } = await service.call('ListMapRuns', { executionArn });
  return { ...service, executionArn, mapRunArn: answer.mapRuns[0]?.mapRunArn as string };
}

describe('DescribeMapRun', () => {
  test('counts executions and items by what became of them', async () => {
    const { call, executionArn, mapRunArn } = await aMapService(
      failingForBad,
      ['good', 'bad', 'good'],
      { ToleratedFailureCount: 1, MaxConcurrency: 5 },
    );

    const { answer } = await call('DescribeMapRun', { mapRunArn });

    const counts = {
      pending: 0,
      running: 0,
      succeeded: 2,
      failed: 1,
      timedOut: 0,
      aborted: 0,
      total: 3,
      resultsWritten: 2,
      failuresNotRedrivable: 0,
      pendingRedrive: 0,
    };
    expect(mapRunArn).toMatch(
      /^arn:aws:states:us-east-1:123456789012:mapRun:Maps\/Label:uuid-\d+$/,
    );
    expect(answer).toMatchObject({
      mapRunArn,
      executionArn,
      status: 'SUCCEEDED',
      executionCounts: counts,
      itemCounts: counts,
      maxConcurrency: 5,
      toleratedFailureCount: 1,
      toleratedFailurePercentage: 0,
      redriveCount: 0,
    });
    expect(answer.stopDate).toEqual(expect.any(Number));
  });

  test('counts the items of a batch, while they are worked on', async () => {
    const { call, mapRunArn } = await aMapService(undefined, [1, 2, 3], {
      MaxConcurrency: 1,
      ItemBatcher: { MaxItemsPerBatch: 2 },
    });

    const { answer } = await call('DescribeMapRun', { mapRunArn });

    expect(answer).toMatchObject({
      status: 'RUNNING',
      executionCounts: { pending: 1, running: 1, total: 2 },
      itemCounts: { pending: 1, running: 2, total: 3 },
    });
    expect(answer).not.toHaveProperty('stopDate');
  });

  test('tells of a map run that failed', async () => {
    const { call, mapRunArn } = await aMapService(failingForBad, ['bad']);

    const { answer } = await call('DescribeMapRun', { mapRunArn });

    expect(answer).toMatchObject({ status: 'FAILED', executionCounts: { failed: 1 } });
  });

  test.each([
    {
      arn: 'arn:aws:states:us-east-1:123456789012:mapRun:Maps/Label:other',
      error: 'ResourceNotFound',
    },
    { arn: 'arn:aws:states:us-east-1:123456789012:stateMachine:Maps', error: 'InvalidArn' },
  ])('answers $error for $arn', async ({ arn, error }) => {
    const { call } = aStatesService();

    const { statusCode, answer } = await call('DescribeMapRun', { mapRunArn: arn });

    expect(statusCode).toBe(400);
    expect(answer.__type).toContain(error);
  });
});

describe('RedriveExecution of a distributed Map state', () => {
  test('runs the children again that did not succeed, in the same map run', async () => {
    const attempts: string[] = [];
    const { call, mapRunArn, executionArn } = await aMapService(
      async (task) => {
        attempts.push(task.payload.text);
        return attempts.length === 2 ? failingForBad(task) : task.payload;
      },
      ['good', 'bad'],
      { MaxConcurrency: 1 },
    );

    await call('RedriveExecution', { executionArn });
    for (let turn = 0; turn < 5; turn += 1) await setImmediate();

    expect(attempts).toEqual(['"good"', '"bad"', '"bad"']);
    expect((await call('DescribeExecution', { executionArn })).answer).toMatchObject({
      status: 'SUCCEEDED',
      output: '["good","bad"]',
    });
    expect((await call('DescribeMapRun', { mapRunArn })).answer).toMatchObject({
      status: 'SUCCEEDED',
      redriveCount: 1,
      executionCounts: { succeeded: 2, failed: 0, total: 2 },
    });
    const { answer } = await call('GetExecutionHistory', { executionArn });
    const redriven = answer.events.slice(
      answer.events.findIndex(({ type }: { type: string }) => type === 'ExecutionRedriven'),
    );
    expect(redriven.map(({ type }: { type: string }) => type)).toEqual([
      'ExecutionRedriven',
      'MapRunRedriven',
      'MapRunSucceeded',
      'MapStateSucceeded',
      'MapStateExited',
      'ExecutionSucceeded',
    ]);
    expect(redriven[1].mapRunRedrivenEventDetails).toEqual({ mapRunArn, redriveCount: 1 });
  });
});

describe('ListMapRuns', () => {
  test('names the state machine of the children', async () => {
    const { call, executionArn, mapRunArn } = await aMapService(failingForBad, ['good']);

    const { answer } = await call('ListMapRuns', { executionArn });

    expect(answer.mapRuns).toEqual([
      {
        executionArn,
        mapRunArn,
        stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:Maps/Label',
        startDate: expect.any(Number),
        stopDate: expect.any(Number),
      },
    ]);
  });

  test('gives nothing for an execution without map runs', async () => {
    const { call, start } = aStatesService();

    const { answer } = await call('ListMapRuns', { executionArn: await start('Pass') });

    expect(answer).toEqual({ mapRuns: [] });
  });
});

describe('UpdateMapRun', () => {
  test('changes the limits that it is given', async () => {
    const { call, mapRunArn } = await aMapService(undefined, [1, 2], { MaxConcurrency: 1 });

    const { answer } = await call('UpdateMapRun', { mapRunArn, toleratedFailurePercentage: 12.5 });

    expect(answer).toEqual({});
    expect((await call('DescribeMapRun', { mapRunArn })).answer).toMatchObject({
      maxConcurrency: 1,
      toleratedFailureCount: 0,
      toleratedFailurePercentage: 12.5,
    });
  });

  test.each([
    { parameters: {} },
    { parameters: { toleratedFailurePercentage: 101 } },
    { parameters: { maxConcurrency: -1 } },
  ])('refuses $parameters', async ({ parameters }) => {
    const { call, mapRunArn } = await aMapService(undefined, [1]);

    const { answer } = await call('UpdateMapRun', { mapRunArn, ...parameters });

    expect(answer.__type).toContain('ValidationException');
  });
});

describe('the children of a map run', () => {
  test('are executions of their own', async () => {
    const { call, mapRunArn } = await aMapService(failingForBad, ['good', 'fine']);

    const { answer } = await call('ListExecutions', { mapRunArn });

    expect(answer.executions).toMatchObject([
      { mapRunArn, itemCount: 1, status: 'SUCCEEDED' },
      { mapRunArn, itemCount: 1, status: 'SUCCEEDED' },
    ]);
    const { executionArn } = answer.executions[1];
    expect(executionArn).toMatch(
      /^arn:aws:states:us-east-1:123456789012:execution:Maps\/Label:uuid-\d+$/,
    );
    expect((await call('DescribeExecution', { executionArn })).answer).toMatchObject({
      mapRunArn,
      input: '"good"',
      output: '"good"',
      stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:Maps/Label',
    });
    const history = await call('GetExecutionHistory', { executionArn });
    expect(history.answer.events.map(({ type }: { type: string }) => type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'LambdaFunctionScheduled',
      'LambdaFunctionStarted',
      'LambdaFunctionSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('tell what they belong to', async () => {
    const { call, mapRunArn } = await aMapService(failingForBad, ['bad']);
    const { answer } = await call('ListExecutions', { mapRunArn });
    const { executionArn } = answer.executions[0];

    const machine = await call('DescribeStateMachineForExecution', { executionArn });
    expect(machine.answer).toMatchObject({ label: 'Label', mapRunArn });
    const execution = await call('DescribeExecution', { executionArn });
    expect(execution.answer).toMatchObject({ redriveStatus: 'REDRIVABLE_BY_MAP_RUN' });
  });

  test('are not redriven alone', async () => {
    const { call, mapRunArn } = await aMapService(failingForBad, ['bad']);
    const { answer } = await call('ListExecutions', { mapRunArn });
    const { executionArn } = answer.executions[0];

    expect((await call('RedriveExecution', { executionArn })).answer).toMatchObject({
      __type: expect.stringMatching(/#ExecutionNotRedrivable$/),
    });
    expect((await call('DescribeExecution', { executionArn })).answer).toMatchObject({
      status: 'FAILED',
      redriveCount: 0,
    });
  });

  test('are not listed together with the executions of a state machine', async () => {
    const { call, mapRunArn } = await aMapService(failingForBad, ['good']);
    const stateMachineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:Maps';

    expect((await call('ListExecutions', { mapRunArn, stateMachineArn })).answer).toMatchObject({
      __type: expect.stringMatching(/#ValidationException$/),
    });
  });

  test('are not listed when they are Express executions', async () => {
    const { call, mapRunArn, executionArn } = await aMapService(
      failingForBad,
      ['good'],
      {},
      'EXPRESS',
    );

    expect((await call('ListExecutions', { mapRunArn })).answer.executions).toEqual([]);
    expect((await call('DescribeExecution', { executionArn })).answer).toMatchObject({
      status: 'SUCCEEDED',
      output: '["good"]',
    });
  });

  test('are stopped with the execution that they belong to', async () => {
    const { call, mapRunArn, executionArn, settle } = await aMapService(undefined, [1]);

    await call('StopExecution', { executionArn });
    await settle();

    expect((await call('ListExecutions', { mapRunArn })).answer.executions).toMatchObject([
      { status: 'ABORTED' },
    ]);
    expect((await call('DescribeMapRun', { mapRunArn })).answer).toMatchObject({
      status: 'ABORTED',
      executionCounts: { aborted: 1 },
    });
  });
});
