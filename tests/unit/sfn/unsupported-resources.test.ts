import { unsupportedResources } from '../../../toolbox/sfn/integrations/unsupported-resources.ts';
import { parseDefinition } from '../../../toolbox/states/parse-definition.ts';

function aTask(name: string) {
  return { Type: 'Task', Resource: `arn:aws:states:::${name}`, End: true };
}

/** Where the faults of a machine are and what they are. */
function faultsOf(States: Record<string, object>, remedy?: string) {
  const definition = parseDefinition(JSON.parse(JSON.stringify({ StartAt: 'A', States })));
  return unsupportedResources(definition, {
    remedyOf: () => remedy,
    clientOf() {
      throw new Error('Nothing should be called');
    },
  });
}

describe('unsupportedResources', () => {
  test.each([
    'apigateway:invoke',
    'apigateway:invoke.waitForTaskToken',
    'aws-sdk:lambda:invoke',
    'aws-sdk:sfn:sendTaskSuccess',
    'http:invoke',
    'lambda:invoke',
    'lambda:invoke.waitForTaskToken',
    'states:startExecution',
    'states:startExecution.sync',
    'states:startExecution.sync:2',
    'states:startExecution.waitForTaskToken',
  ])('finds no fault in %s, which is answered here', (name) => {
    expect(faultsOf({ A: aTask(name) }, 'Set it up.')).toEqual([]);
  });

  test.each(['batch:submitJob.sync', 'bedrock:invokeModel', 'elasticmapreduce:addStep'])(
    'finds %s, which nothing can do',
    (name) => {
      expect(faultsOf({ A: aTask(name) })).toEqual([
        {
          pointer: '/States/A/Resource',
          message: `The resource 'arn:aws:states:::${name}' is not supported: its Task fails with States.Runtime unless it is mocked (--mock-config).`,
        },
      ]);
    },
  );

  test.each(['sqs:sendMessage.waitForTaskToken', 'aws-sdk:s3:getObject'])(
    'tells what %s needs',
    (name) => {
      expect(faultsOf({ A: aTask(name) }, 'Set it up.')).toMatchObject([
        { message: expect.stringMatching(/unless it is mocked\. Set it up\.$/) },
      ]);
      expect(faultsOf({ A: aTask(name) })).toEqual([]);
    },
  );

  test('looks into branches and item processors', () => {
    const inner = { StartAt: 'B/b', States: { 'B/b': aTask('batch:submitJob.sync') } };

    const parallel = faultsOf({ A: { Type: 'Parallel', Branches: [inner], End: true } });
    const map = faultsOf({ A: { Type: 'Map', ItemProcessor: inner, End: true } });

    expect([...parallel, ...map].map(({ pointer }) => pointer)).toEqual([
      '/States/A/Branches/0/States/B~1b/Resource',
      '/States/A/ItemProcessor/States/B~1b/Resource',
    ]);
  });

  test('tells what the S3 of a Map needs', () => {
    const ItemProcessor = {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'B',
      States: { B: { Type: 'Pass', End: true } },
    };
    const of = (action: string) => ({ Resource: `arn:aws:states:::s3:${action}`, Parameters: {} });
    const A = { Type: 'Map', ItemProcessor, End: true };
    const ItemReader = of('listObjectsV2');
    const ResultWriter = of('putObject');

    expect(faultsOf({ A: { ...A, ItemReader, ResultWriter } }, 'Set it up.')).toEqual([
      {
        pointer: '/States/A/ItemReader/Resource',
        message: expect.stringMatching(/^The ItemReader cannot reach S3: .* Set it up\.$/),
      },
      {
        pointer: '/States/A/ResultWriter/Resource',
        message: expect.stringMatching(/^The ResultWriter cannot reach S3/),
      },
    ]);
    expect(faultsOf({ A: { ...A, ItemReader } })).toEqual([]);
    expect(faultsOf({ A }, 'Set it up.')).toEqual([]);
  });
});
