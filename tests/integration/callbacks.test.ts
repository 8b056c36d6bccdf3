import {
  DescribeExecutionCommand,
  GetActivityTaskCommand,
  GetExecutionHistoryCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { type RunningStepgate, startStepgate } from '../stepgate.ts';
import { aProject, type Project } from './project-builder.ts';

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  Approve:
    Type: AWS::StepFunctions::Activity
    Properties: { Name: approve }
  AskFunction:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      Policies:
        - Statement: [{ Effect: Allow, Action: 'states:SendTaskSuccess', Resource: '*' }]
      InlineCode: |
        const { SFNClient, SendTaskSuccessCommand } = require('@aws-sdk/client-sfn');
        exports.handler = async ({ token }) => {
          const command = new SendTaskSuccessCommand({ taskToken: token, output: '{"asked": 1.0}' });
          await new SFNClient({}).send(command);
        };
  Callbacks:
    Type: AWS::Serverless::StateMachine
    Properties:
      Name: callbacks-dev
      Policies:
        - LambdaInvokePolicy: { FunctionName: !Ref AskFunction }
      DefinitionSubstitutions: { Function: !GetAtt AskFunction.Arn, Activity: !Ref Approve }
      Definition:
        StartAt: Ask
        States:
          Ask:
            Type: Task
            Resource: arn:aws:states:::lambda:invoke.waitForTaskToken
            Parameters: { FunctionName: '\${Function}', Payload: { 'token.$': $$.Task.Token } }
            Next: Send
          Send:
            Type: Task
            Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken
            Parameters: { QueueUrl: q, MessageBody: { 'token.$': $$.Task.Token } }
            TimeoutSeconds: 60
            Next: Approve
          Approve: { Type: Task, Resource: '\${Activity}', TimeoutSeconds: 60, End: true }
`;

let project: Project;
let running: RunningStepgate;
let client: SFNClient;

beforeAll(async () => {
  project = await aProject({
    'template.yaml': TEMPLATE,
    'mock.json': JSON.stringify({
      StateMachines: { Callbacks: { TestCases: { Queued: { Send: 'Queued' } } } },
      MockedResponses: { Queued: { '0': { WaitForToken: true } } },
    }),
  });
  running = await startStepgate(['--port', '0', '--sfn-port', '0', '--mock-config', 'mock.json'], {
    cwd: project.directory,
  });
  client = new SFNClient({
    endpoint: running.stepFunctionsUrl,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
});

afterAll(async () => {
  client.destroy();
  await running.stop();
  await project.remove();
});

/** The token in the message of the state Send, once that is scheduled. */
async function messageToken(executionArn: string): Promise<string> {
  for (;;) {
    const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
    const scheduled = events.find(
      ({ taskScheduledEventDetails: details }) => details?.resourceType === 'sqs',
    );
    const parameters = scheduled?.taskScheduledEventDetails?.parameters;
    if (parameters !== undefined) return JSON.parse(parameters).MessageBody.token;
    const { status, cause } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status !== 'RUNNING') throw new Error(cause);
  }
}

test('functions, clients and activity workers end tasks by their tokens', async () => {
  const { executionArn = '' } = await client.send(
    new StartExecutionCommand({
      stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:callbacks-dev#Queued',
    }),
  );
  const taskToken = await messageToken(executionArn);
  const worker = client.send(
    new GetActivityTaskCommand({
      activityArn: 'arn:aws:states:us-east-1:123456789012:activity:approve',
      workerName: 'worker',
    }),
  );

  await client.send(new SendTaskSuccessCommand({ taskToken, output: '{"sent": 2.0}' }));
  const task = await worker;
  await client.send(new SendTaskSuccessCommand({ taskToken: task.taskToken, output: '"done"' }));
  const { events = [] } = await client.send(
    new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 1 }),
  );

  expect(task.input).toBe('{"sent": 2.0}');
  expect(events).toMatchObject([{ type: 'ExecutionSucceeded', id: 19 }]);
});
