import * as sfn from '@aws-sdk/client-sfn';
import { type RunningStepgate, startStepgate } from '../stepgate.ts';
import { aProject, type Project } from './project-builder.ts';

const ROLE_ARN = 'arn:aws:iam::123456789012:role/Role';

let project: Project;
let stepgate: RunningStepgate;
let client: sfn.SFNClient;
/** The operations that have been called. */
const called = new Set<string>();

beforeAll(async () => {
  project = await aProject({
    'template.yaml': `Transform: AWS::Serverless-2016-10-31
Resources:
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: { StartAt: Pass, States: { Pass: { Type: Pass, End: true } } }
`,
  });
  stepgate = await startStepgate(['--template', project.path('template.yaml')]);
  client = new sfn.SFNClient({
    region: 'us-east-1',
    endpoint: stepgate.stepFunctionsUrl,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    // The prefix \`sync-\` would name another host.
    disableHostPrefix: true,
  });
});

afterAll(async () => {
  client.destroy();
  await stepgate.stop();
  await project.remove();
});

const send: sfn.SFNClient['send'] = (command: { constructor: { name: string } }) => {
  called.add(command.constructor.name);
  return client.send(command as sfn.ListStateMachinesCommand) as never;
};

const definitionOf = (states: object): string =>
  JSON.stringify({ StartAt: Object.keys(states)[0], States: states });
const pass = (result: unknown) => ({ P: { Type: 'Pass', Result: result, End: true } });

async function create(name: string, states: object, type: sfn.StateMachineType = 'STANDARD') {
  const definition = definitionOf(states);
  return send(new sfn.CreateStateMachineCommand({ name, definition, roleArn: ROLE_ARN, type }));
}

async function start(stateMachineArn: string | undefined, input = '{}'): Promise<string> {
  const { executionArn } = await send(new sfn.StartExecutionCommand({ stateMachineArn, input }));
  return executionArn ?? '';
}

/** The description of an execution that is in the status. */
async function reached(executionArn: string, status: sfn.ExecutionStatus) {
  for (;;) {
    const execution = await send(new sfn.DescribeExecutionCommand({ executionArn }));
    if (execution.status === status) return execution;
    expect(execution.status).toBe('RUNNING');
  }
}

describe('the client of the SDK', () => {
  test('creates, updates, describes, tags, lists and deletes a state machine', async () => {
    const { stateMachineArn } = await create('Life', pass(1));
    const definition = definitionOf(pass(2));
    const { result } = await send(new sfn.ValidateStateMachineDefinitionCommand({ definition }));
    await send(new sfn.UpdateStateMachineCommand({ stateMachineArn, definition }));
    const tags = [{ key: 'k', value: 'v' }];
    await send(new sfn.TagResourceCommand({ resourceArn: stateMachineArn, tags }));
    const tagged = await send(new sfn.ListTagsForResourceCommand({ resourceArn: stateMachineArn }));
    await send(new sfn.UntagResourceCommand({ resourceArn: stateMachineArn, tagKeys: ['k'] }));
    const described = await send(new sfn.DescribeStateMachineCommand({ stateMachineArn }));
    const { stateMachines } = await send(new sfn.ListStateMachinesCommand({}));
    await send(new sfn.DeleteStateMachineCommand({ stateMachineArn }));

    expect(result).toBe('OK');
    expect(tagged.tags).toEqual(tags);
    expect(described.definition).toBe(definition);
    expect(stateMachines?.map(({ name }) => name)).toEqual(['Machine', 'Life']);
    await expect(
      send(new sfn.DescribeStateMachineCommand({ stateMachineArn })),
    ).rejects.toBeInstanceOf(sfn.StateMachineDoesNotExist);
  });

  test('runs versions by an alias', async () => {
    const { stateMachineArn } = await create('Versions', pass(1));
    const published = await send(new sfn.PublishStateMachineVersionCommand({ stateMachineArn }));
    const { stateMachineVersionArn } = published;
    const routingConfiguration = [{ stateMachineVersionArn, weight: 100 }];
    const { stateMachineAliasArn } = await send(
      new sfn.CreateStateMachineAliasCommand({ name: 'live', routingConfiguration }),
    );
    await send(
      new sfn.UpdateStateMachineAliasCommand({ stateMachineAliasArn, description: 'now' }),
    );
    const alias = await send(new sfn.DescribeStateMachineAliasCommand({ stateMachineAliasArn }));
    const aliases = await send(new sfn.ListStateMachineAliasesCommand({ stateMachineArn }));
    const versions = await send(new sfn.ListStateMachineVersionsCommand({ stateMachineArn }));
    const execution = await reached(await start(stateMachineAliasArn), 'SUCCEEDED');
    await send(new sfn.DeleteStateMachineAliasCommand({ stateMachineAliasArn }));
    await send(new sfn.DeleteStateMachineVersionCommand({ stateMachineVersionArn }));

    expect(alias).toMatchObject({ description: 'now', routingConfiguration });
    expect(aliases.stateMachineAliases).toHaveLength(1);
    expect(versions.stateMachineVersions).toHaveLength(1);
    expect(execution).toMatchObject({ stateMachineVersionArn, stateMachineAliasArn, output: '1' });
  });

  test('stops and redrives an execution, and reads its history', async () => {
    const { stateMachineArn } = await create('Waiting', {
      W: { Type: 'Wait', Seconds: 60, End: true },
    });
    const executionArn = await start(stateMachineArn);
    await send(new sfn.StopExecutionCommand({ executionArn, error: 'E', cause: 'c' }));
    await reached(executionArn, 'ABORTED');
    await send(new sfn.RedriveExecutionCommand({ executionArn }));
    const { events = [] } = await send(new sfn.GetExecutionHistoryCommand({ executionArn }));
    const { executions } = await send(
      new sfn.ListExecutionsCommand({ stateMachineArn, redriveFilter: 'REDRIVEN' }),
    );
    const { name } = await send(new sfn.DescribeStateMachineForExecutionCommand({ executionArn }));

    expect(events.map(({ type }) => type)).toContain('ExecutionAborted');
    expect(executions).toMatchObject([{ executionArn, status: 'RUNNING', redriveCount: 1 }]);
    expect(name).toBe('Waiting');
  });

  test('runs an Express workflow to its end, and a state alone', async () => {
    const { stateMachineArn } = await create('Express', pass('done'), 'EXPRESS');

    const execution = await send(new sfn.StartSyncExecutionCommand({ stateMachineArn }));
    const tested = await send(
      new sfn.TestStateCommand({ definition: '{"Type":"Pass","Next":"N"}', input: '{"a":1.0}' }),
    );

    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: '"done"' });
    expect(tested).toMatchObject({ status: 'SUCCEEDED', output: '{"a":1.0}', nextState: 'N' });
  });

  test('works as the worker of an activity', async () => {
    const { activityArn } = await send(new sfn.CreateActivityCommand({ name: 'Work' }));
    const task = { Type: 'Task', Resource: activityArn };
    const { stateMachineArn } = await create('Tasks', {
      A: { ...task, Next: 'B' },
      B: { ...task, End: true },
    });
    const executionArn = await start(stateMachineArn, '{"a":1}');
    const take = () => send(new sfn.GetActivityTaskCommand({ activityArn }));
    const first = await take();
    await send(new sfn.SendTaskHeartbeatCommand({ taskToken: first.taskToken }));
    await send(new sfn.SendTaskSuccessCommand({ taskToken: first.taskToken, output: '"done"' }));
    const second = await take();
    await send(new sfn.SendTaskFailureCommand({ taskToken: second.taskToken, error: 'E' }));
    const execution = await reached(executionArn, 'FAILED');
    const described = await send(new sfn.DescribeActivityCommand({ activityArn }));
    const { activities } = await send(new sfn.ListActivitiesCommand({}));
    await send(new sfn.DeleteActivityCommand({ activityArn }));

    expect([first.input, second.input]).toEqual(['{"a":1}', '"done"']);
    expect(execution.error).toBe('E');
    expect(described.name).toBe('Work');
    expect(activities).toHaveLength(1);
  });

  test('reads the map run of a distributed Map state', async () => {
    const ProcessorConfig = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };
    const ItemProcessor = { ProcessorConfig, StartAt: 'P', States: pass('item') };
    const { stateMachineArn } = await create('Each', {
      M: { Type: 'Map', ItemProcessor, End: true },
    });
    const executionArn = await start(stateMachineArn, '[1,2]');
    await reached(executionArn, 'SUCCEEDED');

    const { mapRuns } = await send(new sfn.ListMapRunsCommand({ executionArn }));
    const mapRunArn = mapRuns?.[0]?.mapRunArn;
    const mapRun = await send(new sfn.DescribeMapRunCommand({ mapRunArn }));
    await send(new sfn.UpdateMapRunCommand({ mapRunArn, maxConcurrency: 1 }));

    expect(mapRun).toMatchObject({ status: 'SUCCEEDED', itemCounts: { succeeded: 2 } });
  });

  test('finds every operation of the service', () => {
    const operations = Object.keys(sfn).filter((name) => /^[A-Z]\w+Command$/.test(name));

    expect([...called].sort()).toEqual(operations.sort());
  });
});
