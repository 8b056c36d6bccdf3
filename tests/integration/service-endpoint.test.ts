import { once } from 'node:events';
import { request } from 'node:http';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { type RunningStepgate, startStepgate } from '../stepgate.ts';
import { aProject, type Project } from './project-builder.ts';

const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

let project: Project;
let stepgate: RunningStepgate;
let client: SFNClient;
let stateMachineArn: string;

beforeAll(async () => {
  project = await aProject({
    'template.yaml': `Transform: AWS::Serverless-2016-10-31
Resources:
  Echo:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      InlineCode: |
        exports.handler = async (event) => ({ echo: event });
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Echo
        States:
          Echo:
            Type: Task
            Resource: !GetAtt Echo.Arn
            Next: Pause
          Pause:
            Type: Wait
            SecondsPath: $.echo.seconds
            End: true
`,
  });
  stepgate = await startStepgate(['--template', project.path('template.yaml')]);
  client = new SFNClient({
    region: 'us-east-1',
    endpoint: stepgate.stepFunctionsUrl,
    credentials: CREDENTIALS,
  });
  const { stateMachines } = await client.send(new ListStateMachinesCommand({}));
  stateMachineArn = stateMachines?.[0]?.stateMachineArn ?? '';
});

afterAll(async () => {
  client.destroy();
  await stepgate.stop();
  await project.remove();
});

/** Waits for the end of an execution, whatever it is. */
async function ended(executionArn: string | undefined) {
  for (;;) {
    const execution = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (execution.status !== 'RUNNING') return execution;
  }
}

describe('the SDK for Step Functions', () => {
  test('starts an execution, describes it, lists it and reads its history', async () => {
    const { executionArn, startDate } = await client.send(
      new StartExecutionCommand({ stateMachineArn, name: 'sdk', input: '{"seconds":0}' }),
    );
    const execution = await ended(executionArn);
    const { executions } = await client.send(new ListExecutionsCommand({ stateMachineArn }));
    const { events } = await client.send(new GetExecutionHistoryCommand({ executionArn }));

    expect(startDate).toBeInstanceOf(Date);
    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: '{"echo":{"seconds":0}}' });
    expect(executions?.map(({ name }) => name)).toContain('sdk');
    expect(events?.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'LambdaFunctionScheduled',
      'LambdaFunctionStarted',
      'LambdaFunctionSucceeded',
      'TaskStateExited',
      'WaitStateEntered',
      'WaitStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('gets an error of the service by its class', async () => {
    await expect(
      client.send(
        new StartExecutionCommand({ stateMachineArn: stateMachineArn.replace(/\w+$/, 'None') }),
      ),
    ).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
  });

  test('stops an execution that waits', async () => {
    const { executionArn } = await client.send(
      new StartExecutionCommand({ stateMachineArn, input: '{"seconds":1000}' }),
    );

    await client.send(new StopExecutionCommand({ executionArn, error: 'Enough' }));

    expect(await ended(executionArn)).toMatchObject({ status: 'ABORTED', error: 'Enough' });
  });
});

describe('the SDK for Lambda', () => {
  test('invokes a function', async () => {
    const lambda = new LambdaClient({
      region: 'us-east-1',
      endpoint: stepgate.stepFunctionsUrl,
      credentials: CREDENTIALS,
    });

    const { Payload, StatusCode } = await lambda.send(
      new InvokeCommand({ FunctionName: 'Echo', Payload: '{"a":1}' }),
    );
    lambda.destroy();

    expect(StatusCode).toBe(200);
    expect(Payload?.transformToString()).toBe('{"echo":{"a":1}}');
  });
});

describe('a web page in the browser of the developer', () => {
  const PROTOCOL = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': 'AWSStepFunctions.ListStateMachines',
  };

  /** A request with headers that `fetch` would not let a script set. */
  async function post(url: string, headers: Record<string, string>, body = '{}') {
    const outgoing = request(url, { method: 'POST', headers });
    outgoing.end(body);
    const [response] = await once(outgoing, 'response');
    response.resume();
    return response.statusCode;
  }

  test('is let in without what marks a page: the control of the cases below', async () => {
    expect(await post(stepgate.stepFunctionsUrl, PROTOCOL)).toBe(200);
  });

  test.each([
    {
      name: 'that rebound its own name to 127.0.0.1',
      headers: { host: 'evil.example:8083' },
      status: 403,
    },
    { name: 'with an Origin', headers: { origin: 'http://evil.example' }, status: 403 },
    { name: 'with the Origin null', headers: { origin: 'null' }, status: 403 },
    { name: 'that posts a form', headers: { 'content-type': 'text/plain' }, status: 415 },
  ])('$name is refused', async ({ headers, status }) => {
    expect(await post(stepgate.stepFunctionsUrl, { ...PROTOCOL, ...headers })).toBe(status);
  });

  test.each(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'])(
    'cannot invoke a function by a form of %s',
    async (contentType) => {
      const url = `${stepgate.stepFunctionsUrl}/2015-03-31/functions/Echo/invocations`;

      expect(await post(url, { 'content-type': contentType })).toBe(415);
    },
  );

  test('is refused by the API as well when it rebound its name', async () => {
    const withApi = await startStepgate(['--template', 'bench/pass/template.yaml']);
    const json = { 'content-type': 'application/json' };

    const rebound = await post(`${withApi.apiUrl}/start`, { ...json, host: 'evil.example' });
    const own = await post(`${withApi.apiUrl}/start`, json);
    await withApi.stop();

    expect(rebound).toBe(403);
    expect(own).toBe(200);
  });
});
