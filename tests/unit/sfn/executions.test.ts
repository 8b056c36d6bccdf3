import { aStatesService, START_MS } from './states-service-builder.ts';

const SECONDS = START_MS / 1000;

describe('DescribeExecution', () => {
  test('shows the output of an execution that has succeeded', async () => {
    const { call, arn, start, settle } = aStatesService();
    const executionArn = await start('Pass', { name: 'one', input: '{"a": 1.0}' });
    await settle();

    expect((await call('DescribeExecution', { executionArn })).answer).toEqual({
      executionArn,
      input: '{"a": 1.0}',
      inputDetails: { included: true },
      name: 'one',
      output: '{"a": 1.0}',
      outputDetails: { included: true },
      redriveCount: 0,
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
      startDate: SECONDS,
      stateMachineArn: arn('Pass'),
      status: 'SUCCEEDED',
      stopDate: SECONDS,
    });
  });

  test('leaves input and output out when only metadata is asked for', async () => {
    const { call, start, settle } = aStatesService();
    const executionArn = await start('Pass');
    await settle();

    const { answer } = await call('DescribeExecution', {
      executionArn,
      includedData: 'METADATA_ONLY',
    });

    expect(answer).toMatchObject({ inputDetails: { included: false } });
    expect(answer).not.toHaveProperty('input');
    expect(answer).not.toHaveProperty('output');
  });

  test.each([
    { arn: 'x', type: 'InvalidArn', message: "Invalid Arn: 'Invalid ARN prefix: x'" },
    {
      arn: 'arn:aws:states:us-east-1:123456789012:express:E:n:u',
      type: 'InvalidArn',
      message: "Invalid Arn: 'Resource type not valid in this context: express'",
    },
    {
      arn: 'arn:aws:states:us-east-1:123456789012:execution:Pass:none',
      type: 'ExecutionDoesNotExist',
      message:
        "Execution Does Not Exist: 'arn:aws:states:us-east-1:123456789012:execution:Pass:none'",
    },
  ])('answers $type for $arn', async ({ arn, type, message }) => {
    const { call } = aStatesService();

    for (const operation of ['DescribeExecution', 'StopExecution', 'GetExecutionHistory']) {
      expect((await call(operation, { executionArn: arn })).answer).toEqual({
        __type: `com.amazonaws.swf.service.v2.model#${type}`,
        message,
      });
    }
  });
});

describe('StopExecution', () => {
  test('ends a running execution as ABORTED with the error and cause that it was given', async () => {
    const { call, start, settle } = aStatesService();
    const executionArn = await start('Task');
    await settle();

    const stopped = await call('StopExecution', { executionArn, error: 'E', cause: 'because' });
    await settle();

    expect(stopped.answer).toEqual({ stopDate: SECONDS });
    expect((await call('DescribeExecution', { executionArn })).answer).toMatchObject({
      status: 'ABORTED',
      error: 'E',
      cause: 'because',
      stopDate: SECONDS,
    });
  });

  test('answers the stop date of an execution that has ended, and changes nothing', async () => {
    const { call, start, settle } = aStatesService();
    const executionArn = await start('Pass');
    await settle();

    expect((await call('StopExecution', { executionArn })).answer).toEqual({ stopDate: SECONDS });
    expect((await call('DescribeExecution', { executionArn })).answer.status).toBe('SUCCEEDED');
  });
});

describe('ListExecutions', () => {
  test('lists the newest first, page by page', async () => {
    const { call, arn, start } = aStatesService();
    for (const name of ['a', 'b', 'c']) await start('Pass', { name });
    const names = (answer: { executions: { name: string }[] }) =>
      answer.executions.map(({ name }) => name);

    const first = await call('ListExecutions', { stateMachineArn: arn('Pass'), maxResults: 2 });
    await start('Pass', { name: 'd' });
    const second = await call('ListExecutions', {
      stateMachineArn: arn('Pass'),
      maxResults: 2,
      nextToken: first.answer.nextToken,
    });

    expect(names(first.answer)).toEqual(['c', 'b']);
    expect(names(second.answer)).toEqual(['a']);
    expect(second.answer).not.toHaveProperty('nextToken');
  });

  test('filters by status', async () => {
    const { call, arn, start, settle } = aStatesService();
    await start('Task', { name: 'running' });
    const stopped = await start('Task', { name: 'stopped' });
    await call('StopExecution', { executionArn: stopped });
    await settle();

    const { answer } = await call('ListExecutions', {
      stateMachineArn: arn('Task'),
      statusFilter: 'ABORTED',
    });

    expect(answer.executions).toEqual([
      {
        executionArn: stopped,
        name: 'stopped',
        redriveCount: 0,
        startDate: SECONDS,
        stateMachineArn: arn('Task'),
        status: 'ABORTED',
        stopDate: SECONDS,
      },
    ]);
  });

  test.each([
    { parameters: { maxResults: 1001 }, type: 'com.amazon.coral.validate#ValidationException' },
    { parameters: { statusFilter: 'DONE' }, type: 'com.amazon.coral.validate#ValidationException' },
    {
      parameters: { nextToken: 'made-up' },
      type: 'com.amazonaws.swf.service.v2.model#InvalidToken',
    },
  ])('refuses $parameters with $type', async ({ parameters, type }) => {
    const { call, arn } = aStatesService();

    const { answer } = await call('ListExecutions', {
      stateMachineArn: arn('Pass'),
      ...parameters,
    });

    expect(answer.__type).toBe(type);
  });

  test('does not list Express executions', async () => {
    const { call, arn } = aStatesService();

    expect((await call('ListExecutions', { stateMachineArn: arn('Express') })).answer).toEqual({
      __type: 'com.amazonaws.swf.service.v2.model#StateMachineTypeNotSupported',
      message: 'This operation is not supported by this type of state machine',
    });
  });
});

describe('GetExecutionHistory', () => {
  test('gives the events in order, page by page, or reversed', async () => {
    const { call, start, settle } = aStatesService();
    const executionArn = await start('Pass', { input: '{"a":1}' });
    await settle();
    const types = (answer: { events: { type: string }[] }) => answer.events.map(({ type }) => type);

    const first = await call('GetExecutionHistory', { executionArn, maxResults: 3 });
    const rest = await call('GetExecutionHistory', {
      executionArn,
      maxResults: 3,
      nextToken: first.answer.nextToken,
    });
    const reversed = await call('GetExecutionHistory', { executionArn, reverseOrder: true });

    const order = ['ExecutionStarted', 'PassStateEntered', 'PassStateExited', 'ExecutionSucceeded'];
    expect([...types(first.answer), ...types(rest.answer)]).toEqual(order);
    expect(types(reversed.answer)).toEqual(order.toReversed());
    expect(first.answer.events[1]).toEqual({
      id: 2,
      previousEventId: 0,
      stateEnteredEventDetails: {
        input: '{"a":1}',
        inputDetails: { truncated: false },
        name: 'Pass',
      },
      timestamp: SECONDS,
      type: 'PassStateEntered',
    });
  });

  test('leaves the data out when it is not asked for', async () => {
    const { service, start, settle } = aStatesService();
    const executionArn = await start('Pass', { input: '{"secret":1}' });
    await settle();

    const { body } = await service(
      'GetExecutionHistory',
      JSON.stringify({ executionArn, includeExecutionData: false }),
    );

    expect(body).not.toContain('secret');
  });
});

describe('DescribeStateMachineForExecution', () => {
  test('gives the definition that the execution runs', async () => {
    const { call, arn, start } = aStatesService();
    const executionArn = await start('Pass');

    const { answer } = await call('DescribeStateMachineForExecution', { executionArn });

    expect(answer).toEqual({
      definition: '{"StartAt":"Pass","States":{"Pass":{"Type":"Pass","End":true}}}',
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
      loggingConfiguration: { level: 'OFF', includeExecutionData: false },
      name: 'Pass',
      roleArn: 'arn:aws:iam::123456789012:role/StateMachineRole',
      stateMachineArn: arn('Pass'),
      tracingConfiguration: { enabled: false },
      updateDate: SECONDS,
    });
  });
});

describe('DescribeStateMachine and ListStateMachines', () => {
  test('describe a machine with its creation date, status and type', async () => {
    const { call, arn } = aStatesService();

    const { answer } = await call('DescribeStateMachine', { stateMachineArn: arn('Express') });

    expect(answer).toMatchObject({
      creationDate: SECONDS,
      name: 'Express',
      stateMachineArn: arn('Express'),
      status: 'ACTIVE',
      type: 'EXPRESS',
    });
  });

  test('list the machines page by page', async () => {
    const { call } = aStatesService();

    const first = await call('ListStateMachines', { maxResults: 2 });
    const second = await call('ListStateMachines', { nextToken: first.answer.nextToken });

    const names = [...first.answer.stateMachines, ...second.answer.stateMachines].map(
      ({ name }: { name: string }) => name,
    );
    expect(names).toEqual(['Pass', 'Task', 'Express']);
  });
});
