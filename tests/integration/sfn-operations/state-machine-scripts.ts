import { paginateListStateMachines, type SFN } from '@aws-sdk/client-sfn';
import {
  aName,
  createStateMachine,
  PASS,
  present,
  ROLE_ARN,
  type Scripts,
  startExecution,
  WAIT,
} from './script.ts';

export const stateMachineScripts: Scripts = {
  'creates and describes a state machine': async (sfn) => {
    const name = aName();

    const created = await sfn.createStateMachine({ name, definition: PASS, roleArn: ROLE_ARN });
    const { stateMachineArn } = created;
    const described = await sfn.describeStateMachine({ stateMachineArn });

    expect(created).toMatchObject({
      stateMachineArn: `arn:aws:states:us-east-1:123456789012:stateMachine:${name}`,
      creationDate: expect.any(Date),
    });
    expect(described).toMatchObject({
      stateMachineArn,
      name,
      definition: PASS,
      roleArn: ROLE_ARN,
      type: 'STANDARD',
      status: 'ACTIVE',
      creationDate: created.creationDate,
    });
  },

  'refuses a definition that is not valid by the class of its error': async (sfn) => {
    await expect(createStateMachine(sfn, '{"StartAt":"None","States":{}}')).rejects.toMatchObject({
      name: 'InvalidDefinition',
    });
  },

  'updates the definition of later executions, and tells that of an earlier one': async (sfn) => {
    const stateMachineArn = await createStateMachine(sfn, PASS);
    const executionArn = await startExecution(sfn, stateMachineArn);

    const updated = await sfn.updateStateMachine({ stateMachineArn, definition: WAIT });
    const current = await sfn.describeStateMachine({ stateMachineArn });
    const executed = await sfn.describeStateMachineForExecution({ executionArn });

    expect(updated.updateDate).toBeInstanceOf(Date);
    expect(current).toMatchObject({ definition: WAIT, revisionId: updated.revisionId });
    expect(executed).toMatchObject({ stateMachineArn, definition: PASS });
  },

  'lists every state machine once, page by page': async (sfn) => {
    const created = [await createStateMachine(sfn, PASS), await createStateMachine(sfn, WAIT)];

    const listed = await listedArns(sfn);

    expect(listed).toEqual(expect.arrayContaining(created));
    expect(new Set(listed).size).toBe(listed.length);
  },

  'deletes a state machine': async (sfn) => {
    const stateMachineArn = await createStateMachine(sfn, PASS);

    await sfn.deleteStateMachine({ stateMachineArn });

    expect(await listedArns(sfn)).not.toContain(stateMachineArn);
    await expect(sfn.describeStateMachine({ stateMachineArn })).rejects.toMatchObject({
      name: 'StateMachineDoesNotExist',
    });
  },
};

/** From pages of one state machine each. */
async function listedArns(sfn: SFN): Promise<readonly string[]> {
  const arns: string[] = [];
  for await (const { stateMachines } of paginateListStateMachines(
    { client: sfn, pageSize: 1 },
    {},
  )) {
    expect(stateMachines).toHaveLength(1);
    for (const { stateMachineArn } of present(stateMachines)) arns.push(present(stateMachineArn));
  }
  return arns;
}
