import type { JsonObject } from '../../../toolbox/shared/json.ts';
import { JsonDocument } from '../../../toolbox/shared/json-document.ts';
import type { TaskRequest } from '../../../toolbox/states/execution.ts';
import { StatesError } from '../../../toolbox/states/states-error.ts';
import { aStatesService, START_MS } from './states-service-builder.ts';

const SECONDS = START_MS / 1000;
const MODEL = 'com.amazonaws.swf.service.v2.model#';
const TASK = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:F' };

/**
 * Runs a definition whose task named `Work` fails the first time; all others give their names.
 *
 * @param definition - of the states
 */
async function aFailedExecution(definition: JsonObject, input = '{}') {
  const attempts: string[] = [];
  const invokeTask = async ({ stateName, payload, onStarted }: TaskRequest) => {
    onStarted();
    attempts.push(`${stateName} ${payload.text}`);
    const isFirst = attempts.filter((attempt) => attempt.startsWith('Work')).length === 1;
    if (stateName === 'Work' && isFirst) throw new StatesError('Broken', 'why');
    return JsonDocument.fromValue(stateName);
  };
  const service = aStatesService({ invokeTask });
  const { call, settle } = service;
  const created = await call('CreateStateMachine', {
    name: 'Machine',
    definition: JSON.stringify(definition),
    roleArn: 'arn:aws:iam::123456789012:role/Role',
  });
  const { answer } = await call('StartExecution', {
    stateMachineArn: created.answer.stateMachineArn,
    input,
  });
  const { executionArn } = answer;
  await settle();
  attempts.length = 0;
  attempts.push('Work before');
  return {
    call,
    executionArn,
    describe: async () => (await call('DescribeExecution', { executionArn })).answer,
    /** Redrives it, and tells which tasks are done then. */
    redrive: async () => {
      attempts.length = 0;
      attempts.push('Work before');
      const redriven = await call('RedriveExecution', { executionArn });
      await settle();
      return { ...redriven, attempts: attempts.slice(1) };
    },
    history: async () => {
      const listed = await call('GetExecutionHistory', { executionArn });
      return listed.answer.events.map(
        ({ id, previousEventId, type }: { id: number; previousEventId: number; type: string }) =>
          `${id} ${type} after ${previousEventId}`,
      );
    },
  };
}

const CHAIN = {
  StartAt: 'First',
  States: {
    First: { Type: 'Pass', Result: { a: 1 }, Next: 'Work' },
    Work: { ...TASK, ResultPath: '$.done', Next: 'Last' },
    Last: { Type: 'Pass', End: true },
  },
};

describe('RedriveExecution', () => {
  test('does the work of the failed state again and goes on from there', async () => {
    const { redrive, describe: describeIt, history } = await aFailedExecution(CHAIN);
    const before = await describeIt();

    const { answer, attempts } = await redrive();

    expect(before).toMatchObject({
      status: 'FAILED',
      redriveStatus: 'REDRIVABLE',
      redriveCount: 0,
    });
    expect(answer).toEqual({ redriveDate: SECONDS });
    expect(attempts).toEqual(['Work {"a":1}']);
    expect(await describeIt()).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"a":1,"done":"Work"}',
      redriveCount: 1,
      redriveDate: SECONDS,
      redriveStatus: 'NOT_REDRIVABLE',
    });
    expect((await history()).slice(7)).toEqual([
      '8 ExecutionFailed after 7',
      '9 ExecutionRedriven after 8',
      '10 LambdaFunctionScheduled after 9',
      '11 LambdaFunctionStarted after 10',
      '12 LambdaFunctionSucceeded after 11',
      '13 TaskStateExited after 12',
      '14 PassStateEntered after 13',
      '15 PassStateExited after 14',
      '16 ExecutionSucceeded after 15',
    ]);
  });

  test('lists it by the redrive filter', async () => {
    const { call, redrive, executionArn } = await aFailedExecution(CHAIN);
    await redrive();
    const stateMachineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:Machine';

    const listed = async (redriveFilter: string) =>
      (await call('ListExecutions', { stateMachineArn, redriveFilter })).answer.executions;

    expect(await listed('REDRIVEN')).toEqual([expect.objectContaining({ executionArn })]);
    expect(await listed('NOT_REDRIVEN')).toEqual([]);
  });

  test('shows the redrive in the context object', async () => {
    const { redrive, describe: describeIt } = await aFailedExecution({
      StartAt: 'Work',
      States: {
        Work: { ...TASK, Next: 'Show' },
        Show: { Type: 'Pass', Parameters: { 'execution.$': '$$.Execution' }, End: true },
      },
    });

    await redrive();

    expect(JSON.parse((await describeIt()).output).execution).toMatchObject({
      RedriveCount: 1,
      RedriveTime: new Date(START_MS).toISOString(),
    });
  });

  test('keeps the variables', async () => {
    const { redrive, describe: describeIt } = await aFailedExecution({
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { kept: 'value' }, Next: 'Work' },
        Work: { ...TASK, Next: 'Show' },
        Show: { Type: 'Pass', Parameters: { 'kept.$': '$kept' }, End: true },
      },
    });

    await redrive();

    expect((await describeIt()).output).toBe('{"kept":"value"}');
  });

  const branch = (name: string) => ({ StartAt: name, States: { [name]: { ...TASK, End: true } } });

  test('runs only the branches again that failed', async () => {
    const {
      redrive,
      describe: describeIt,
      history,
    } = await aFailedExecution({
      StartAt: 'Both',
      States: {
        Both: { Type: 'Parallel', Branches: [branch('Other'), branch('Work')], End: true },
      },
    });

    const { attempts } = await redrive();

    expect(attempts).toEqual(['Work {}']);
    expect((await describeIt()).output).toBe('["Other","Work"]');
    expect(
      (await history()).filter((line: string) => line.includes('ParallelStateStarted')),
    ).toHaveLength(1);
  });

  test('runs only the iterations again that failed', async () => {
    const { redrive, describe: describeIt } = await aFailedExecution(
      {
        StartAt: 'Each',
        States: {
          Each: { Type: 'Map', MaxConcurrency: 1, ItemProcessor: branch('Work'), End: true },
        },
      },
      '["first", "second"]',
    );

    const { attempts } = await redrive();

    expect(attempts).toEqual(['Work "first"', 'Work "second"']);
    expect((await describeIt()).output).toBe('["Work","Work"]');
  });

  test('answers alike for the same client token', async () => {
    const { call, executionArn, describe: describeIt } = await aFailedExecution(CHAIN);
    const parameters = { executionArn, clientToken: 'token' };

    const first = await call('RedriveExecution', parameters);
    const second = await call('RedriveExecution', parameters);

    expect(second.answer).toEqual(first.answer);
    expect((await describeIt()).redriveCount).toBe(1);
  });

  test('goes on with an execution that was stopped', async () => {
    const { call, start, settle } = aStatesService();
    const executionArn = await start('Task');
    await settle();
    await call('StopExecution', { executionArn });
    await settle();

    await call('RedriveExecution', { executionArn });
    await settle();

    const { answer } = await call('DescribeExecution', { executionArn });
    expect(answer.status).toBe('RUNNING');
    expect(answer).not.toHaveProperty('stopDate');
  });

  test.each(['Pass', 'Task'])('refuses an execution of %s that did not fail', async (machine) => {
    const { call, start, settle } = aStatesService();
    const executionArn = await start(machine);
    await settle();
    const { answer } = await call('DescribeExecution', { executionArn });

    expect((await call('RedriveExecution', { executionArn })).answer).toEqual({
      __type: `${MODEL}ExecutionNotRedrivable`,
      message: `Execution is ${answer.status} and cannot be redriven`,
    });
  });
});
