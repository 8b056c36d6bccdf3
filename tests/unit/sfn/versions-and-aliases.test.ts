import { aStatesService, START_MS } from './states-service-builder.ts';

const SECONDS = START_MS / 1000;
const MODEL = 'com.amazonaws.swf.service.v2.model#';
const ARN = 'arn:aws:states:us-east-1:123456789012:stateMachine:New';

const definitionWith = (result: number) =>
  JSON.stringify({ StartAt: 'P', States: { P: { Type: 'Pass', Result: result, End: true } } });

/** A service with the machine New, of which version 1 gives 1, version 2 gives 2, … */
async function aMachineWithVersions(count: number) {
  const service = aStatesService();
  const { call } = service;
  await call('CreateStateMachine', {
    name: 'New',
    definition: definitionWith(1),
    roleArn: 'arn:aws:iam::123456789012:role/Role',
    publish: true,
  });
  for (let number = 2; number <= count; number += 1) {
    await call('UpdateStateMachine', {
      stateMachineArn: ARN,
      definition: definitionWith(number),
      publish: true,
    });
  }
  const alias = (name: string, ...weights: readonly number[]) =>
    call('CreateStateMachineAlias', {
      name,
      routingConfiguration: weights.map((weight, index) => ({
        stateMachineVersionArn: `${ARN}:${index + 1}`,
        weight,
      })),
    });
  /** The description of an execution that has ended. */
  const run = async (stateMachineArn: string) => {
    const { answer } = await call('StartExecution', { stateMachineArn });
    await service.settle();
    return (await call('DescribeExecution', { executionArn: answer.executionArn })).answer;
  };
  return { ...service, alias, run };
}

describe('PublishStateMachineVersion', () => {
  test('gives the current revision a number once', async () => {
    const { call } = await aMachineWithVersions(1);
    await call('UpdateStateMachine', { stateMachineArn: ARN, definition: definitionWith(7) });

    const first = await call('PublishStateMachineVersion', {
      stateMachineArn: ARN,
      description: 'd',
    });
    const second = await call('PublishStateMachineVersion', { stateMachineArn: ARN });

    expect(first.answer).toEqual({ creationDate: SECONDS, stateMachineVersionArn: `${ARN}:2` });
    expect(second.answer).toEqual(first.answer);
    expect(
      (await call('DescribeStateMachine', { stateMachineArn: `${ARN}:2` })).answer,
    ).toMatchObject({
      definition: definitionWith(7),
      description: 'd',
      stateMachineArn: `${ARN}:2`,
      name: 'New',
    });
  });

  test('publishes only the revision that the caller knows', async () => {
    const { call } = await aMachineWithVersions(1);
    const update = { stateMachineArn: ARN, definition: definitionWith(2) };
    const { answer } = await call('UpdateStateMachine', update);

    const stale = await call('PublishStateMachineVersion', {
      stateMachineArn: ARN,
      revisionId: 'INITIAL',
    });
    const current = await call('PublishStateMachineVersion', {
      stateMachineArn: ARN,
      revisionId: answer.revisionId,
    });

    expect(stale.statusCode).toBe(409);
    expect(stale.answer.__type).toBe(`${MODEL}ConflictException`);
    expect(current.answer.stateMachineVersionArn).toBe(`${ARN}:2`);
  });

  test('needs publish for the description of a version', async () => {
    const { call } = await aMachineWithVersions(1);

    const { answer } = await call('UpdateStateMachine', {
      stateMachineArn: ARN,
      definition: definitionWith(2),
      versionDescription: 'd',
    });

    expect(answer).toEqual({
      __type: 'com.amazon.coral.validate#ValidationException',
      message: 'Version description can only be set when publish is true',
    });
  });
});

describe('ListStateMachineVersions', () => {
  test('lists the newest first and gives no number twice', async () => {
    const { call } = await aMachineWithVersions(3);
    await call('DeleteStateMachineVersion', { stateMachineVersionArn: `${ARN}:3` });
    await call('PublishStateMachineVersion', { stateMachineArn: ARN });

    const first = await call('ListStateMachineVersions', { stateMachineArn: ARN, maxResults: 2 });
    const second = await call('ListStateMachineVersions', {
      stateMachineArn: ARN,
      nextToken: first.answer.nextToken,
    });

    const arns = [first, second].flatMap(({ answer }) =>
      answer.stateMachineVersions.map(
        ({ stateMachineVersionArn }: { stateMachineVersionArn: string }) => stateMachineVersionArn,
      ),
    );
    expect(arns).toEqual([`${ARN}:4`, `${ARN}:2`, `${ARN}:1`]);
  });
});

describe('DeleteStateMachineVersion', () => {
  test('keeps a version that aliases lead to', async () => {
    const { call, alias } = await aMachineWithVersions(1);
    await alias('one', 100);
    await alias('two', 100);

    const { statusCode, answer } = await call('DeleteStateMachineVersion', {
      stateMachineVersionArn: `${ARN}:1`,
    });

    expect(statusCode).toBe(409);
    expect(answer.message).toBe(
      'Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [one, two]',
    );
  });
});

describe('StartExecution', () => {
  test('runs the version of the ARN', async () => {
    const { run } = await aMachineWithVersions(2);

    const execution = await run(`${ARN}:1`);

    expect(execution).toMatchObject({
      output: '1',
      stateMachineArn: ARN,
      stateMachineVersionArn: `${ARN}:1`,
    });
    expect(execution).not.toHaveProperty('stateMachineAliasArn');
  });

  // The service's random source gives 0.5.
  test.each([
    [51, 49, '1'],
    [50, 50, '2'],
    [0, 100, '2'],
  ])(
    'sends %d %% to the first version of an alias, %d %% to the second',
    async (one, two, output) => {
      const { alias, run } = await aMachineWithVersions(2);
      await alias('live', one, two);

      expect(await run(`${ARN}:live`)).toMatchObject({
        output,
        stateMachineAliasArn: `${ARN}:live`,
        stateMachineVersionArn: `${ARN}:${output}`,
      });
    },
  );

  test.each(['9', 'none'])('refuses the qualifier %j, which nothing has', async (qualifier) => {
    const { call } = await aMachineWithVersions(1);

    const { answer } = await call('StartExecution', { stateMachineArn: `${ARN}:${qualifier}` });

    expect(answer).toEqual({
      __type: `${MODEL}StateMachineDoesNotExist`,
      message: `State Machine Does Not Exist: '${ARN}:${qualifier}'`,
    });
  });
});

describe('ListExecutions', () => {
  test('lists those that were started by the ARN of one version or alias', async () => {
    const { call, alias, run } = await aMachineWithVersions(2);
    await alias('live', 100);
    const { executionArn: byVersion } = await run(`${ARN}:2`);
    const { executionArn: byAlias } = await run(`${ARN}:live`);
    await run(ARN);

    const listed = async (stateMachineArn: string) => {
      const { answer } = await call('ListExecutions', { stateMachineArn });
      return answer.executions.map(({ executionArn }: { executionArn: string }) => executionArn);
    };

    expect(await listed(`${ARN}:2`)).toEqual([byVersion]);
    expect(await listed(`${ARN}:live`)).toEqual([byAlias]);
    expect(await listed(ARN)).toHaveLength(3);
  });
});

describe('CreateStateMachineAlias', () => {
  test('answers alike for the same alias, and refuses another of the name', async () => {
    const { alias } = await aMachineWithVersions(2);

    const first = await alias('live', 100);
    const again = await alias('live', 100);
    const other = await alias('live', 50, 50);

    expect(first.answer).toEqual({
      creationDate: SECONDS,
      stateMachineAliasArn: `${ARN}:live`,
    });
    expect(again.answer).toEqual(first.answer);
    expect(other.answer.__type).toBe(`${MODEL}ConflictException`);
  });

  test.each([
    [
      [
        { version: `${ARN}:1`, weight: 50 },
        { version: `${ARN}:2`, weight: 30 },
      ],
      'Sum of routing configuration weights must equal 100. Received: [50, 30]',
    ],
    [
      [
        { version: `${ARN}:1`, weight: 50 },
        { version: `${ARN}:1`, weight: 50 },
      ],
      `Routing configuration must contain distinct state machine version ARNs. Received: [${ARN}:1, ${ARN}:1]`,
    ],
    [
      [{ version: ARN, weight: 100 }],
      `Routing configuration must contain state machine version ARNs. Received: [${ARN}]`,
    ],
    [
      [],
      "1 validation error detected: Value '[]' at 'routingConfiguration' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
  ])('refuses the routes %j', async (routes, message) => {
    const { call } = await aMachineWithVersions(2);

    const { answer } = await call('CreateStateMachineAlias', {
      name: 'live',
      routingConfiguration: routes.map(({ version, weight }) => ({
        stateMachineVersionArn: version,
        weight,
      })),
    });

    expect(answer).toEqual({
      __type: 'com.amazon.coral.validate#ValidationException',
      message,
    });
  });

  test('refuses a name that could be the number of a version', async () => {
    const { alias } = await aMachineWithVersions(1);

    expect((await alias('12', 100)).answer.message).toContain(
      "Value '12' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ",
    );
  });
});

describe('UpdateStateMachineAlias', () => {
  test('changes what is given and keeps the rest', async () => {
    const { call, alias } = await aMachineWithVersions(2);
    await alias('live', 100);
    const stateMachineAliasArn = `${ARN}:live`;

    await call('UpdateStateMachineAlias', { stateMachineAliasArn, description: 'd' });

    expect((await call('DescribeStateMachineAlias', { stateMachineAliasArn })).answer).toEqual({
      creationDate: SECONDS,
      description: 'd',
      name: 'live',
      routingConfiguration: [{ stateMachineVersionArn: `${ARN}:1`, weight: 100 }],
      stateMachineAliasArn,
      updateDate: SECONDS,
    });
  });

  test('finds no alias that is not there', async () => {
    const { call } = await aMachineWithVersions(1);

    const { answer } = await call('UpdateStateMachineAlias', {
      stateMachineAliasArn: `${ARN}:none`,
      description: 'd',
    });

    expect(answer.__type).toBe(`${MODEL}ResourceNotFound`);
  });
});

describe('ListStateMachineAliases', () => {
  test('lists those of a machine or of one version, without deleted ones', async () => {
    const { call, alias } = await aMachineWithVersions(2);
    await alias('both', 50, 50);
    await alias('one', 100);
    await alias('gone', 100);
    await call('DeleteStateMachineAlias', { stateMachineAliasArn: `${ARN}:gone` });

    const listed = async (stateMachineArn: string) => {
      const { answer } = await call('ListStateMachineAliases', { stateMachineArn });
      return answer.stateMachineAliases.map(
        ({ stateMachineAliasArn }: { stateMachineAliasArn: string }) => stateMachineAliasArn,
      );
    };

    expect(await listed(ARN)).toEqual([`${ARN}:both`, `${ARN}:one`]);
    expect(await listed(`${ARN}:2`)).toEqual([`${ARN}:both`]);
  });
});
