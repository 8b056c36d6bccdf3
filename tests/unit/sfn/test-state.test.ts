import { JsonDocument } from '../../../toolbox/shared/json-document.ts';
import { aStatesService } from './states-service-builder.ts';

const VALIDATION = 'com.amazon.coral.validate#ValidationException';
const MODEL = 'com.amazonaws.swf.service.v2.model#';
const LAMBDA = 'arn:aws:states:::lambda:invoke';

/** Tests a state and gives the answer. */
async function tested(definition: object, parameters: object = {}) {
  const { call } = aStatesService({
    invokeTask: async ({ payload, onStarted }) => {
      onStarted();
      return JsonDocument.fromValue({ got: payload.value });
    },
  });
  const { answer } = await call('TestState', {
    definition: JSON.stringify(definition),
    ...parameters,
  });
  return answer;
}

const DEBUG = { inspectionLevel: 'DEBUG' };
const withMock = (mock: object, more: object = {}) => ({ mock, ...DEBUG, ...more });
const result = (value: unknown) => ({ result: JSON.stringify(value) });

const MAP = {
  Type: 'Map',
  ItemProcessor: { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } },
  End: true,
};
const DISTRIBUTED_MAP = {
  ...MAP,
  ItemProcessor: {
    ...MAP.ItemProcessor,
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
  },
};

describe('TestState', () => {
  test('runs a state whose next state is not there', async () => {
    const answer = await tested({ Type: 'Pass', Result: 1, Next: 'Elsewhere' });

    expect(answer).toEqual({ output: '1', nextState: 'Elsewhere', status: 'SUCCEEDED' });
  });

  test('shows what the fields make of the data on the way', async () => {
    const answer = await tested(
      {
        Type: 'Task',
        Resource: LAMBDA,
        InputPath: '$.in',
        Parameters: { 'FunctionName.$': '$.name' },
        ResultSelector: { 'seen.$': '$.got' },
        ResultPath: '$.out',
        OutputPath: '$.out',
        End: true,
      },
      { ...DEBUG, input: '{"in": {"name": "F"}}' },
    );

    expect(answer).toEqual({
      output: '{"seen":{"FunctionName":"F"}}',
      status: 'SUCCEEDED',
      inspectionData: {
        input: '{"in": {"name": "F"}}',
        afterInputPath: '{"name":"F"}',
        afterParameters: '{"FunctionName":"F"}',
        result: '{"got":{"FunctionName":"F"}}',
        afterResultSelector: '{"seen":{"FunctionName":"F"}}',
        afterResultPath: '{"in":{"name":"F"},"out":{"seen":{"FunctionName":"F"}}}',
      },
    });
  });

  test('runs one state of a state machine with variables and names them', async () => {
    const answer = await tested(
      {
        StartAt: 'A',
        QueryLanguage: 'JSONata',
        States: {
          A: { Type: 'Pass', Assign: { v: 1 }, Next: 'B' },
          B: { Type: 'Pass', Assign: { w: '{% $v + 1 %}' }, Output: '{% $v %}', End: true },
        },
      },
      { ...DEBUG, stateName: 'B', variables: '{"v": 7}' },
    );

    expect(answer.output).toBe('7');
    expect(JSON.parse(answer.inspectionData.variables)).toEqual({ v: 7, w: 8 });
  });

  const CATCHING = {
    Type: 'Task',
    Resource: LAMBDA,
    Parameters: { FunctionName: 'F' },
    Retry: [
      { ErrorEquals: ['Other'] },
      { ErrorEquals: ['Broken'], MaxAttempts: 2, BackoffRate: 3 },
    ],
    Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Mend' }],
    End: true,
  };
  const BROKEN = { errorOutput: { error: 'Broken', cause: 'why' } };

  test('tells that a retrier takes the error, and after how long', async () => {
    const answer = await tested(
      CATCHING,
      withMock(BROKEN, { stateConfiguration: { retrierRetryCount: 1 } }),
    );

    expect(answer).toMatchObject({ status: 'RETRIABLE', error: 'Broken', cause: 'why' });
    expect(answer.inspectionData.errorDetails).toEqual({
      retryIndex: 1,
      retryBackoffIntervalSeconds: 3,
    });
  });

  test('tells that a catcher takes the error when no attempts are left', async () => {
    const answer = await tested(
      CATCHING,
      withMock(BROKEN, { stateConfiguration: { retrierRetryCount: 2 } }),
    );

    expect(answer).toMatchObject({
      status: 'CAUGHT_ERROR',
      nextState: 'Mend',
      output: '{"Error":"Broken","Cause":"why"}',
    });
    expect(answer.inspectionData.errorDetails).toEqual({ catchIndex: 0 });
  });

  test('fails without naming a place in a history', async () => {
    const answer = await tested({ Type: 'Pass', InputPath: '$.none', End: true });

    expect(answer).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: expect.stringMatching(/^Invalid path '\$\.none'/),
    });
  });

  test('takes a context object as it is', async () => {
    const context = { Execution: { Id: 'id', Input: { a: 1 } } };
    const answer = await tested(
      {
        Type: 'Task',
        Resource: LAMBDA,
        Parameters: { FunctionName: 'F' },
        ResultSelector: { 'context.$': '$$' },
        End: true,
      },
      { mock: result({}), context: JSON.stringify(context) },
    );

    expect(JSON.parse(answer.output)).toEqual({ context });
  });

  describe('of a Map state', () => {
    test('shows its items and limits', async () => {
      const answer = await tested(
        {
          ...MAP,
          ItemsPath: '$.list',
          ItemSelector: { 'v.$': '$$.Map.Item.Value' },
          MaxConcurrency: 2,
        },
        withMock(result(['x', 'y']), { input: '{"list":[1,2]}' }),
      );

      expect(answer).toEqual({
        output: '["x","y"]',
        status: 'SUCCEEDED',
        inspectionData: {
          input: '{"list":[1,2]}',
          afterInputPath: '{"list":[1,2]}',
          afterItemsPath: '[1,2]',
          afterItemSelector: '[{"v":1},{"v":2}]',
          maxConcurrency: 2,
          afterResultSelector: '["x","y"]',
          afterResultPath: '["x","y"]',
        },
      });
    });

    test.each([
      [{ ToleratedFailureCount: 1 }, 1, 'SUCCEEDED'],
      [{ ToleratedFailureCount: 1 }, 2, 'FAILED'],
      [{ ToleratedFailurePercentage: 50 }, 1, 'SUCCEEDED'],
      [{ ToleratedFailurePercentage: 49 }, 1, 'FAILED'],
      [{}, 2, 'SUCCEEDED'],
    ])('that tolerates %j and has %d of 2 failures: %s', async (limits, failures, status) => {
      const answer = await tested(
        { ...DISTRIBUTED_MAP, ...limits },
        withMock(result([1, 2]), {
          input: '[1,2]',
          stateConfiguration: { mapIterationFailureCount: failures },
        }),
      );

      expect(answer.status).toBe(status);
    });

    test('takes the items that its reader would find', async () => {
      const answer = await tested(
        {
          ...DISTRIBUTED_MAP,
          ItemReader: {
            Resource: 'arn:aws:states:::s3:getObject',
            ReaderConfig: { InputType: 'JSON' },
            Parameters: { Bucket: 'b', Key: 'k' },
          },
          ItemSelector: { 'v.$': '$$.Map.Item.Value' },
        },
        withMock(result([1]), { stateConfiguration: { mapItemReaderData: '[{"a":1}]' } }),
      );

      expect(answer.inspectionData.afterItemSelector).toBe('[{"v":{"a":1}}]');
    });
  });

  const TASK = { Type: 'Task', Resource: LAMBDA, Parameters: { FunctionName: 'F' }, End: true };
  const PARALLEL = {
    Type: 'Parallel',
    Branches: [MAP.ItemProcessor, { StartAt: 'Q', States: { Q: { Type: 'Pass', End: true } } }],
    End: true,
  };

  test.each([
    [
      { Type: 'Pass', End: true },
      { mock: result(1) },
      "State type 'Pass' is not supported when a mock is specified",
    ],
    [
      TASK,
      { mock: { ...result({}), ...BROKEN } },
      'A test mock should have only one of the following fields: [result, errorOutput].',
    ],
    [MAP, { mock: result({}) }, 'Mocked result must be an array.'],
    [PARALLEL, { mock: result([1]) }, 'Mocked result must have one item for each branch.'],
    [
      MAP,
      { mock: result([1]), stateConfiguration: { mapIterationFailureCount: 2 } },
      'Map iteration failure count must be less than or equal to the number of Map iterations',
    ],
    [
      MAP,
      { stateConfiguration: { mapIterationFailureCount: 0 } },
      'TestState does not support MapIterationFailureCount when a mock is not specified.',
    ],
    [
      { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } },
      { stateName: 'None' },
      'State not found in definition',
    ],
    [
      TASK,
      { mock: result({}), context: '{"Map": {}}' },
      "Invalid Context object provided: 'Map' field is not supported when mocking a Context object",
    ],
    [
      TASK,
      { mock: result({}), context: '{"State": {"RetryCount": "1"}}' },
      'Invalid Context object provided: State.RetryCount must be a number',
    ],
    [
      TASK,
      { mock: result({}), context: '{"Task": {"Token": "t"}}' },
      "Invalid Context object provided: Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern",
    ],
  ])('refuses %j with %j', async (definition, parameters, message) => {
    expect(await tested(definition, parameters)).toEqual({ __type: VALIDATION, message });
  });

  test.each([MAP, PARALLEL])('does not run a $Type state without a mock', async (definition) => {
    expect(await tested(definition)).toEqual({
      __type: `${MODEL}InvalidDefinition`,
      message:
        'TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
    });
  });

  test('refuses a definition that is not valid, with its place', async () => {
    expect((await tested({ Type: 'Pass' })).message).toBe(
      "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: A state should have 'Next' or '\"End\": true', found neither at /States/StateName'",
    );
  });

  describe('compares a mocked result with the answer of the service', () => {
    const startExecution = { ...TASK, Resource: 'arn:aws:states:::states:startExecution' };

    test.each([
      [startExecution, { StartDate: 'now' }, 'STRICT', "Required field 'ExecutionArn' is missing"],
      [startExecution, { ExecutionArn: 1 }, 'PRESENT', "Field 'ExecutionArn' must be a string"],
      [
        TASK,
        { ExecutedVersion: '' },
        'STRICT',
        "Field 'ExecutedVersion' is smaller than the minimum length",
      ],
      [
        { ...TASK, Resource: 'arn:aws:states:::aws-sdk:s3:getObject' },
        { ObjectLockMode: 'NEVER' },
        'STRICT',
        "Field 'ObjectLockMode' is not an expected value",
      ],
      [
        { ...TASK, Resource: 'arn:aws:states:::aws-sdk:lambda:getFunctionConfiguration' },
        { EphemeralStorage: { Size: 10_241 } },
        'STRICT',
        "Field 'Size' exceeds the maximum value",
      ],
    ])('%j: %j is refused in the mode %s: %s', async (definition, value, mode, reason) => {
      const mock = { ...result(value), fieldValidationMode: mode };

      expect(await tested(definition, { mock })).toEqual({
        __type: VALIDATION,
        message: `Mock result schema validation error: ${reason}`,
      });
    });

    test.each([
      [startExecution, {}, 'PRESENT'],
      [startExecution, { ExecutionArn: 1 }, 'NONE'],
      [TASK, { Unknown: 1 }, 'STRICT'],
      [{ ...TASK, Resource: `${LAMBDA}.waitForTaskToken` }, { StatusCode: 'x' }, 'STRICT'],
    ])('%j: %j passes in the mode %s', async (definition, value, mode) => {
      const mock = { ...result(value), fieldValidationMode: mode };

      expect((await tested(definition, { mock })).status).toBe('SUCCEEDED');
    });
  });
});
