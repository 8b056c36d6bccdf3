import type { JsonObject, JsonValue } from '../../../toolbox/shared/json.ts';
import { unsupportedFeatures, validateDefinition } from '../../../toolbox/states/validate.ts';

const PASS = { StartAt: 'Each', States: { Each: { Type: 'Pass', End: true } } };
const DISTRIBUTED = {
  ...PASS,
  ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
};
const READER = {
  Resource: 'arn:aws:states:::s3:getObject',
  ReaderConfig: { InputType: 'JSON' },
  Parameters: { Bucket: 'b', Key: 'k' },
};

function aMap(fields: JsonObject): JsonObject {
  return { StartAt: 'Map', States: { Map: { Type: 'Map', End: true, ...fields } } };
}

function problemsOf(definition: JsonValue, type?: 'EXPRESS'): string[] {
  return validateDefinition(definition, type).map(
    ({ pointer, message }) => `${pointer}: ${message}`,
  );
}

describe('validateDefinition of a Map state', () => {
  test.each([
    { name: 'without fields', fields: {} },
    { name: 'with MaxConcurrency', fields: { MaxConcurrency: 0 } },
    { name: 'with a Label', fields: { ItemProcessor: DISTRIBUTED, Label: 'My-Label_1' } },
    { name: 'with an ItemReader', fields: { ItemProcessor: DISTRIBUTED, ItemReader: READER } },
    {
      name: 'with an empty ResultWriter',
      fields: { ItemProcessor: DISTRIBUTED, ResultWriter: {} },
    },
    {
      name: 'with a reader of the objects of a bucket',
      fields: {
        ItemProcessor: DISTRIBUTED,
        ItemReader: { Resource: 'arn:aws:states:::s3:listObjectsV2', Parameters: { Bucket: 'b' } },
      },
    },
    {
      name: 'with tolerated failures',
      fields: { ToleratedFailureCountPath: '$.count', ToleratedFailurePercentage: 12.5 },
    },
  ])('has nothing to report $name', ({ fields }) => {
    expect(problemsOf(aMap({ ItemProcessor: PASS, ...fields }))).toEqual([]);
  });

  test.each<{ fields: JsonObject; problem: string }>([
    { fields: {}, problem: '/States/Map: These fields are required: [ItemProcessor]' },
    {
      fields: { ItemProcessor: { StartAt: 'Each' } },
      problem: '/States/Map/ItemProcessor: These fields are required: [States]',
    },
    {
      fields: { ItemProcessor: PASS, Iterator: PASS },
      problem: '/States/Map: Only one of these fields is allowed: [ItemProcessor, Iterator]',
    },
    {
      fields: { ItemProcessor: PASS, ItemSelector: {}, Parameters: {} },
      problem: '/States/Map: Only one of these fields is allowed: [ItemSelector, Parameters]',
    },
    {
      fields: { ItemProcessor: PASS, ItemsPath: 'items' },
      problem: '/States/Map/ItemsPath: Value is not a valid JSONPath',
    },
    {
      fields: { ItemProcessor: PASS, MaxConcurrency: -1 },
      problem: '/States/Map/MaxConcurrency: Value should be at least 0, got -1',
    },
    {
      fields: { ItemProcessor: PASS, MaxConcurrency: 1, MaxConcurrencyPath: '$.max' },
      problem:
        '/States/Map: Only one of these fields is allowed: [MaxConcurrency, MaxConcurrencyPath]',
    },
    {
      fields: { ItemProcessor: PASS, ToleratedFailurePercentage: 101 },
      problem: '/States/Map/ToleratedFailurePercentage: Value should be at most 100, got 101',
    },
    {
      fields: { ItemProcessor: { ...PASS, ProcessorConfig: { Mode: 'OTHER' } } },
      problem:
        "/States/Map/ItemProcessor/ProcessorConfig/Mode: The field 'Mode' should have one of these values: [INLINE, DISTRIBUTED]",
    },
    {
      fields: { ItemProcessor: { ...PASS, ProcessorConfig: { Mode: 'DISTRIBUTED' } } },
      problem:
        '/States/Map/ItemProcessor/ProcessorConfig: These fields are required: [ExecutionType]',
    },
    {
      fields: { ItemProcessor: DISTRIBUTED, Label: 'a label' },
      problem: '/States/Map/Label: Label must have 1 to 40 characters and no special ones',
    },
    {
      fields: { ItemProcessor: DISTRIBUTED, Label: 'x'.repeat(41) },
      problem: '/States/Map/Label: Label must have 1 to 40 characters and no special ones',
    },
    {
      fields: { ItemProcessor: DISTRIBUTED, ItemReader: { ...READER, ReaderConfig: {} } },
      problem: '/States/Map/ItemReader/ReaderConfig: These fields are required: [InputType]',
    },
    {
      fields: {
        ItemProcessor: DISTRIBUTED,
        ItemReader: { ...READER, Resource: 'arn:aws:states:::s3:headObject' },
      },
      problem:
        '/States/Map/ItemReader/Resource: The resource provided arn:aws:states:::s3:headObject is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.',
    },
    {
      fields: {
        ItemProcessor: DISTRIBUTED,
        ItemReader: {
          ...READER,
          ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'GIVEN' },
        },
      },
      problem: '/States/Map/ItemReader/ReaderConfig: These fields are required: [CSVHeaders]',
    },
    {
      fields: { ItemProcessor: DISTRIBUTED, ItemBatcher: { MaxItems: 1 } },
      problem: '/States/Map/ItemBatcher/MaxItems: Field is not supported',
    },
    {
      fields: {
        ItemProcessor: DISTRIBUTED,
        ResultWriter: { WriterConfig: { OutputType: 'CSV' } },
      },
      problem:
        "/States/Map/ResultWriter/WriterConfig/OutputType: The field 'OutputType' should have one of these values: [JSON, JSONL]",
    },
  ])('reports $problem', ({ fields, problem }) => {
    expect(problemsOf(aMap(fields))).toEqual([problem]);
  });

  test('reports a distributed Map state in an Express workflow', () => {
    expect(problemsOf(aMap({ ItemProcessor: DISTRIBUTED }), 'EXPRESS')).toEqual([
      "/States/Map/ItemProcessor/ProcessorConfig/Mode: Express state machine does not support the Map mode 'DISTRIBUTED'",
    ]);
  });

  test('reports the JSONPath fields of a JSONata state', () => {
    const definition = aMap({ ItemProcessor: PASS, ItemsPath: '$.items' });

    expect(problemsOf({ ...definition, QueryLanguage: 'JSONata' })).toEqual([
      '/States/Map/ItemsPath: Field is not supported',
    ]);
  });
});

describe('unsupportedFeatures of a Map state', () => {
  test.each([
    { key: 'InputType', config: { InputType: 'PARQUET' }, value: 'PARQUET' },
    {
      key: 'ManifestType',
      config: { InputType: 'MANIFEST', ManifestType: 'ATHENA_DATA' },
      value: 'ATHENA_DATA',
    },
  ])('names the $key $value', ({ key, config, value }) => {
    const definition = aMap({
      ItemProcessor: DISTRIBUTED,
      ItemReader: { ...READER, ReaderConfig: config },
    });

    expect(unsupportedFeatures(definition)).toEqual([
      {
        pointer: `/States/Map/ItemReader/ReaderConfig/${key}`,
        message: `the ${key} ${value} of an ItemReader is not supported`,
      },
    ]);
  });
});
