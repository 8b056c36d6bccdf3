import type { SFN } from '@aws-sdk/client-sfn';
import { executionEnd } from '../../contract/executions.ts';
import {
  aName,
  createStateMachine,
  definitionOf,
  present,
  type Scripts,
  startExecution,
} from './script.ts';

export const mapRunScripts: Scripts = {
  'lists, describes and updates a map run while it lasts': async (sfn) => {
    const { executionArn, activityArn, mapRunArn } = await aMapRun(sfn);

    await sfn.updateMapRun({ mapRunArn, maxConcurrency: 2, toleratedFailureCount: 1 });
    const running = await sfn.describeMapRun({ mapRunArn });
    const failing = await sfn.getActivityTask({ activityArn });
    await sfn.sendTaskFailure({ taskToken: failing.taskToken });
    const working = await sfn.getActivityTask({ activityArn });
    await sfn.sendTaskSuccess({ taskToken: working.taskToken, output: '1' });
    const execution = await executionEnd(sfn, executionArn);
    const ended = await sfn.describeMapRun({ mapRunArn });

    expect(running).toMatchObject({
      executionArn,
      status: 'RUNNING',
      maxConcurrency: 2,
      toleratedFailureCount: 1,
      itemCounts: { total: 2, succeeded: 0, failed: 0 },
    });
    expect(execution.status).toBe('SUCCEEDED');
    expect(ended).toMatchObject({
      status: 'SUCCEEDED',
      itemCounts: { total: 2, succeeded: 1, failed: 1 },
      executionCounts: { total: 2, succeeded: 1, failed: 1 },
      stopDate: expect.any(Date),
    });
  },

  'lists the child executions of a map run by status': async (sfn) => {
    const { activityArn, mapRunArn } = await aMapRun(sfn);
    const list = async (statusFilter?: 'RUNNING' | 'SUCCEEDED' | 'PENDING_REDRIVE') =>
      (await sfn.listExecutions({ mapRunArn, ...(statusFilter && { statusFilter }) })).executions;

    const { taskToken } = await sfn.getActivityTask({ activityArn });
    const all = await list();
    await sfn.sendTaskSuccess({ taskToken, output: '1' });

    expect(all).toHaveLength(2);
    expect(all).toContainEqual(expect.objectContaining({ mapRunArn, itemCount: 1 }));
    expect(await list('SUCCEEDED')).toHaveLength(1);
    expect(await list('RUNNING')).toHaveLength(1);
    expect(await list('PENDING_REDRIVE')).toEqual([]);
  },
};

/** A map run of two items that wait for the workers of an activity. */
async function aMapRun(sfn: SFN) {
  const { activityArn } = await sfn.createActivity({ name: aName() });
  const stateMachineArn = await createStateMachine(
    sfn,
    definitionOf({
      Type: 'Map',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Work',
        States: { Work: { Type: 'Task', Resource: activityArn, End: true } },
      },
      End: true,
    }),
  );
  const executionArn = await startExecution(sfn, stateMachineArn, '[1,2]');
  return { executionArn, activityArn, mapRunArn: await mapRunOf(sfn, executionArn) };
}

async function mapRunOf(sfn: SFN, executionArn: string): Promise<string> {
  for (;;) {
    const { mapRuns = [] } = await sfn.listMapRuns({ executionArn });
    const [mapRun] = mapRuns;
    if (mapRun !== undefined) return present(mapRun.mapRunArn);
  }
}
