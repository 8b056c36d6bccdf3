import type { JsonObject, JsonValue } from '../../../toolbox/shared/json.ts';
import { parseJson } from '../../../toolbox/shared/parse-json.ts';
import { parseDefinition } from '../../../toolbox/states/parse-definition.ts';
import { readDefinition } from '../../../toolbox/states/reader/read-definition.ts';
import { unsupportedFeatures, validateDefinition } from '../../../toolbox/states/validate.ts';
import { FUNCTION_ARN } from './a-run.ts';

const DONE = { Type: 'Succeed' };
const PASS = { Type: 'Pass', End: true };

function aMachine(state: JsonValue, others: JsonObject = {}): JsonObject {
  return { StartAt: 'Step', States: { Step: state, ...others } };
}

function aTask(fields: JsonObject): JsonObject {
  return aMachine({ Type: 'Task', Resource: FUNCTION_ARN, End: true, ...fields });
}

function aChoice(rule: JsonObject): JsonObject {
  return aMachine({ Type: 'Choice', Choices: [{ Next: 'Done', ...rule }] }, { Done: DONE });
}

/** A machine of JSONata states. */
function aQuery(state: JsonValue): JsonObject {
  return { ...aMachine(state), QueryLanguage: 'JSONata' };
}

const TASK = { Type: 'Task', Resource: FUNCTION_ARN, End: true };
const LONG_NAME = 'x'.repeat(81);

const SCHEMA = 'SCHEMA_VALIDATION_FAILED';
const TARGET = 'MISSING_TRANSITION_TARGET';

const invalid: [JsonValue, string, string, string][] = [
  [[], '', SCHEMA, 'Definition must be a valid JSON object'],
  [{ States: { Step: PASS } }, '/', SCHEMA, 'These fields are required: [StartAt]'],
  [{}, '/', SCHEMA, 'These fields are required: [StartAt, States]'],
  [{ StartAt: 'Step', States: {} }, '/States', SCHEMA, 'Value cannot be empty'],
  [{ ...aMachine(PASS), Foo: 1 }, '/Foo', SCHEMA, 'Field is not supported'],
  [{ ...aMachine(PASS), StartAt: 'X' }, '/StartAt', TARGET, "Missing 'StartAt' target: X"],
  [aMachine({ Type: 'Pass', Next: 'X' }), '/States/Step/Next', TARGET, "Missing 'Next' target: X"],
  [
    aMachine({ Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'X' }] }),
    '/States/Step/Choices/0/Next',
    TARGET,
    "Missing 'Next' target: X",
  ],
  [
    aTask({ Catch: [{ ErrorEquals: ['E'], Next: 'X' }] }),
    '/States/Step/Catch/0/Next',
    TARGET,
    "Missing 'Next' target: X",
  ],
  [aMachine(PASS, { Lost: PASS }), '/States/Lost', TARGET, 'State "Lost" is not reachable.'],
  [aMachine({ End: true }), '/States/Step', SCHEMA, 'These fields are required: [Type]'],
  [
    aMachine({ Type: 'Nap', End: true }),
    '/States/Step/Type',
    SCHEMA,
    "The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]",
  ],
  [
    aMachine({ Type: 'Pass' }),
    '/States/Step',
    SCHEMA,
    "A state should have 'Next' or '\"End\": true', found neither",
  ],
  [aMachine({ ...PASS, Resource: 'x' }), '/States/Step/Resource', SCHEMA, 'Field is not supported'],
  [
    aMachine({ ...PASS, Comment: 1, InputPath: 1 }),
    '/States/Step/InputPath',
    SCHEMA,
    'Expected value of type String',
  ],
  [
    aMachine({ ...PASS, InputPath: 'States.UUID()' }),
    '/States/Step/InputPath',
    SCHEMA,
    'Value is not a valid JSONPath',
  ],
  [
    aMachine({ ...PASS, ResultPath: '$.a[*]' }),
    '/States/Step/ResultPath',
    SCHEMA,
    'Value is not a valid Reference Path',
  ],
  [
    aMachine({ ...PASS, Parameters: { a: { 'b.$': 'text' } } }),
    '/States/Step/Parameters/a',
    SCHEMA,
    "The value for the field 'b.$' must be a valid JSONPath or a valid intrinsic function call",
  ],
  [
    aMachine({ Type: 'Task', End: true }),
    '/States/Step',
    SCHEMA,
    'These fields are required: [Resource]',
  ],
  [
    aTask({ Resource: 'MyFunction' }),
    '/States/Step/Resource',
    SCHEMA,
    'Value is not a valid resource ARN',
  ],
  [
    aTask({ TimeoutSeconds: 0 }),
    '/States/Step/TimeoutSeconds',
    SCHEMA,
    'Value should be at least 1, got 0',
  ],
  [
    aTask({ TimeoutSeconds: 5, HeartbeatSeconds: 5 }),
    '/States/Step/HeartbeatSeconds',
    SCHEMA,
    "'HeartbeatSeconds' should be smaller than 'TimeoutSeconds'",
  ],
  [
    aTask({ TimeoutSeconds: 5, TimeoutSecondsPath: '$.t' }),
    '/States/Step',
    SCHEMA,
    'Only one of these fields is allowed: [TimeoutSeconds, TimeoutSecondsPath]',
  ],
  [
    aTask({ Retry: [{ ErrorEquals: [] }] }),
    '/States/Step/Retry/0/ErrorEquals',
    SCHEMA,
    'Value cannot be empty',
  ],
  [
    aTask({ Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['E'] }] }),
    '/States/Step/Retry/0/ErrorEquals',
    SCHEMA,
    "'States.ALL' should be the only error name, and in the last element",
  ],
  [
    aTask({ Retry: [{ ErrorEquals: ['E'], BackoffRate: 0.5 }] }),
    '/States/Step/Retry/0/BackoffRate',
    SCHEMA,
    'Value should be at least 1, got 0.5',
  ],
  [aTask({ Retry: ['E'] }), '/States/Step/Retry/0', SCHEMA, 'Expected value of type Object'],
  [
    aTask({ Credentials: {} }),
    '/States/Step/Credentials',
    SCHEMA,
    "The field 'RoleArn' is required but was missing",
  ],
  [
    aMachine({ Type: 'Wait', End: true }),
    '/States/Step',
    SCHEMA,
    'Exactly one of these fields is required: [Seconds, SecondsPath, Timestamp, TimestampPath], found []',
  ],
  [
    aMachine({ Type: 'Wait', Seconds: 1.5, End: true }),
    '/States/Step/Seconds',
    SCHEMA,
    'Expected value of type Integer',
  ],
  [
    aMachine({ Type: 'Wait', Timestamp: '2026-01-02 03:04:05Z', End: true }),
    '/States/Step/Timestamp',
    SCHEMA,
    'String does not match RFC3339 timestamp',
  ],
  [
    aMachine({ Type: 'Choice', Choices: [] }),
    '/States/Step/Choices',
    SCHEMA,
    'Value cannot be empty',
  ],
  [
    aChoice({ Variable: '$.a' }),
    '/States/Step/Choices/0',
    SCHEMA,
    'A rule should have exactly one operator, found none',
  ],
  [
    aChoice({ Variable: '$.a', IsNull: true, IsString: true }),
    '/States/Step/Choices/0',
    SCHEMA,
    'A rule should have exactly one operator, found [IsNull, IsString]',
  ],
  [
    aChoice({ Variable: '$.a', NumericEquals: '1' }),
    '/States/Step/Choices/0/NumericEquals',
    SCHEMA,
    'Expected value of type Number',
  ],
  [
    aChoice({ Variable: '$.a', IsNullPath: '$.b' }),
    '/States/Step/Choices/0/IsNullPath',
    SCHEMA,
    'Field is not supported',
  ],
  [
    aChoice({ And: [{ Variable: '$.a', TimestampEquals: 'now' }] }),
    '/States/Step/Choices/0/And/0/TimestampEquals',
    SCHEMA,
    'String does not match RFC3339 timestamp',
  ],
  [
    aMachine({ Type: 'Fail', Error: 'E', ErrorPath: '$.e' }),
    '/States/Step',
    SCHEMA,
    'Only one of these fields is allowed: [Error, ErrorPath]',
  ],
  [
    aMachine({ Type: 'Parallel', Branches: [], End: true }),
    '/States/Step/Branches',
    SCHEMA,
    'Value cannot be empty',
  ],
  [
    aMachine({ Type: 'Parallel', Branches: [aMachine(PASS)], End: true }),
    '/States/Step/Branches/0/States/Step',
    'DUPLICATE_STATE_NAME',
    'Duplicate State name: Step',
  ],
  [
    aMachine({
      Type: 'Map',
      ItemProcessor: { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' } } },
      End: true,
    }),
    '/States/Step/ItemProcessor/States/A/Next',
    TARGET,
    "Missing 'Next' target: B",
  ],
  [
    { StartAt: 'a/b', States: { 'a/b': { Type: 'Pass', Next: 'X' } } },
    '/States/a~1b/Next',
    TARGET,
    "Missing 'Next' target: X",
  ],
  [aMachine({ ...PASS, Output: 1 }), '/States/Step/Output', SCHEMA, 'Field is not supported'],
  [
    aMachine({ Type: 'Succeed', Assign: { x: 1 } }),
    '/States/Step/Assign',
    SCHEMA,
    'Field is not supported',
  ],
  [aQuery({ ...PASS, InputPath: '$' }), '/States/Step/InputPath', SCHEMA, 'Field is not supported'],
  [aQuery({ ...PASS, Result: 1 }), '/States/Step/Result', SCHEMA, 'Field is not supported'],
  [
    aQuery({ ...TASK, TimeoutSecondsPath: '$.s' }),
    '/States/Step/TimeoutSecondsPath',
    SCHEMA,
    'Field is not supported',
  ],
  [
    aQuery({ ...PASS, Output: { list: [{ 'a.$': '$.a' }] } }),
    '/States/Step/Output/list/0/a.$',
    SCHEMA,
    'Field is not supported',
  ],
  [
    aQuery({ ...PASS, Output: { a: '{% 1 + %}' } }),
    '/States/Step/Output/a',
    SCHEMA,
    "The JSONata expression '1 +' is invalid. S0207: Unexpected end of expression",
  ],
  [
    aQuery({ ...PASS, Output: '{% $states.result %}' }),
    '/States/Step/Output',
    SCHEMA,
    "'$states.result' is not accessible in this field",
  ],
  [
    aQuery({ ...TASK, Arguments: '{% $states.result %}' }),
    '/States/Step/Arguments',
    SCHEMA,
    "'$states.result' is not accessible in this field",
  ],
  [
    aQuery({ ...TASK, Output: '{% $states.errorOutput %}' }),
    '/States/Step/Output',
    SCHEMA,
    "'$states.errorOutput' is not accessible in this field",
  ],
  [
    aQuery({ ...TASK, TimeoutSeconds: '5' }),
    '/States/Step/TimeoutSeconds',
    SCHEMA,
    'Expected value of type Integer',
  ],
  [
    aQuery({ ...TASK, Catch: [{ ErrorEquals: ['E'], ResultPath: '$', Next: 'Step' }] }),
    '/States/Step/Catch/0/ResultPath',
    SCHEMA,
    'Field is not supported',
  ],
  [
    aTask({ Catch: [{ ErrorEquals: ['E'], Output: 1, Next: 'Step' }] }),
    '/States/Step/Catch/0/Output',
    SCHEMA,
    'Field is not supported',
  ],
  [
    aQuery({ Type: 'Choice', Choices: [{ Next: 'Step' }] }),
    '/States/Step/Choices/0',
    SCHEMA,
    'These fields are required: [Condition]',
  ],
  [
    aQuery({ Type: 'Choice', Choices: [{ Condition: 'true', Next: 'Step' }] }),
    '/States/Step/Choices/0/Condition',
    SCHEMA,
    'Expected value of type Boolean',
  ],
  [
    aMachine({ ...PASS, Assign: { states: 1 } }),
    '/States/Step/Assign/states',
    SCHEMA,
    "The variable name 'states' is reserved",
  ],
  [
    aMachine({ ...PASS, Assign: { '1.$': '$' } }),
    '/States/Step/Assign/1.$',
    SCHEMA,
    "The variable name '1' must be an identifier",
  ],
  [
    aMachine({ ...PASS, Assign: { [LONG_NAME]: 1 } }),
    `/States/Step/Assign/${LONG_NAME}`,
    SCHEMA,
    `The variable name '${LONG_NAME}' must have at most 80 characters`,
  ],
  [
    aMachine(
      {
        Type: 'Parallel',
        Branches: [{ StartAt: 'A', States: { A: { ...PASS, Assign: { 'x.$': '$' } } } }],
        Next: 'Outer',
      },
      { Outer: { ...PASS, Assign: { x: 1 } } },
    ),
    '/States/Step/Branches/0/States/A/Assign/x.$',
    SCHEMA,
    "The variable 'x' is already assigned in an outer scope",
  ],
  [
    { ...aMachine({ ...PASS, QueryLanguage: 'JSONPath' }), QueryLanguage: 'JSONata' },
    '/States/Step',
    SCHEMA,
    "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
  ],
];

describe('validateDefinition', () => {
  test.each(invalid)('%j: %s', (definition, pointer, code, message) => {
    expect(validateDefinition(definition)).toEqual([{ pointer, code, message }]);
  });

  test('reports every problem at once', () => {
    const problems = validateDefinition(
      aMachine({ Type: 'Pass', Next: 'X', InputPath: 'a', Foo: 1 }),
    );

    expect(problems.map(({ pointer }) => pointer).sort()).toEqual([
      '/States/Step/Foo',
      '/States/Step/InputPath',
      '/States/Step/Next',
    ]);
  });

  test.each([
    [{ ...aMachine(PASS), Comment: 'c', Version: '1.0', TimeoutSeconds: 60 }],
    [aTask({ Comment: 'c', Retry: [], Catch: [] })],
    [aTask({ Credentials: { RoleArn: 'arn:aws:iam::123456789012:role/R' } })],
    [
      aMachine(
        {
          Type: 'Choice',
          Choices: [{ Condition: '{% true %}', Next: 'Done' }],
          QueryLanguage: 'JSONata',
        },
        { Done: DONE },
      ),
    ],
    [aMachine({ Type: 'Fail', QueryLanguage: 'JSONata', Cause: '{% $states.input %}' })],
    [aQuery({ ...TASK, TimeoutSeconds: '{% 5 %}', Output: '{% $states.result %}' })],
    [
      aQuery({
        ...TASK,
        Catch: [
          {
            ErrorEquals: ['E'],
            Assign: { e: '{% $states.errorOutput %}' },
            Output: '{% $states.errorOutput %}',
            Next: 'Step',
          },
        ],
      }),
    ],
    [aMachine({ ...PASS, Assign: { größe_2: 1, 'b.$': '$größe_2[0].x' } })],
    [aMachine({ ...PASS, Parameters: { a: '{% 1 + %}' }, Assign: { [LONG_NAME.slice(1)]: 1 } })],
    // Recorded: a catcher may assign what the states inside assign.
    [
      aMachine({
        Type: 'Parallel',
        Branches: [{ StartAt: 'A', States: { A: { ...PASS, Assign: { x: 1 } } } }],
        Catch: [{ ErrorEquals: ['E'], Assign: { x: 1 }, Next: 'Step' }],
        End: true,
      }),
    ],
  ])('finds nothing in %j', (definition) => {
    expect(validateDefinition(definition)).toEqual([]);
  });

  test.each([
    ['arn:aws:states:us-east-1:123456789012:activity:Work', 'Activity ARN'],
    [
      'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      "'.waitForTaskToken' service integration ",
    ],
    ['arn:aws:states:::states:startExecution.sync:2', "'.sync' service integration "],
  ])('refuses %s in an Express workflow alone', (Resource, what) => {
    const definition = aTask({ Resource });

    expect(validateDefinition(definition)).toEqual([]);
    expect(validateDefinition(definition, 'EXPRESS')).toEqual([
      {
        pointer: '/States/Step/Resource',
        code: SCHEMA,
        message: `Express state machine does not support ${what}`,
      },
    ]);
  });
});

describe('readDefinition', () => {
  test('refuses a definition that nests too deep to be read', () => {
    const deep = parseJson('['.repeat(100_000) + ']'.repeat(100_000));

    expect(validateDefinition(aMachine({ ...PASS, Result: deep }))).toEqual([
      { pointer: '', code: SCHEMA, message: 'Definition must not nest deeper than 1000 levels' },
    ]);
  });

  test('comes to an end with any number of problems', () => {
    const fields = Array.from({ length: 100_000 }, (_, index) => [`Field${index}`, 1] as const);

    expect(validateDefinition({ ...aMachine(PASS), ...Object.fromEntries(fields) })).toHaveLength(
      100_000,
    );
  });

  test('finds the variables that each state refers to', () => {
    const { definition } = readDefinition(
      aMachine(
        {
          Type: 'Choice',
          Choices: [{ Variable: '$z', NumericEqualsPath: '$b.c', Next: 'Query' }],
          Default: 'Done',
        },
        {
          Query: { ...PASS, QueryLanguage: 'JSONata', Output: ['{% $sum($list) + $b %}'] },
          Done: DONE,
        },
      ),
    );

    expect(definition.variableReferences).toEqual({ Step: ['b', 'z'], Query: ['b', 'list'] });
  });
});

const PARQUET_MAP = {
  Type: 'Map',
  ItemReader: {
    Resource: 'arn:aws:states:::s3:getObject',
    ReaderConfig: { InputType: 'PARQUET' },
    Parameters: { Bucket: 'b', Key: 'k' },
  },
  ItemProcessor: {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    StartAt: 'Item',
    States: { Item: PASS },
  },
  End: true,
};

describe('unsupportedFeatures', () => {
  test.each([
    [
      aMachine(PARQUET_MAP),
      '/States/Step/ItemReader/ReaderConfig/InputType',
      'the InputType PARQUET of an ItemReader is not supported',
    ],
  ])('names what %j uses', (definition, pointer, message) => {
    expect(unsupportedFeatures(definition)).toEqual([{ pointer, message }]);
  });

  test('names what a branch uses, and leaves the Parallel state runnable', () => {
    const definition = aMachine({
      Type: 'Parallel',
      Branches: [
        {
          StartAt: 'A',
          States: { A: PARQUET_MAP },
        },
      ],
      End: true,
    });

    expect(unsupportedFeatures(definition)).toHaveLength(1);
    expect(parseDefinition(definition).States.get('Step')?.Type).toBe('Parallel');
  });
});

describe('parseDefinition', () => {
  test('throws the first problem of a definition that is not valid', () => {
    expect(() => parseDefinition({})).toThrow(
      'SCHEMA_VALIDATION_FAILED: These fields are required: [StartAt, States] at /',
    );
  });
});
