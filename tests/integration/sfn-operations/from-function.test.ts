import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { type RunningStepgate, startStepgate } from '../../stepgate.ts';
import { aProject, type Project } from '../project-builder.ts';
import { PASS, ROLE_ARN } from './script.ts';

/** As it would be deployed: it names no endpoint and no host. */
const HANDLER = `import { SFN } from '@aws-sdk/client-sfn';

const sfn = new SFN({});

async function ended(executionArn) {
  for (;;) {
    const execution = await sfn.describeExecution({ executionArn });
    if (execution.status !== 'RUNNING') return execution;
  }
}

export async function handler({ definition, roleArn, input }) {
  const standard = await sfn.createStateMachine({ name: 'Standard', definition, roleArn });
  const express = await sfn.createStateMachine({ name: 'Express', definition, roleArn, type: 'EXPRESS' });
  const { executionArn } = await sfn.startExecution({ stateMachineArn: standard.stateMachineArn, input });
  const answers = [
    await ended(executionArn),
    await sfn.startSyncExecution({ stateMachineArn: express.stateMachineArn, input }),
    await sfn.testState({ definition: '{"Type":"Pass","End":true}', roleArn, input }),
  ];
  return answers.map(({ status, output }) => ({ status, output }));
}
`;

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  Caller:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      CodeUri: caller
      Timeout: 30
      Policies:
        - Statement:
            - Effect: Allow
              Action:
                - states:CreateStateMachine
                - states:StartExecution
                - states:DescribeExecution
                - states:StartSyncExecution
                - states:TestState
              Resource: '*'
            - Effect: Allow
              Action: iam:PassRole
              Resource: ${ROLE_ARN}
`;

describe('the SDK inside a function', () => {
  let project: Project;
  const running: RunningStepgate[] = [];

  beforeAll(async () => {
    project = await aProject({ 'template.yaml': TEMPLATE, 'caller/index.mjs': HANDLER });
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map((stepgate) => stepgate.stop()));
  });

  afterAll(() => project.remove());

  async function invokeCaller(args: readonly string[]): Promise<unknown> {
    const stepgate = await startStepgate(args, { cwd: project.directory });
    running.push(stepgate);
    const lambda = new LambdaClient({
      region: 'us-east-1',
      endpoint: stepgate.stepFunctionsUrl,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    const event = JSON.stringify({ definition: PASS, roleArn: ROLE_ARN, input: '{"a":1}' });
    const { Payload } = await lambda.send(
      new InvokeCommand({ FunctionName: 'Caller', Payload: event }),
    );
    lambda.destroy();
    return JSON.parse(Payload?.transformToString() ?? '');
  }

  test.each([
    { listens: 'where it does by itself', args: [] },
    { listens: 'on localhost', args: ['--host', 'localhost'] },
    { listens: 'on all addresses', args: ['--host', '0.0.0.0'] },
  ])(
    'reaches the runtime that listens $listens, also with sync- before its host',
    async ({ args }) => {
      const answer = { status: 'SUCCEEDED', output: '{"a":1}' };

      expect(await invokeCaller(args)).toEqual([answer, answer, answer]);
    },
  );
});
