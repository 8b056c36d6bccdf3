import type { SFN } from '@aws-sdk/client-sfn';
import { createStateMachine, PASS, present, type Scripts, startExecution, WAIT } from './script.ts';

export const versionScripts: Scripts = {
  'publishes, describes and lists versions': async (sfn) => {
    const { stateMachineArn, first, second } = await twoVersions(sfn);

    const { stateMachineVersions } = await sfn.listStateMachineVersions({ stateMachineArn });
    const described = await sfn.describeStateMachine({ stateMachineArn: first });

    expect(stateMachineVersions?.map((version) => version.stateMachineVersionArn)).toEqual([
      second,
      first,
    ]);
    expect(described).toMatchObject({
      stateMachineArn: first,
      definition: PASS,
      description: 'the first',
    });
  },

  'deletes a version that no alias uses': async (sfn) => {
    const { stateMachineArn, first, second } = await twoVersions(sfn);

    await sfn.deleteStateMachineVersion({ stateMachineVersionArn: first });
    const { stateMachineVersions } = await sfn.listStateMachineVersions({ stateMachineArn });

    expect(stateMachineVersions?.map((version) => version.stateMachineVersionArn)).toEqual([
      second,
    ]);
  },

  'creates, describes, updates, lists and deletes an alias': async (sfn) => {
    const { stateMachineArn, first, second } = await twoVersions(sfn);
    const { stateMachineAliasArn } = await sfn.createStateMachineAlias({
      name: 'live',
      description: 'what callers use',
      routingConfiguration: [{ stateMachineVersionArn: first, weight: 100 }],
    });
    const routingConfiguration = [
      { stateMachineVersionArn: first, weight: 30 },
      { stateMachineVersionArn: second, weight: 70 },
    ];

    const { updateDate } = await sfn.updateStateMachineAlias({
      stateMachineAliasArn,
      routingConfiguration,
    });
    const described = await sfn.describeStateMachineAlias({ stateMachineAliasArn });
    const { stateMachineAliases } = await sfn.listStateMachineAliases({ stateMachineArn });
    await sfn.deleteStateMachineAlias({ stateMachineAliasArn });
    const afterwards = await sfn.listStateMachineAliases({ stateMachineArn });

    expect(stateMachineAliasArn).toBe(`${stateMachineArn}:live`);
    expect(described).toMatchObject({
      name: 'live',
      description: 'what callers use',
      routingConfiguration,
      updateDate,
    });
    expect(stateMachineAliases).toEqual([
      { stateMachineAliasArn, creationDate: described.creationDate },
    ]);
    expect(afterwards.stateMachineAliases).toEqual([]);
  },

  'starts by version and by alias, and lists by either': async (sfn) => {
    const { first, second } = await twoVersions(sfn);
    const { stateMachineAliasArn } = await sfn.createStateMachineAlias({
      name: 'live',
      routingConfiguration: [
        { stateMachineVersionArn: first, weight: 0 },
        { stateMachineVersionArn: second, weight: 100 },
      ],
    });
    const alias = present(stateMachineAliasArn);

    const byVersion = await startExecution(sfn, first);
    const byAlias = await startExecution(sfn, alias);

    expect(await sfn.describeExecution({ executionArn: byVersion })).toMatchObject({
      stateMachineVersionArn: first,
    });
    expect(await sfn.describeExecution({ executionArn: byAlias })).toMatchObject({
      stateMachineVersionArn: second,
      stateMachineAliasArn: alias,
      status: 'RUNNING',
    });
    expect(await listedArns(sfn, first)).toEqual([byVersion]);
    expect(await listedArns(sfn, alias)).toEqual([byAlias]);
  },
};

/** A state machine whose first version passes its input on, and whose second one waits. */
async function twoVersions(sfn: SFN) {
  const stateMachineArn = await createStateMachine(sfn, PASS);
  const first = await sfn.publishStateMachineVersion({
    stateMachineArn,
    description: 'the first',
  });
  const second = await sfn.updateStateMachine({
    stateMachineArn,
    definition: WAIT,
    publish: true,
  });
  return {
    stateMachineArn,
    first: present(first.stateMachineVersionArn),
    second: present(second.stateMachineVersionArn),
  };
}

async function listedArns(sfn: SFN, stateMachineArn: string) {
  const { executions } = await sfn.listExecutions({ stateMachineArn });
  return executions?.map(({ executionArn }) => executionArn);
}
