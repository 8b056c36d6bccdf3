import { aStatesService, START_MS } from './states-service-builder.ts';

describe('StartExecution', () => {
  test('answers with the ARN and the date in the exponent form of the wire', async () => {
    const { service, arn } = aStatesService();

    const response = await service(
      'StartExecution',
      JSON.stringify({ stateMachineArn: arn('Pass'), name: 'one' }),
    );

    expect(response).toEqual({
      statusCode: 200,
      body: '{"executionArn":"arn:aws:states:us-east-1:123456789012:execution:Pass:one","startDate":1.486772644911E9}',
    });
  });

  test('makes up a name when none is given', async () => {
    const { start } = aStatesService();

    expect(await start('Pass')).toMatch(/:execution:Pass:uuid-\d+$/);
  });

  test('answers the same again for the same name and input while it runs', async () => {
    const { call, arn } = aStatesService();
    const parameters = { stateMachineArn: arn('Task'), name: 'one', input: '{"a":1}' };
    const first = await call('StartExecution', parameters);

    expect(await call('StartExecution', parameters)).toEqual(first);
  });

  test.each([
    { name: 'another input while it runs', machine: 'Task', input: '{"a":2}' },
    { name: 'the same input after the end', machine: 'Pass', input: '{"a":1}' },
  ])('refuses a used name with $name', async ({ machine, input }) => {
    const { call, arn, start, settle } = aStatesService();
    const executionArn = await start(machine, { name: 'one', input: '{"a":1}' });
    await settle();

    const { statusCode, answer } = await call('StartExecution', {
      stateMachineArn: arn(machine),
      name: 'one',
      input,
    });

    expect(statusCode).toBe(400);
    expect(answer).toEqual({
      __type: 'com.amazonaws.swf.service.v2.model#ExecutionAlreadyExists',
      message: `Execution Already Exists: '${executionArn}'`,
    });
  });

  test.each(['a b', 'a/b', 'a"b', 'a:b', 'a\nb', 'a$b', 'a\\b', 'a#b', '😀', 'a\u0085b'])(
    'refuses the name %j',
    async (name) => {
      const { call, arn } = aStatesService();

      const { answer } = await call('StartExecution', { stateMachineArn: arn('Pass'), name });

      expect(answer.__type).toBe('com.amazonaws.swf.service.v2.model#InvalidName');
    },
  );

  test.each(["it's", 'a.b-c_d', 'Grüße', 'a+b=c@d', 'x'.repeat(80)])(
    'accepts the name %j',
    async (name) => {
      const { call, arn } = aStatesService();

      const { statusCode } = await call('StartExecution', { stateMachineArn: arn('Pass'), name });

      expect(statusCode).toBe(200);
    },
  );

  test.each([
    {
      parameters: {},
      message:
        "1 validation error detected: Value null at 'stateMachineArn' failed to satisfy constraint: Member must not be null",
    },
    {
      parameters: { stateMachineArn: 'arn:x', name: '' },
      message:
        "1 validation error detected: Value '' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 1",
    },
    {
      parameters: { name: 'x'.repeat(81) },
      message: `2 validation errors detected: Value null at 'stateMachineArn' failed to satisfy constraint: Member must not be null; Value '${'x'.repeat(81)}' at 'name' failed to satisfy constraint: Member must have length less than or equal to 80`,
    },
  ])('lists the constraints that $parameters breaks', async ({ parameters, message }) => {
    const { call } = aStatesService();

    expect((await call('StartExecution', parameters)).answer).toEqual({
      __type: 'com.amazon.coral.validate#ValidationException',
      message,
    });
  });

  test.each([
    { name: 'characters', input: JSON.stringify('x'.repeat(262_144)) },
    { name: 'bytes of UTF-8', input: JSON.stringify('ü'.repeat(140_000)) },
  ])('refuses an input of too many $name as a constraint on input', async ({ input }) => {
    const { call, arn } = aStatesService();

    const { answer } = await call('StartExecution', { stateMachineArn: arn('Pass'), input });

    expect(answer.__type).toBe('com.amazon.coral.validate#ValidationException');
    expect(answer.message).toContain("at 'input' failed to satisfy constraint");
  });

  test('accepts an input of exactly 262,144 bytes', async () => {
    const { call, arn } = aStatesService();
    const input = JSON.stringify('x'.repeat(262_142));

    expect((await call('StartExecution', { stateMachineArn: arn('Pass'), input })).statusCode).toBe(
      200,
    );
  });

  test.each(['', '{', "{'a':1}", 'undefined', '{"a":1} x'])(
    'refuses the input %j, which is not JSON',
    async (input) => {
      const { call, arn } = aStatesService();

      const { answer } = await call('StartExecution', { stateMachineArn: arn('Pass'), input });

      expect(answer.__type).toBe('com.amazonaws.swf.service.v2.model#InvalidExecutionInput');
      expect(answer.message).toMatch(/^Invalid State Machine Execution Input: '/);
    },
  );

  test.each(['2', '"text"', 'null', '[1]', ' {"a" : 1.0} '])(
    'takes the JSON value %j as input and keeps its text',
    async (input) => {
      const { call, start } = aStatesService();

      const executionArn = await start('Pass', { input });

      expect((await call('DescribeExecution', { executionArn })).answer.input).toBe(input);
    },
  );

  test.each([
    { arn: 'nonsense', type: 'InvalidArn', message: "Invalid Arn: 'Invalid ARN prefix: nonsense'" },
    {
      arn: 'arn:aws:states:us-east-1:123456789012:execution:Pass:one',
      type: 'InvalidArn',
      message: "Invalid Arn: 'Resource type not valid in this context: execution'",
    },
    {
      arn: 'arn:aws:states:us-east-1:123456789012:stateMachine:Nowhere',
      type: 'StateMachineDoesNotExist',
      message:
        "State Machine Does Not Exist: 'arn:aws:states:us-east-1:123456789012:stateMachine:Nowhere'",
    },
  ])('answers $type for the machine $arn', async ({ arn, type, message }) => {
    const { call } = aStatesService();

    expect((await call('StartExecution', { stateMachineArn: arn })).answer).toEqual({
      __type: `com.amazonaws.swf.service.v2.model#${type}`,
      message,
    });
  });

  test.each(['', '[]', 'null', '"x"', '{"stateMachineArn":"x",}'])(
    'answers SerializationException without a message for the body %j',
    async (body) => {
      const { service } = aStatesService();

      expect(await service('StartExecution', body)).toEqual({
        statusCode: 400,
        body: '{"__type":"com.amazon.coral.service#SerializationException"}',
      });
    },
  );

  test('answers SerializationException for a member of another type', async () => {
    const { call, arn } = aStatesService();

    expect(
      (await call('StartExecution', { stateMachineArn: arn('Pass'), name: 5 })).answer,
    ).toEqual({
      __type: 'com.amazon.coral.service#SerializationException',
      message: 'NUMBER_VALUE can not be converted to a String',
    });
  });

  test('gives an Express execution an ARN of its own form, and its names are free', async () => {
    const { start } = aStatesService();

    const first = await start('Express', { name: 'one' });
    const second = await start('Express', { name: 'one' });

    expect(first).toMatch(/:express:Express:one:uuid-\d+$/);
    expect(second).not.toBe(first);
  });

  test('frees a name when the finished execution is forgotten', async () => {
    const { call, arn, start, settle } = aStatesService({ keep: 1 });
    await start('Pass', { name: 'one' });
    await settle();
    await start('Pass', { name: 'two' });
    await settle();

    const { statusCode } = await call('StartExecution', {
      stateMachineArn: arn('Pass'),
      name: 'one',
    });

    expect(statusCode).toBe(200);
  });

  test('never forgets a running execution', async () => {
    const { call, start, settle } = aStatesService({ keep: 1 });
    const running = await start('Task', { name: 'running' });
    for (const name of ['a', 'b', 'c']) await start('Pass', { name });
    await settle();

    const { answer } = await call('DescribeExecution', { executionArn: running });

    expect(answer.status).toBe('RUNNING');
    expect(answer.startDate).toBe(START_MS / 1000);
  });
});

describe('an operation that is not served', () => {
  test('is answered as an unknown one', async () => {
    const { call } = aStatesService();

    const { statusCode, answer } = await call('constructor', {});

    expect(statusCode).toBe(400);
    expect(answer.__type).toBe('com.amazon.coral.service#UnknownOperationException');
  });
});
