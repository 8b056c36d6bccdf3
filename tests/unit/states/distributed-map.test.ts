import { gzipSync } from 'node:zlib';
import type { JsonObject, JsonValue } from '../../../toolbox/shared/json.ts';
import { JsonDocument } from '../../../toolbox/shared/json-document.ts';
import type { TaskInvoker } from '../../../toolbox/states/execution.ts';
import { StatesError } from '../../../toolbox/states/states-error.ts';
import { simulatedClock } from '../../simulated-clock.ts';
import { eventLines, FUNCTION_ARN, runToEnd, START_MS } from './a-run.ts';
import { recordedMapRuns } from './map-runs.ts';

const PASS = { Type: 'Pass', End: true };
const TASK = { Type: 'Task', Resource: FUNCTION_ARN, End: true };

function aDistributedMap(state: JsonObject, fields: JsonObject = {}): JsonObject {
  return {
    StartAt: 'Map',
    States: {
      Map: {
        Type: 'Map',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'Each',
          States: { Each: state },
        },
        End: true,
        ...fields,
      },
    },
  };
}

async function runMap(
  definition: JsonValue,
  input: JsonValue,
  { invokeTask, signal }: { invokeTask?: TaskInvoker; signal?: AbortSignal } = {},
) {
  const clock = simulatedClock(START_MS);
  const mapRuns = recordedMapRuns(clock, invokeTask);
  const run = await runToEnd(definition, {
    inputText: JSON.stringify(input),
    clock,
    startMapRun: mapRuns.startMapRun,
    ...(invokeTask === undefined ? {} : { invokeTask }),
    ...(signal === undefined ? {} : { signal }),
  });
  return { ...run, mapRuns };
}

/** Fails for the payloads that hold `bad`. */
const failingForBad: TaskInvoker = async ({ payload, onStarted }) => {
  onStarted();
  if (payload.text.includes('bad')) throw new StatesError('Broken', 'why');
  return payload;
};

describe('a distributed Map state', () => {
  test('records its map run and none of the states inside', async () => {
    const { events, outcome, mapRuns } = await runMap(aDistributedMap(PASS), ['a', 'b']);

    expect(outcome).toMatchObject({ status: 'SUCCEEDED', output: { text: '["a","b"]' } });
    expect(eventLines(events)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 MapStateEntered',
      '3<2 MapStateStarted',
      '4<3 MapRunStarted',
      '5<4 MapRunSucceeded',
      '6<5 MapStateSucceeded',
      '7<4 MapStateExited',
      '8<7 ExecutionSucceeded',
    ]);
    expect(events[3]).toMatchObject({
      mapRunStartedEventDetails: {
        mapRunArn: 'arn:aws:states:us-east-1:123456789012:mapRun:Machine/Label:run-1',
      },
    });
    expect(mapRuns.endings).toEqual(['SUCCEEDED']);
  });

  test('runs as many children at the same time as MaxConcurrency says', async () => {
    const wait = { Type: 'Wait', Seconds: 10, End: true };

    const { mapRuns, durationMs } = await runMap(
      aDistributedMap(wait, { MaxConcurrency: 2 }),
      [1, 2, 3, 4, 5],
    );

    expect(mapRuns.progress.mostRunning).toBe(2);
    expect(durationMs).toBe(30_000);
  });

  test('starts its children without the variables around it', async () => {
    const pass = { Type: 'Pass', Parameters: { 'outer.$': '$outer' }, End: true };
    const { States, ...machine } = aDistributedMap(pass);

    const { outcome } = await runMap(
      {
        ...machine,
        StartAt: 'Assign',
        States: {
          Assign: { Type: 'Pass', Assign: { outer: 1 }, Next: 'Map' },
          ...(States as JsonObject),
        },
      },
      [1],
    );

    expect(outcome).toMatchObject({ error: 'States.ExceedToleratedFailureThreshold' });
  });

  test.each([
    { name: 'without tolerance', fields: {} },
    { name: 'beyond ToleratedFailureCount', fields: { ToleratedFailureCount: 1 } },
    { name: 'beyond ToleratedFailurePercentage', fields: { ToleratedFailurePercentage: 49 } },
    {
      name: 'beyond a tolerance of the input',
      fields: { ItemsPath: '$.items', ToleratedFailureCountPath: '$.tolerated' },
    },
  ])('fails $name', async ({ fields }) => {
    const items = ['bad', 'bad', 'good', 'good'];
    const input = 'ItemsPath' in fields ? { items, tolerated: 1 } : items;

    const { events, outcome, mapRuns } = await runMap(aDistributedMap(TASK, fields), input, {
      invokeTask: failingForBad,
    });

    const cause = 'The specified tolerated failure threshold was exceeded';
    expect(outcome).toEqual({
      status: 'FAILED',
      error: 'States.ExceedToleratedFailureThreshold',
      cause,
    });
    expect(eventLines(events).slice(3)).toEqual([
      '4<3 MapRunStarted',
      '5<4 MapRunFailed',
      '6<5 MapStateFailed',
      '7<6 ExecutionFailed',
    ]);
    expect(events[4]).toMatchObject({
      mapRunFailedEventDetails: { error: 'States.ExceedToleratedFailureThreshold', cause },
    });
    expect(mapRuns.endings).toEqual(['FAILED']);
  });

  test.each([
    { ToleratedFailureCount: 2 },
    { ToleratedFailurePercentage: 50 },
    { ToleratedFailureCount: 2, ToleratedFailurePercentage: 50 },
  ])('gives the outputs of the others within %j', async (fields) => {
    const { outcome } = await runMap(
      aDistributedMap(TASK, fields),
      ['bad', 'first', 'bad', 'second'],
      { invokeTask: failingForBad },
    );

    expect(outcome).toMatchObject({ output: { text: '["first","second"]' } });
  });

  test('counts all items of a batch as failed with their child', async () => {
    const fields = { ToleratedFailureCount: 1, ItemBatcher: { MaxItemsPerBatch: 2 } };

    const { outcome } = await runMap(aDistributedMap(TASK, fields), ['bad', 'good', 'fine'], {
      invokeTask: failingForBad,
    });

    expect(outcome).toMatchObject({ error: 'States.ExceedToleratedFailureThreshold' });
  });

  test('stops the children that still run when the tolerance is exceeded', async () => {
    const wait = { Type: 'Wait', SecondsPath: '$.seconds', Next: 'Work' };
    const definition = aDistributedMap(PASS, {
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Wait',
        States: { Wait: wait, Work: TASK },
      },
    });

    const { mapRuns, durationMs } = await runMap(
      definition,
      [{ seconds: 60 }, { seconds: 1, name: 'bad' }],
      { invokeTask: failingForBad },
    );

    expect(durationMs).toBe(1000);
    expect(mapRuns.children.map(({ outcome }) => outcome.status)).toEqual(['FAILED', 'ABORTED']);
  });

  test('is aborted with its execution', async () => {
    const controller = new AbortController();

    const { outcome, mapRuns } = await runMap(aDistributedMap(TASK), ['a'], {
      signal: controller.signal,
      invokeTask: () => {
        controller.abort({ error: 'Stopped' });
        return new Promise(() => {});
      },
    });

    expect(outcome).toEqual({ status: 'ABORTED', error: 'Stopped' });
    expect(mapRuns.endings).toEqual(['ABORTED']);
  });

  test.each([
    {
      field: 'ToleratedFailureCount',
      value: 'many',
      reason:
        'The ToleratedFailureCountPath field refers to value "many" which is not a valid integer: $.value',
    },
    {
      field: 'ToleratedFailureCount',
      value: -1,
      reason: 'ToleratedFailureCount cannot be negative.',
    },
    {
      field: 'ToleratedFailurePercentage',
      value: 'many',
      reason:
        'The ToleratedFailurePercentagePath field refers to value "many" which is not a valid float: $.value',
    },
    {
      field: 'ToleratedFailurePercentage',
      value: 100.1,
      reason: 'ToleratedFailurePercentage must be between 0 and 100.',
    },
  ])(
    'fails after it has started when the path of $field refers to $value',
    async ({ field, value, reason }) => {
      const { events, outcome } = await runMap(
        aDistributedMap(PASS, { ItemsPath: '$.items', [`${field}Path`]: '$.value' }),
        { items: [1], value },
      );

      expect(outcome).toEqual({
        status: 'FAILED',
        error: 'States.Runtime',
        cause: `An error occurred while executing the state 'Map' (entered at the event id #2). ${reason}`,
      });
      expect(eventLines(events).slice(2)).toEqual(['3<2 MapStateStarted', '4<3 ExecutionFailed']);
    },
  );

  test.each([
    { name: 'its input', fields: {}, Source: 'STATE_DATA' },
    {
      name: 'an object',
      fields: {
        ItemReader: {
          Resource: 'arn:aws:states:::s3:getObject',
          ReaderConfig: { InputType: 'JSON' },
          Parameters: { Bucket: 'data', Key: 'items.json' },
        },
      },
      Source: 's3://data/items.json',
    },
  ])('names $name as the source of its items', async ({ fields, Source }) => {
    const { mapRuns } = await runMap(
      aDistributedMap(PASS, { ItemSelector: { 'item.$': '$$.Map.Item' }, ...fields }),
      ['a'],
      { invokeTask: async () => JsonDocument.fromValue({ Body: '["a"]' }) },
    );

    expect(mapRuns.inputs).toEqual([{ item: { Index: 0, Value: 'a', Source } }]);
  });

  test('gives its children the batches of an ItemBatcher, with what ItemSelector makes of each item', async () => {
    const { mapRuns, outcome } = await runMap(
      aDistributedMap(PASS, {
        ItemsPath: '$.items',
        ItemSelector: { 'item.$': '$$.Map.Item.Value' },
        ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { 'user.$': '$.user' } },
      }),
      { items: [1, 2, 3], user: 'me' },
    );

    const batches = [
      { BatchInput: { user: 'me' }, Items: [{ item: 1 }, { item: 2 }] },
      { BatchInput: { user: 'me' }, Items: [{ item: 3 }] },
    ];
    expect(mapRuns.inputs).toEqual(batches);
    expect(outcome).toMatchObject({ output: { value: batches } });
  });
});

describe('ItemReader', () => {
  const reader = (config: JsonObject, action = 'getObject'): JsonObject =>
    aDistributedMap(PASS, {
      ItemReader: {
        Resource: `arn:aws:states:::s3:${action}`,
        ReaderConfig: config,
        Parameters: { Bucket: 'data', 'Key.$': '$.key' },
      },
    });

  test.each([
    {
      name: 'JSON',
      config: { InputType: 'JSON' },
      body: '[{"id":1},{"id":2}]',
      items: [{ id: 1 }, { id: 2 }],
    },
    {
      name: 'an array inside a JSON file',
      config: { InputType: 'JSON', ItemsPointer: '/data/list' },
      body: '{"data":{"list":[1,2]}}',
      items: [1, 2],
    },
    {
      name: 'JSON Lines',
      config: { InputType: 'JSONL' },
      body: '{"id":1}\n\n{"id":2}\n',
      items: [{ id: 1 }, { id: 2 }],
    },
    {
      name: 'CSV with headers in its first row',
      config: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
      body: 'id,name\n1,"a, b"\n2\n3,c,more\n',
      items: [
        { id: '1', name: 'a, b' },
        { id: '2', name: '' },
        { id: '3', name: 'c' },
      ],
    },
    {
      name: 'CSV with given headers',
      config: {
        InputType: 'CSV',
        CSVHeaderLocation: 'GIVEN',
        CSVHeaders: ['id'],
        CSVDelimiter: 'TAB',
      },
      body: '1\tx\r\n2\ty',
      items: [{ id: '1' }, { id: '2' }],
    },
    {
      name: 'no more than MaxItems',
      config: { InputType: 'JSON', MaxItems: 1 },
      body: '[1,2]',
      items: [1],
    },
  ])('reads $name', async ({ config, body, items }) => {
    const calls: JsonValue[] = [];
    const invokeTask: TaskInvoker = async ({ resource, payload }) => {
      calls.push({ resource, parameters: payload.value });
      return JsonDocument.fromValue({ Body: body });
    };

    const { events, mapRuns } = await runMap(reader(config), { key: 'items' }, { invokeTask });

    expect(mapRuns.inputs).toEqual(items);
    expect(calls).toEqual([
      {
        resource: 'arn:aws:states:::aws-sdk:s3:getObject',
        parameters: { Bucket: 'data', Key: 'items' },
      },
    ]);
    expect(events[2]).toMatchObject({ mapStateStartedEventDetails: { length: 0 } });
  });

  test('reads the objects of a bucket, page by page', async () => {
    const object = (Key: string): JsonObject => ({
      Key,
      ETag: '"tag"',
      LastModified: '2026-01-02T03:04:05Z',
      Size: 3,
      StorageClass: 'STANDARD',
    });
    const invokeTask: TaskInvoker = async ({ payload }) =>
      JsonDocument.fromValue(
        payload.text.includes('ContinuationToken')
          ? { Contents: [object('b')] }
          : { Contents: [object('a')], NextContinuationToken: 'next' },
      );

    const { mapRuns } = await runMap(reader({}, 'listObjectsV2'), { key: '' }, { invokeTask });

    const item = { Etag: '"tag"', LastModified: 1_767_323_045, Size: 3, StorageClass: 'STANDARD' };
    expect(mapRuns.inputs).toEqual([
      { ...item, Key: 'a' },
      { ...item, Key: 'b' },
    ]);
  });

  test('asks for no more pages than MaxItems needs', async () => {
    const calls: string[] = [];
    const invokeTask: TaskInvoker = async ({ payload }) => {
      calls.push(payload.text);
      return JsonDocument.fromValue({
        Contents: [{ Key: 'a' }, { Key: 'b' }],
        NextContinuationToken: 'next',
      });
    };

    const { mapRuns } = await runMap(
      reader({ MaxItems: 3 }, 'listObjectsV2'),
      { key: '' },
      { invokeTask },
    );

    expect(mapRuns.inputs).toHaveLength(3);
    expect(calls).toHaveLength(2);
  });

  test('reads what is in the objects of a bucket with LOAD_AND_FLATTEN', async () => {
    const invokeTask: TaskInvoker = async ({ resource, payload }) =>
      JsonDocument.fromValue(
        resource.endsWith(':listObjectsV2')
          ? { Contents: [{ Key: 'a' }, { Key: 'b' }] }
          : { Body: `["${(payload.value as JsonObject)['Key']}1","2"]` },
      );

    const { mapRuns } = await runMap(
      reader({ InputType: 'JSON', Transformation: 'LOAD_AND_FLATTEN' }, 'listObjectsV2'),
      { key: '' },
      { invokeTask },
    );

    expect(mapRuns.inputs).toEqual(['a1', '2', 'b1', '2']);
  });

  test('reads the compressed files that the manifest of an inventory names', async () => {
    const files: Record<string, string> = {
      manifest: JSON.stringify({
        destinationBucket: 'arn:aws:s3:::inventory',
        fileFormat: 'CSV',
        fileSchema: 'Bucket, Key',
        files: [{ key: 'one.csv.gz' }, { key: 'two.csv' }],
      }),
      'one.csv.gz': gzipSync('"b","a.txt"\n').toString('base64'),
      'two.csv': Buffer.from('"b","é.txt"\n').toString('base64'),
    };
    const calls: JsonValue[] = [];
    const invokeTask: TaskInvoker = async ({ payload, bytesAs = 'text' }) => {
      const { Bucket = '', Key = '' } = payload.value as Record<string, string>;
      calls.push([Bucket, Key, bytesAs]);
      return JsonDocument.fromValue({ Body: files[Key] ?? '' });
    };

    const { mapRuns } = await runMap(
      reader({ InputType: 'MANIFEST' }),
      { key: 'manifest' },
      { invokeTask },
    );

    expect(mapRuns.inputs).toEqual([
      { Bucket: 'b', Key: 'a.txt' },
      { Bucket: 'b', Key: 'é.txt' },
    ]);
    expect(calls).toEqual([
      ['data', 'manifest', 'text'],
      ['inventory', 'one.csv.gz', 'base64'],
      ['inventory', 'two.csv', 'base64'],
    ]);
  });

  test('fails with States.ItemReaderFailed for another manifest', async () => {
    const invokeTask: TaskInvoker = async () => JsonDocument.fromValue({ Body: '{"entries":[]}' });

    const { outcome } = await runMap(
      reader({ InputType: 'MANIFEST' }),
      { key: 'manifest' },
      { invokeTask },
    );

    expect(outcome).toEqual({
      status: 'FAILED',
      error: 'States.ItemReaderFailed',
      cause: 'The file is no manifest of an S3 inventory in CSV format.',
    });
  });

  test.each([
    { name: 'the service fails', body: undefined, cause: 'no such key' },
    {
      name: 'the file holds no array',
      body: '{}',
      cause: 'Attempting to map over non-iterable node.',
    },
    { name: 'the file is no JSON', body: '[', cause: expect.stringContaining('not valid JSON') },
  ])('fails with States.ItemReaderFailed when $name', async ({ body, cause }) => {
    const invokeTask: TaskInvoker = async () => {
      if (body === undefined) throw new StatesError('S3.NoSuchKeyException', 'no such key');
      return JsonDocument.fromValue({ Body: body });
    };

    const { outcome, events } = await runMap(
      reader({ InputType: 'JSON' }),
      { key: 'x' },
      {
        invokeTask,
      },
    );

    expect(outcome).toEqual({ status: 'FAILED', error: 'States.ItemReaderFailed', cause });
    expect(eventLines(events).slice(3)).toEqual([
      '4<3 MapRunStarted',
      '5<4 MapRunFailed',
      '6<5 MapStateFailed',
      '7<6 ExecutionFailed',
    ]);
  });
});

describe('ResultWriter', () => {
  const Resource = 'arn:aws:states:::s3:putObject';

  async function writtenBy(writer: JsonObject) {
    const files: Record<string, string> = {};
    const { outcome } = await runMap(
      aDistributedMap(TASK, { ToleratedFailureCount: 1, ResultWriter: writer }),
      [['good'], ['bad'], ['fine']],
      {
        async invokeTask(task) {
          if (!task.resource.endsWith(':putObject')) return failingForBad(task);
          const { Key, Body } = task.payload.value as Record<string, string>;
          files[Key ?? ''] = Body ?? '';
          return JsonDocument.fromValue({});
        },
      },
    );
    return { files, outcome };
  }

  test('writes the executions by status, and a manifest that is the output', async () => {
    const { files, outcome } = await writtenBy({
      Resource,
      Parameters: { Bucket: 'results', Prefix: 'jobs' },
    });

    expect(outcome).toMatchObject({
      output: {
        value: {
          MapRunArn: 'arn:aws:states:us-east-1:123456789012:mapRun:Machine/Label:run-1',
          ResultWriterDetails: { Bucket: 'results', Key: 'jobs/run-1/manifest.json' },
        },
      },
    });
    expect(Object.keys(files).sort()).toEqual([
      'jobs/run-1/FAILED_0.json',
      'jobs/run-1/SUCCEEDED_0.json',
      'jobs/run-1/manifest.json',
    ]);
    expect(JSON.parse(files['jobs/run-1/FAILED_0.json'] ?? '')).toMatchObject([
      { Name: 'child-1', Status: 'FAILED', Error: 'Broken', Cause: 'why', Input: '["bad"]' },
    ]);
    expect(JSON.parse(files['jobs/run-1/manifest.json'] ?? '')).toMatchObject({
      DestinationBucket: 'results',
      ResultFiles: {
        FAILED: [{ Key: 'jobs/run-1/FAILED_0.json' }],
        PENDING: [],
        SUCCEEDED: [{ Key: 'jobs/run-1/SUCCEEDED_0.json' }],
      },
    });
  });

  test('writes the flattened outputs alone, one on each line', async () => {
    const { files } = await writtenBy({
      Resource,
      Parameters: { Bucket: 'results' },
      WriterConfig: { Transformation: 'FLATTEN', OutputType: 'JSONL' },
    });

    expect(files['run-1/SUCCEEDED_0.jsonl']).toBe('"good"\n"fine"\n');
  });

  test('only transforms the output without a Resource', async () => {
    const { files, outcome } = await writtenBy({ WriterConfig: { Transformation: 'FLATTEN' } });

    expect(files).toEqual({});
    expect(outcome).toMatchObject({ output: { value: ['good', 'fine'] } });
  });

  test('fails with States.ResultWriterFailed when the service fails', async () => {
    const { outcome } = await runMap(
      aDistributedMap(PASS, { ResultWriter: { Resource, Parameters: { Bucket: 'results' } } }),
      [1],
      {
        async invokeTask() {
          throw new StatesError('S3.NoSuchBucketException', 'no such bucket');
        },
      },
    );

    expect(outcome).toEqual({
      status: 'FAILED',
      error: 'States.ResultWriterFailed',
      cause: 'no such bucket',
    });
  });
});
