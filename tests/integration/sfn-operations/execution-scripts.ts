import { paginateGetExecutionHistory } from '@aws-sdk/client-sfn';
import { executionEnd } from '../../contract/executions.ts';
import {
  createStateMachine,
  definitionOf,
  PASS,
  present,
  ROLE_ARN,
  type Scripts,
  startExecution,
  WAIT,
} from './script.ts';

export const executionScripts: Scripts = {
  'starts an execution and describes how it ended': async (sfn) => {
    const stateMachineArn = await createStateMachine(sfn, PASS);

    const { executionArn, startDate } = await sfn.startExecution({
      stateMachineArn,
      name: 'one',
      input: '{"a": 1.0}',
    });

    expect(await executionEnd(sfn, present(executionArn))).toMatchObject({
      executionArn: stateMachineArn.replace(':stateMachine:', ':execution:').concat(':one'),
      stateMachineArn,
      name: 'one',
      status: 'SUCCEEDED',
      startDate,
      stopDate: expect.any(Date),
      input: '{"a": 1.0}',
      output: '{"a": 1.0}',
    });
  },

  'answers for a running execution of the same name and input, and refuses another input': async (
    sfn,
  ) => {
    const stateMachineArn = await createStateMachine(sfn, WAIT);
    const start = { stateMachineArn, name: 'one', input: '{}' };

    const first = await sfn.startExecution(start);
    const again = await sfn.startExecution(start);

    expect(again).toMatchObject({ executionArn: first.executionArn, startDate: first.startDate });
    await expect(sfn.startExecution({ ...start, input: '{"a":1}' })).rejects.toMatchObject({
      name: 'ExecutionAlreadyExists',
    });
  },

  'runs an Express execution to its end in one call': async (sfn) => {
    const stateMachineArn = await createStateMachine(sfn, PASS, { type: 'EXPRESS' });

    const answer = await sfn.startSyncExecution({ stateMachineArn, name: 'one', input: '{"a":1}' });

    expect(answer).toMatchObject({
      stateMachineArn,
      name: 'one',
      status: 'SUCCEEDED',
      input: '{"a":1}',
      output: '{"a":1}',
      billingDetails: { billedDurationInMilliseconds: expect.any(Number) },
    });
  },

  'stops an execution': async (sfn) => {
    const executionArn = await startExecution(sfn, await createStateMachine(sfn, WAIT));

    const { stopDate } = await sfn.stopExecution({ executionArn, error: 'Enough', cause: 'why' });

    expect(await sfn.describeExecution({ executionArn })).toMatchObject({
      status: 'ABORTED',
      error: 'Enough',
      cause: 'why',
      stopDate,
    });
  },

  'redrives an execution that was stopped, and lists by redrive': async (sfn) => {
    const stateMachineArn = await createStateMachine(sfn, WAIT);
    const [executionArn, other] = [
      await startExecution(sfn, stateMachineArn),
      await startExecution(sfn, stateMachineArn),
    ];
    await sfn.stopExecution({ executionArn });
    const stopped = await sfn.describeExecution({ executionArn });

    const { redriveDate } = await sfn.redriveExecution({ executionArn });
    const redriven = await sfn.describeExecution({ executionArn });
    const list = (redriveFilter: 'REDRIVEN' | 'NOT_REDRIVEN') =>
      sfn.listExecutions({ stateMachineArn, redriveFilter });

    expect(stopped).toMatchObject({ redriveStatus: 'REDRIVABLE', redriveCount: 0 });
    expect(redriven).toMatchObject({ status: 'RUNNING', redriveCount: 1, redriveDate });
    expect((await list('REDRIVEN')).executions).toMatchObject([{ executionArn }]);
    expect((await list('NOT_REDRIVEN')).executions).toMatchObject([{ executionArn: other }]);
  },

  'lists executions by status': async (sfn) => {
    const choose = (end: string, next: string) => ({
      Variable: '$.end',
      StringEquals: end,
      Next: next,
    });
    const stateMachineArn = await createStateMachine(
      sfn,
      JSON.stringify({
        StartAt: 'Choose',
        TimeoutSeconds: 1,
        States: {
          Choose: {
            Type: 'Choice',
            Choices: [choose('SUCCEEDED', 'Succeed'), choose('FAILED', 'Fail')],
            Default: 'Wait',
          },
          Succeed: { Type: 'Succeed' },
          Fail: { Type: 'Fail', Error: 'Broke' },
          Wait: { Type: 'Wait', Seconds: 3600, End: true },
        },
      }),
    );
    const start = (end: string) => startExecution(sfn, stateMachineArn, JSON.stringify({ end }));
    const ended = await Promise.all(
      (['SUCCEEDED', 'FAILED', 'TIMED_OUT'] as const).map(async (status) => {
        const executionArn = await start(status);
        await executionEnd(sfn, executionArn);
        return { status, executionArn };
      }),
    );
    const aborted = { status: 'ABORTED', executionArn: await start('ABORTED') } as const;
    await sfn.stopExecution(aborted);
    const running = { status: 'RUNNING', executionArn: await start('RUNNING') } as const;

    for (const { status, executionArn } of [running, ...ended, aborted]) {
      const { executions } = await sfn.listExecutions({ stateMachineArn, statusFilter: status });
      expect(executions).toMatchObject([{ status, executionArn }]);
    }
  },

  'lists executions page by page, the newest first': async (sfn) => {
    const stateMachineArn = await createStateMachine(sfn, PASS);
    const started: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      started.unshift(await startExecution(sfn, stateMachineArn));
    }

    const first = await sfn.listExecutions({ stateMachineArn, maxResults: 2 });
    const second = await sfn.listExecutions({ stateMachineArn, nextToken: first.nextToken });

    expect(first.executions).toHaveLength(2);
    expect(second.nextToken).toBeUndefined();
    expect(
      [first, second].flatMap(({ executions }) => executions?.map((one) => one.executionArn)),
    ).toEqual(started);
  },

  'tells the history page by page, in both orders': async (sfn) => {
    const stateMachineArn = await createStateMachine(sfn, PASS);
    const executionArn = await startExecution(sfn, stateMachineArn);
    await executionEnd(sfn, executionArn);
    const typesOf = async (reverseOrder: boolean) => {
      const types: (string | undefined)[] = [];
      const pages = paginateGetExecutionHistory(
        { client: sfn, pageSize: 3 },
        { executionArn, reverseOrder },
      );
      for await (const { events = [] } of pages) types.push(...events.map(({ type }) => type));
      return types;
    };

    const types = ['ExecutionStarted', 'PassStateEntered', 'PassStateExited', 'ExecutionSucceeded'];
    expect(await typesOf(false)).toEqual(types);
    expect(await typesOf(true)).toEqual(types.toReversed());
  },

  'leaves the data out of a history without includeExecutionData': async (sfn) => {
    const definition = definitionOf({ Type: 'Succeed' });
    const executionArn = await startExecution(sfn, await createStateMachine(sfn, definition));
    await executionEnd(sfn, executionArn);

    const { events } = await sfn.getExecutionHistory({ executionArn, includeExecutionData: false });

    expect(events?.at(0)?.executionStartedEventDetails).toMatchObject({ roleArn: ROLE_ARN });
    expect(events?.at(0)?.executionStartedEventDetails).not.toHaveProperty('input');
  },
};
