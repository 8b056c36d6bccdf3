import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { sendHttpRequest } from '../contract/http-request.ts';
import { createRequestSigner } from '../contract/sign-request.ts';
import { type RunningStepgate, startStepgate, stepgate } from '../stepgate.ts';
import { aProject, type Project } from './project-builder.ts';

const MOCK_API = (answer: string) => `
      DefinitionBody:
        openapi: 3.0.1
        info: { title: Test, version: '1' }
        paths:
          /who:
            get:
              x-amazon-apigateway-auth: { type: AWS_IAM }
              x-amazon-apigateway-integration:
                type: mock
                requestTemplates: { application/json: '{"statusCode": 200}' }
                responses:
                  default:
                    statusCode: '200'
                    responseTemplates: { application/json: '{"api": "${answer}"}' }
              responses: { '200': { description: Fine. } }`;

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  FirstApi:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      MethodSettings:
        - { ResourcePath: /*, HttpMethod: '*', ThrottlingRateLimit: 1, ThrottlingBurstLimit: 1 }${MOCK_API('first')}
  SecondApi:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev${MOCK_API('second')}
  GreetFunction:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      Environment: { Variables: { GREETING: hello } }
      InlineCode: |
        exports.handler = async () => ({ greeting: process.env.GREETING, sfn: process.env.AWS_ENDPOINT_URL_SFN });
  PythonFunction:
    Type: AWS::Serverless::Function
    Properties: { Runtime: python3.13, Handler: app.handler, CodeUri: . }
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Wait
        States:
          Wait: { Type: Wait, Seconds: 100, Next: Call }
          Call: { Type: Task, Resource: !GetAtt PythonFunction.Arn, End: true }
`;

let project: Project;
const running: RunningStepgate[] = [];

beforeAll(async () => {
  project = await aProject({
    'template.yaml': TEMPLATE,
    'env.json': '{"GreetFunction":{"GREETING":"good day"}}',
    'mock.json': JSON.stringify({
      StateMachines: {
        Machine: { TestCases: { Paid: { Call: 'Paid' }, Broke: { Call: 'Broke' } } },
      },
      MockedResponses: {
        Paid: { '0': { Return: { paid: true } } },
        Broke: { '0': { Throw: { Error: 'NoMoney', Cause: 'none' } } },
      },
    }),
  });
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
});

afterAll(() => project.remove());

async function start(args: readonly string[] = [], env: Record<string, string> = {}) {
  const one = await startStepgate(args, { cwd: project.directory, env });
  running.push(one);
  return one;
}

/** Runs the machine and gives how the execution ended. */
async function runMachine({ stepFunctionsUrl }: RunningStepgate, testCase = '') {
  const client = new SFNClient({
    region: 'us-east-1',
    endpoint: stepFunctionsUrl,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const { executionArn } = await client.send(
    new StartExecutionCommand({
      stateMachineArn: `arn:aws:states:us-east-1:123456789012:stateMachine:Machine${testCase}`,
    }),
  );
  for (;;) {
    const execution = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (execution.status === 'RUNNING') continue;
    client.destroy();
    return execution;
  }
}

describe('several APIs in one template', () => {
  test('each gets a port of its own and a line that tells it', async () => {
    const { apiUrl, output } = await start();
    const [, second = ''] = /API SecondApi: (\S+)/.exec(output.stdout) ?? [];

    expect(output.stdout).toContain(`API FirstApi: ${apiUrl}\n`);
    expect(await (await fetch(`${apiUrl}/who`)).json()).toEqual({ api: 'first' });
    expect(await (await fetch(`${second}/who`)).json()).toEqual({ api: 'second' });
  });

  test('--api names the one that the ready line names', async () => {
    const { apiUrl } = await start(['--api', 'SecondApi']);

    expect(await (await fetch(`${apiUrl}/who`)).json()).toEqual({ api: 'second' });
  });
});

describe('--enforce-auth', () => {
  const KEYS = {
    AWS_ACCESS_KEY_ID: 'AKIALOCAL',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: '',
  };

  test('refuses an unsigned request and one that is signed with another key', async () => {
    const { apiUrl } = await start(['--enforce-auth'], KEYS);

    expect((await fetch(`${apiUrl}/who`)).status).toBe(403);
    expect((await signedGet(apiUrl, 'wrong')).statusCode).toBe(403);
  });

  test('lets a request in that is signed with the keys of its environment', async () => {
    const { apiUrl } = await start(['--enforce-auth'], KEYS);

    expect((await signedGet(apiUrl, 'secret')).statusCode).toBe(200);
  });

  test('is announced when it is off', async () => {
    const { output } = await start();

    expect(output.stdout).toContain('FirstApi: AWS_IAM is not enforced; --enforce-auth');
  });

  test('needs the keys', async () => {
    const { exitCode, stderr } = await stepgate(['start', '--enforce-auth'], {
      cwd: project.directory,
      env: { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' },
    });

    expect(exitCode).toBe(2);
    expect(stderr).toContain('AWS_ACCESS_KEY_ID');
  });

  async function signedGet(apiUrl: string, secretAccessKey: string) {
    const client = new SFNClient({
      region: 'us-east-1',
      credentials: { accessKeyId: KEYS.AWS_ACCESS_KEY_ID, secretAccessKey },
    });
    const request = await createRequestSigner(client)(apiUrl, { method: 'GET', path: '/who' });
    client.destroy();
    return sendHttpRequest(apiUrl, request);
  }
});

describe('--enforce-throttling', () => {
  test('answers 429 beyond the burst of the method settings', async () => {
    const { apiUrl } = await start(['--enforce-throttling']);

    const statuses = [];
    for (let call = 0; call < 3; call += 1) statuses.push((await fetch(`${apiUrl}/who`)).status);

    expect(statuses[0]).toBe(200);
    expect(statuses).toContain(429);
  });

  test('is announced when it is off', async () => {
    const { output } = await start();

    expect(output.stdout).toContain('throttling of * /* (1 requests per second, burst 1) is not');
  });
});

describe('--verbose', () => {
  test('prints each state transition', async () => {
    const verbose = await start([
      '--verbose',
      '--time-scale',
      '0.0001',
      '--mock-config',
      'mock.json',
    ]);

    await runMachine(verbose, '#Paid');
    await verbose.printed(/ExecutionSucceeded/);

    expect(verbose.output.stdout).toMatch(/WaitStateEntered Wait\n.*WaitStateExited Wait\n/);
  });
});

describe('--keep', () => {
  test('forgets the execution that ended first', async () => {
    const keeping = await start([
      ...['--keep', '1', '--time-scale', '0.0001'],
      ...['--mock-config', 'mock.json', '--mock-case', 'Paid'],
    ]);
    const first = await runMachine(keeping);
    await runMachine(keeping);

    const answer = await fetch(keeping.stepFunctionsUrl, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'AWSStepFunctions.DescribeExecution',
      },
      body: JSON.stringify({ executionArn: first.executionArn }),
    });

    expect(await answer.text()).toContain('ExecutionDoesNotExist');
  });
});

describe('--region', () => {
  test('is the region of the ARNs', async () => {
    const elsewhere = await start(['--region', 'eu-north-1']);

    const answer = await fetch(elsewhere.stepFunctionsUrl, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'AWSStepFunctions.ListStateMachines',
      },
      body: '{}',
    });

    expect(await answer.text()).toContain('arn:aws:states:eu-north-1:123456789012:');
  });
});

describe('--time-scale', () => {
  test('shortens a Wait of 100 seconds', async () => {
    const stepgateUnderTest = await start(['--time-scale', '0.0001', '--mock-config', 'mock.json']);

    const execution = await runMachine(stepgateUnderTest, '#Paid');

    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: '{"paid":true}' });
  });

  test('of 0 skips it, and the execution tells its whole time', async () => {
    const skipping = await start(['--time-scale', '0', '--mock-config', 'mock.json']);

    const { status, startDate, stopDate } = await runMachine(skipping, '#Paid');

    expect(status).toBe('SUCCEEDED');
    expect(Math.round((Number(stopDate) - Number(startDate)) / 1000)).toBe(100);
  });

  test('is refused below 0', async () => {
    const { exitCode, stderr } = await stepgate(['start', '--time-scale', '-1'], {
      cwd: project.directory,
    });

    expect(exitCode).toBe(2);
    expect(stderr).toContain('Expected a number of 0 or more.');
  });
});

describe('--mock-config', () => {
  const FAST = ['--time-scale', '0.0001', '--mock-config', 'mock.json'];

  test('--mock-case is the case of executions that name none', async () => {
    const withCase = await start([...FAST, '--mock-case', 'Broke']);

    expect(await runMachine(withCase)).toMatchObject({ status: 'FAILED', error: 'NoMoney' });
    expect(await runMachine(withCase, '#Paid')).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('an unknown case is refused', async () => {
    await expect(runMachine(await start(FAST), '#Nothing')).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });
});

describe('--lambda-endpoint', () => {
  test('invokes a function there that cannot run here', async () => {
    const paths: (string | undefined)[] = [];
    const endpoint = createServer(({ url }, response) => {
      paths.push(url);
      response.end('{"from":"python"}');
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => endpoint.once('listening', resolve));
    const { port } = endpoint.address() as AddressInfo;
    const forwarding = await start([
      '--time-scale',
      '0.0001',
      '--lambda-endpoint',
      `http://127.0.0.1:${port}`,
    ]);

    const execution = await runMachine(forwarding);
    endpoint.close();
    endpoint.closeAllConnections();

    expect(execution.output).toBe('{"from":"python"}');
    expect(paths).toEqual([expect.stringMatching(/\/functions\/.*PythonFunction\/invocations$/)]);
  });
});

describe('stepgate invoke', () => {
  test('prints the result on standard output and the log on standard error', async () => {
    const result = await stepgate(['invoke', 'GreetFunction'], { cwd: project.directory });

    expect(result.exitCode).toBe(0);
    expect(JSON.parse(result.stdout)).toEqual({ greeting: 'hello', sfn: 'http://127.0.0.1:8083' });
    expect(result.stderr).toMatch(/START RequestId: .*\n.*END RequestId: .*\nREPORT RequestId: /s);
  });

  test('takes environment variables of --env-vars', async () => {
    const result = await stepgate(['invoke', 'GreetFunction', '--env-vars', 'env.json'], {
      cwd: project.directory,
    });

    expect(JSON.parse(result.stdout)).toMatchObject({ greeting: 'good day' });
  });

  test('names the functions that there are when asked for another one', async () => {
    const result = await stepgate(['invoke', 'Nobody'], { cwd: project.directory });

    expect(result.exitCode).toBe(2);
    expect(result.stderr).toContain('it has: GreetFunction, PythonFunction');
  });

  test.each([
    { name: 'a file that is not there', args: ['-e', 'missing.json'] },
    { name: 'an event that is no JSON', args: ['-e', '-'] },
  ])('ends with 1 for $name', async ({ args }) => {
    const result = await stepgate(['invoke', 'GreetFunction', ...args], {
      cwd: project.directory,
      stdin: '{',
    });

    expect(result).toMatchObject({ exitCode: 1, stdout: '' });
  });
});

describe('stepgate render', () => {
  test('prints the text and nothing else', async () => {
    const files = await aProject({
      't.vtl': '{"name": $input.json(\'$.name\')}',
      'request.json': JSON.stringify({ phase: 'request', body: '{"name":"it\'s"}' }),
    });

    const rendered = await stepgate(['render', 't.vtl', '--input', 'request.json'], {
      cwd: files.directory,
    });
    const asJson = await stepgate(['render', 't.vtl', '--input', 'request.json', '--json'], {
      cwd: files.directory,
    });
    await files.remove();

    expect(rendered).toEqual({ exitCode: 0, stdout: '{"name": "it\'s"}', stderr: '' });
    expect(JSON.parse(asJson.stdout)).toMatchObject({ text: '{"name": "it\'s"}' });
  });

  test('ends with 1 and the place of a fault in the template', async () => {
    const files = await aProject({ 't.vtl': 'a\n  #if($x', 'request.json': '{"body":null}' });

    const result = await stepgate(['render', 't.vtl', '--input', 'request.json'], {
      cwd: files.directory,
    });
    await files.remove();

    expect(result).toMatchObject({ exitCode: 1, stdout: '' });
    expect(result.stderr).toMatch(/^t\.vtl:2:\d+ /);
  });
});
