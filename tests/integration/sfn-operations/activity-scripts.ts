import type { SFN } from '@aws-sdk/client-sfn';
import { executionEnd } from '../../contract/executions.ts';
import {
  aName,
  createStateMachine,
  definitionOf,
  PASS,
  present,
  type Scripts,
  startExecution,
} from './script.ts';

export const activityScripts: Scripts = {
  'creates, describes, lists and deletes an activity': async (sfn) => {
    const name = aName();
    const { activityArn, creationDate } = await sfn.createActivity({ name });

    const described = await sfn.describeActivity({ activityArn });
    const { activities } = await sfn.listActivities({});
    await sfn.deleteActivity({ activityArn });
    const afterwards = await sfn.listActivities({});

    expect(described).toMatchObject({ activityArn, name, creationDate });
    expect(activities).toContainEqual({ activityArn, name, creationDate });
    expect(afterwards.activities).not.toContainEqual(expect.objectContaining({ name }));
  },

  'gives a worker a task, takes its heartbeat and its output': async (sfn) => {
    const { executionArn, activityArn } = await anActivityTask(sfn);

    const { taskToken, input } = await sfn.getActivityTask({ activityArn, workerName: 'worker' });
    await sfn.sendTaskHeartbeat({ taskToken });
    await sfn.sendTaskSuccess({ taskToken, output: '{"done": true}' });

    expect(input).toBe('{"work":1}');
    expect(await executionEnd(sfn, executionArn)).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"done": true}',
    });
  },

  'takes the failure of a worker, and gives the task again when it is redriven': async (sfn) => {
    const { executionArn, activityArn } = await anActivityTask(sfn);

    const { taskToken } = await sfn.getActivityTask({ activityArn });
    await sfn.sendTaskFailure({ taskToken, error: 'Broke', cause: 'why' });
    const failed = await executionEnd(sfn, executionArn);
    await sfn.redriveExecution({ executionArn });
    const again = await sfn.getActivityTask({ activityArn });

    expect(failed).toMatchObject({ status: 'FAILED', error: 'Broke', cause: 'why' });
    expect(again.input).toBe('{"work":1}');
  },

  'lets a state wait for its token': async (sfn) => {
    const childArn = await createStateMachine(sfn, PASS);
    const parentArn = await createStateMachine(
      sfn,
      definitionOf({
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.waitForTaskToken',
        Parameters: { StateMachineArn: childArn, Input: { 'token.$': '$$.Task.Token' } },
        End: true,
      }),
    );
    const executionArn = await startExecution(sfn, parentArn);
    const taskToken = await tokenOfChild(sfn, childArn);

    await sfn.sendTaskHeartbeat({ taskToken });
    await sfn.sendTaskSuccess({ taskToken, output: '"called back"' });

    expect(await executionEnd(sfn, executionArn)).toMatchObject({
      status: 'SUCCEEDED',
      output: '"called back"',
    });
    await expect(sfn.sendTaskSuccess({ taskToken, output: '1' })).rejects.toMatchObject({
      name: 'TaskTimedOut',
    });
  },
};

/** A running execution whose only state is the task of an activity. */
async function anActivityTask(sfn: SFN) {
  const { activityArn } = await sfn.createActivity({ name: aName() });
  const definition = definitionOf({
    Type: 'Task',
    Resource: activityArn,
    HeartbeatSeconds: 60,
    End: true,
  });
  const stateMachineArn = await createStateMachine(sfn, definition);
  return { executionArn: await startExecution(sfn, stateMachineArn, '{"work":1}'), activityArn };
}

async function tokenOfChild(sfn: SFN, stateMachineArn: string): Promise<string> {
  for (;;) {
    const { executions = [] } = await sfn.listExecutions({ stateMachineArn });
    const [child] = executions;
    if (child === undefined) continue;
    const { input } = await sfn.describeExecution({ executionArn: child.executionArn });
    return (JSON.parse(present(input)) as { token: string }).token;
  }
}
