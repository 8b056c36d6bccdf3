import { aStatesService, START_MS } from './states-service-builder.ts';

const SECONDS = START_MS / 1000;
const ROLE = 'arn:aws:iam::123456789012:role/Role';
const ARN = 'arn:aws:states:us-east-1:123456789012:stateMachine:New';
const MODEL = 'com.amazonaws.swf.service.v2.model#';

const definitionWith = (result: number) =>
  JSON.stringify({ StartAt: 'P', States: { P: { Type: 'Pass', Result: result, End: true } } });
const DEFINITION = definitionWith(1);
const CREATE = { name: 'New', definition: DEFINITION, roleArn: ROLE };

describe('CreateStateMachine', () => {
  test('makes a state machine that can be described and run', async () => {
    const { call, settle } = aStatesService();

    const created = await call('CreateStateMachine', CREATE);
    const { answer } = await call('StartExecution', { stateMachineArn: ARN });
    await settle();

    expect(created.answer).toEqual({ creationDate: SECONDS, stateMachineArn: ARN });
    expect((await call('DescribeStateMachine', { stateMachineArn: ARN })).answer).toEqual({
      creationDate: SECONDS,
      definition: DEFINITION,
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
      loggingConfiguration: { level: 'OFF', includeExecutionData: false },
      name: 'New',
      roleArn: ROLE,
      stateMachineArn: ARN,
      status: 'ACTIVE',
      tracingConfiguration: { enabled: false },
      type: 'STANDARD',
    });
    const described = await call('DescribeExecution', { executionArn: answer.executionArn });
    expect(described.answer.output).toBe('1');
  });

  test('leaves the definition out when only metadata is asked for', async () => {
    const { call } = aStatesService();
    await call('CreateStateMachine', CREATE);

    const { answer } = await call('DescribeStateMachine', {
      stateMachineArn: ARN,
      includedData: 'METADATA_ONLY',
    });

    expect(answer.definition).toBe('{}');
  });

  test.each([
    ['again', {}],
    ['with another role', { roleArn: `${ROLE}Two` }],
    ['with tags', { tags: [{ key: 'k', value: 'v' }] }],
    [
      'with the defaults written out',
      { type: 'STANDARD', tracingConfiguration: { enabled: false } },
    ],
  ])('answers alike when it is called %s', async (_, change) => {
    const { call } = aStatesService();
    await call('CreateStateMachine', CREATE);

    expect((await call('CreateStateMachine', { ...CREATE, ...change })).answer).toEqual({
      creationDate: SECONDS,
      stateMachineArn: ARN,
    });
  });

  test.each([
    ['white space in the definition', { definition: ` ${DEFINITION}` }],
    ['another type', { type: 'EXPRESS' }],
    ['tracing', { tracingConfiguration: { enabled: true } }],
    ['a version', { publish: true }],
  ])('refuses a used name with %s', async (_, change) => {
    const { call } = aStatesService();
    await call('CreateStateMachine', CREATE);

    expect((await call('CreateStateMachine', { ...CREATE, ...change })).answer).toEqual({
      __type: `${MODEL}StateMachineAlreadyExists`,
      message: `State Machine Already Exists: '${ARN}'`,
    });
  });

  const destination = (name: string) => ({
    cloudWatchLogsLogGroup: {
      logGroupArn: `arn:aws:logs:us-east-1:123456789012:log-group:${name}:*`,
    },
  });

  test.each([
    [{ name: 'a b' }, 'InvalidName', "Invalid Name: 'a b'"],
    [{ roleArn: 'role' }, 'InvalidArn', "Invalid Role Arn: 'role'"],
    [
      { definition: '{"States": {"P": {"Type": "Pass", "End": true}}}' },
      'InvalidDefinition',
      "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [StartAt] at /'",
    ],
    [
      { definition: '[]' },
      'InvalidDefinition',
      "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Definition must be a valid JSON object'",
    ],
    [
      { loggingConfiguration: { level: 'ALL' } },
      'InvalidLoggingConfiguration',
      'Invalid Logging Configuration: Must specify exactly one Log Destination.',
    ],
    [
      { loggingConfiguration: { destinations: [destination('a'), destination('b')] } },
      'InvalidLoggingConfiguration',
      'Invalid Logging Configuration: Must specify exactly one Log Destination.',
    ],
    [
      { encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY' } },
      'InvalidEncryptionConfiguration',
      expect.stringContaining('Invalid Encryption Configuration: '),
    ],
    [
      { tags: Array.from({ length: 51 }, (_, index) => ({ key: `k${index}`, value: '' })) },
      'TooManyTags',
      expect.any(String),
    ],
  ])('refuses %j with %s', async (change, type, message) => {
    const { call } = aStatesService();

    expect((await call('CreateStateMachine', { ...CREATE, ...change })).answer).toEqual({
      __type: `${MODEL}${type}`,
      message,
    });
  });

  test('refuses what only a Standard workflow may use in an Express one', async () => {
    const { call } = aStatesService();
    const resource = 'arn:aws:states:::lambda:invoke.waitForTaskToken';
    const definition = JSON.stringify({
      StartAt: 'T',
      States: { T: { Type: 'Task', Resource: resource, Parameters: {}, End: true } },
    });

    const { answer } = await call('CreateStateMachine', { ...CREATE, definition, type: 'EXPRESS' });

    expect(answer.message).toContain(
      "Express state machine does not support '.waitForTaskToken' service integration  at /States/T/Resource",
    );
  });

  test('names every constraint that is not satisfied, without values that are secret', async () => {
    const { call } = aStatesService();

    const { answer } = await call('CreateStateMachine', {
      definition: '',
      roleArn: ROLE,
      tags: [{ key: '' }],
    });

    expect(answer).toEqual({
      __type: 'com.amazon.coral.validate#ValidationException',
      message:
        "3 validation errors detected: Value null at 'name' failed to satisfy constraint: Member must not be null; Value at 'definition' failed to satisfy constraint: Member must have length greater than or equal to 1; Value '' at 'tags.1.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1",
    });
  });
});

describe('UpdateStateMachine', () => {
  test('makes a revision that new executions run, while running ones keep theirs', async () => {
    const { call, settle } = aStatesService();
    await call('CreateStateMachine', CREATE);
    const first = await call('StartExecution', { stateMachineArn: ARN });

    const updated = await call('UpdateStateMachine', {
      stateMachineArn: ARN,
      definition: definitionWith(2),
    });
    const second = await call('StartExecution', { stateMachineArn: ARN });
    await settle();

    expect(updated.answer).toEqual({ revisionId: expect.any(String), updateDate: SECONDS });
    const outputs = await Promise.all(
      [first, second].map(async ({ answer: { executionArn } }) => {
        const { answer } = await call('DescribeExecution', { executionArn });
        return answer.output;
      }),
    );
    expect(outputs).toEqual(['1', '2']);
    const described = await call('DescribeStateMachineForExecution', {
      executionArn: first.answer.executionArn,
    });
    expect(described.answer.definition).toBe(DEFINITION);
    expect(described.answer).not.toHaveProperty('revisionId');
  });

  test('keeps the revision when nothing changes', async () => {
    const { call } = aStatesService();
    await call('CreateStateMachine', CREATE);

    const { answer } = await call('UpdateStateMachine', {
      stateMachineArn: ARN,
      definition: DEFINITION,
      roleArn: ROLE,
    });

    expect(answer).toEqual({ updateDate: SECONDS });
  });

  test('keeps the configurations that are not given', async () => {
    const { call } = aStatesService();
    await call('CreateStateMachine', { ...CREATE, tracingConfiguration: { enabled: true } });

    await call('UpdateStateMachine', { stateMachineArn: ARN, definition: definitionWith(2) });

    const { answer } = await call('DescribeStateMachine', { stateMachineArn: ARN });
    expect(answer.tracingConfiguration).toEqual({ enabled: true });
  });

  test.each([
    [{}, 'MissingRequiredParameter'],
    [{ definition: '{}' }, 'InvalidDefinition'],
    [{ stateMachineArn: `${ARN}None`, roleArn: ROLE }, 'StateMachineDoesNotExist'],
  ])('refuses %j with %s', async (change, type) => {
    const { call } = aStatesService();
    await call('CreateStateMachine', CREATE);

    const { answer } = await call('UpdateStateMachine', { stateMachineArn: ARN, ...change });

    expect(answer.__type).toBe(`${MODEL}${type}`);
  });

  test('takes no ARN of a version', async () => {
    const { call } = aStatesService();
    await call('CreateStateMachine', { ...CREATE, publish: true });

    const { answer } = await call('UpdateStateMachine', {
      stateMachineArn: `${ARN}:1`,
      roleArn: ROLE,
    });

    expect(answer.__type).toBe('com.amazon.coral.validate#ValidationException');
  });
});

describe('DeleteStateMachine', () => {
  test('ends the running executions and frees their names', async () => {
    const { call, arn, start, settle } = aStatesService();
    const executionArn = await start('Task', { name: 'one' });
    await settle();

    const deleted = await call('DeleteStateMachine', { stateMachineArn: arn('Task') });
    await settle();

    expect(deleted.answer).toEqual({});
    expect((await call('DescribeStateMachine', { stateMachineArn: arn('Task') })).answer).toEqual({
      __type: `${MODEL}StateMachineDoesNotExist`,
      message: `State Machine Does Not Exist: '${arn('Task')}'`,
    });
    expect((await call('DescribeExecution', { executionArn })).answer.__type).toBe(
      `${MODEL}ExecutionDoesNotExist`,
    );
  });

  test('counts one that is not there as deleted', async () => {
    const { call, arn } = aStatesService();

    expect((await call('DeleteStateMachine', { stateMachineArn: arn('None') })).answer).toEqual({});
  });
});

describe('ListStateMachines', () => {
  test('lists created ones behind those of the template, page by page', async () => {
    const { call } = aStatesService();
    await call('CreateStateMachine', CREATE);

    const first = await call('ListStateMachines', { maxResults: 3 });
    const second = await call('ListStateMachines', { nextToken: first.answer.nextToken });

    const names = [first, second].map(({ answer }) =>
      answer.stateMachines.map(({ name }: { name: string }) => name),
    );
    expect(names).toEqual([['Pass', 'Task', 'Express'], ['New']]);
    expect(second.answer.stateMachines).toEqual([
      { creationDate: SECONDS, name: 'New', stateMachineArn: ARN, type: 'STANDARD' },
    ]);
  });
});

describe('ValidateStateMachineDefinition', () => {
  test('finds nothing in a valid definition', async () => {
    const { call } = aStatesService();

    expect(
      (await call('ValidateStateMachineDefinition', { definition: DEFINITION })).answer,
    ).toEqual({ diagnostics: [], result: 'OK', truncated: false });
  });

  test('shows as many faults as are asked for', async () => {
    const { call } = aStatesService();
    const definition = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass' } }, Other: 1 });

    const { answer } = await call('ValidateStateMachineDefinition', { definition, maxResults: 1 });

    expect(answer).toEqual({
      diagnostics: [
        {
          code: 'SCHEMA_VALIDATION_FAILED',
          location: '/Other',
          message: 'Field is not supported',
          severity: 'ERROR',
        },
      ],
      result: 'FAIL',
      truncated: true,
    });
  });

  test.each([
    ['  ', 'SCHEMA_VALIDATION_FAILED'],
    ['{"StartAt": }', 'INVALID_JSON_DESCRIPTION'],
  ])('names no place for the text %j, whose fault is %s', async (definition, code) => {
    const { call } = aStatesService();

    const { answer } = await call('ValidateStateMachineDefinition', { definition });

    expect(answer.diagnostics).toEqual([{ code, message: expect.any(String), severity: 'ERROR' }]);
  });
});
