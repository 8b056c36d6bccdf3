import { cp, readFile, symlink } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { type HttpResponse, sendHttpRequest } from '../contract/http-request.ts';
import { postRequest } from '../contract/target.ts';
import { type RunningStepgate, startStepgate, stepgate } from '../stepgate.ts';
import { aProject, type Project } from './project-builder.ts';

const ROOT = resolve(__dirname, '../..');

const projects: Project[] = [];
const runtimes: RunningStepgate[] = [];

afterAll(async () => {
  await Promise.all(runtimes.map((running) => running.stop()));
  await Promise.all(projects.map((project) => project.remove()));
});

type Change = (text: string) => string;

/** Changes the first occurrence of a text behind another one. */
const replaced =
  (wanted: string, replacement: string, behind = ''): Change =>
  (text) => {
    const start = text.indexOf(wanted, text.indexOf(behind));
    if (!text.includes(behind) || start === -1) throw new Error(`no ${wanted} behind ${behind}`);
    return text.slice(0, start) + replacement + text.slice(start + wanted.length);
  };

/** A copy of the application with changes to its template. */
async function aCopy(...changes: readonly Change[]): Promise<Project> {
  const template = await readFile(resolve(ROOT, 'template.yaml'), 'utf8');
  const changed = changes.reduce((text, change) => change(text), template);
  const project = await aProject({ 'template.yaml': changed });
  projects.push(project);
  for (const name of ['swagger.yaml', 'statemachine', 'functions']) {
    await cp(resolve(ROOT, name), project.path(name), { recursive: true });
  }
  await symlink(resolve(ROOT, 'node_modules'), project.path('node_modules'), 'junction');
  return project;
}

async function start(...changes: readonly Change[]): Promise<RunningStepgate> {
  const { directory } = await aCopy(...changes);
  // The tasks are retried before they fail.
  const running = await startStepgate(['--time-scale', '0.01'], { cwd: directory });
  runtimes.push(running);
  return running;
}

describe('a copy of the application without some of its permissions', () => {
  let running: RunningStepgate;
  beforeAll(async () => {
    running = await start(
      replaced('states:StartExecution', 'states:StopExecution', '  ApiRole:'),
      replaced('HelloFunction.Arn', 'PetsFunction.Arn', '  HelloStateMachineRole:'),
      replaced('states:StartExecution', 'states:StopExecution', '  StartHelloFunctionRole:'),
      replaced('POST/choice', 'GET/choice', '  StartChoicePermission:'),
      replaced('/GET/pets/*', '/PUT/pets/*'),
    );
  });

  const post = (path: string, body: string): Promise<HttpResponse> =>
    sendHttpRequest(running.apiUrl, postRequest(path, body));

  /** Error and cause of the execution that a request starts. */
  async function failureOf(path: string, body: string): Promise<readonly (string | undefined)[]> {
    const { executionArn } = JSON.parse((await post(path, body)).body) as { executionArn: string };
    await running.printed(new RegExp(`${executionArn.split(':').at(-1)} FAILED`));
    const client = new SFNClient({
      endpoint: running.stepFunctionsUrl,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    const { error, cause } = await client.send(new DescribeExecutionCommand({ executionArn }));
    client.destroy();
    return [error, cause];
  }

  test("tells that the API's role may not start the execution", async () => {
    const response = await post('/execute', '{}');

    expect(response.statusCode).toBe(502);
    expect(JSON.parse(response.body)).toMatchObject({ code: 'BadGateway' });
    await running.printed(
      /POST \/execute 502 .*ApiRole\/\S+ is not authorized to perform: states:StartExecution on resource: \S+ExecuteStateMachine/,
    );
  });

  test("tells that the state machine's role may not invoke the function", async () => {
    const [error, cause] = await failureOf('/hello', '{}');

    expect(error).toBe('Lambda.AWSLambdaException');
    expect(cause).toMatch(
      /HelloStateMachineRole\/\w+ is not authorized to perform: lambda:InvokeFunction on resource: \S+HelloFunction.*Status Code: 403; Error Code: AccessDeniedException/,
    );
  });

  test("tells that the function's role may not start the execution", async () => {
    const response = await post('/hello/sdk', '{}');

    expect(response.statusCode).toBe(502);
    expect(JSON.parse(response.body)).toMatchObject({ code: 'AccessDenied' });
    await running.printed(
      /StartHelloFunctionRole\/StartHelloFunction is not authorized to perform: states:StartExecution/,
    );
  });

  test('tells that no permission lets API Gateway invoke the function', async () => {
    const response = await post('/choice', '{"Choice":"A"}');

    expect(response.statusCode).toBe(500);
    expect(JSON.parse(response.body)).toMatchObject({ code: 'API_CONFIGURATION_ERROR' });
    await running.printed(
      /POST \/choice 500 .*AWS::Lambda::Permission.*StartChoiceFunction.*POST\/choice/,
    );
  });

  test("tells that the state machine's role may not call a method of the pets API", async () => {
    const [error, cause] = await failureOf('/pets/workflow', '{"NewPet":{"type":"cat","price":1}}');

    expect(error).toBe('ApiGateway.403');
    expect(JSON.parse(cause ?? '')).toEqual({
      Message: expect.stringMatching(
        /PetsStateMachineRole\/\w+ is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:\*{8}9012:\w+\/dev\/GET\/pets\/2 because no identity-based policy allows/,
      ),
    });
  });
});

describe('a copy of the application without one of its ARNs', () => {
  test('tells the function that lacks it', async () => {
    const running = await start(
      replaced('          STATE_MACHINE_ARN: !Ref HelloStateMachine\n', ''),
    );

    const response = await sendHttpRequest(running.apiUrl, postRequest('/hello/sdk', '{}'));

    expect(response.statusCode).toBe(502);
    await running.printed(/The environment variable STATE_MACHINE_ARN is not set/);
  });

  test('refuses to start when the definition of a workflow lacks it', async () => {
    const { directory } = await aCopy(replaced('HelloFunctionArn: !GetAtt', 'OtherArn: !GetAtt'));

    const { exitCode, stderr } = await stepgate(['start', '--port', '0', '--sfn-port', '0'], {
      cwd: directory,
    });

    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/statemachine\/hello\.asl\.json:8:\d+ .*HelloFunctionArn/);
  });
});
