import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { startStepgate, stepgate } from '../stepgate.ts';
import { aProject, type Project } from './project-builder.ts';

const PASS = '{"StartAt":"Pass","States":{"Pass":{"Type":"Pass","End":true}}}';

const SWAGGER = `
openapi: 3.0.1
info: { title: Test, version: '1' }
paths:
  /ping:
    get:
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates:
          application/json: '{"statusCode": 200}'
        responses:
          default:
            statusCode: '200'
            responseTemplates:
              application/json: '{"pong": "$context.stage"}'
      responses:
        '200': { description: Fine. }
`;

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: { Type: String, Default: dev }
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: !Ref Stage
      DefinitionBody:
        Fn::Transform: { Name: AWS::Include, Parameters: { Location: swagger.yaml } }
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: machine.asl.json
`;

const BUSY_FUNCTION = `      DefinitionSubstitutions: { BusyFunctionArn: !GetAtt BusyFunction.Arn }
  BusyFunction:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      Timeout: 900
      InlineCode: |
        exports.handler = async () => { console.log('busy now'); for (;;); };
`;

const BUSY_MACHINE = JSON.stringify({
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      End: true,
      Branches: [
        { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 1000, End: true } } },
        {
          StartAt: 'Busy',
          States: { Busy: { Type: 'Task', Resource: '${BusyFunctionArn}', End: true } },
        },
      ],
    },
  },
});

const FUNCTION = `  Function:
    Type: AWS::Serverless::Function
    Metadata: { BuildMethod: esbuild, BuildProperties: { EntryPoints: [nowhere/app.ts] } }
    Properties:
      Runtime: nodejs24.x
      Handler: app.handler
      CodeUri: src
`;

const FILES = { 'template.yaml': TEMPLATE, 'swagger.yaml': SWAGGER, 'machine.asl.json': PASS };

const projects: Project[] = [];

async function project(files: Record<string, string> = {}): Promise<Project> {
  const made = await aProject({ ...FILES, ...files });
  projects.push(made);
  return made;
}

afterAll(async () => {
  await Promise.all(projects.map((made) => made.remove()));
});

describe('stepgate start', () => {
  test('prints routes with their curl lines and, last, the true ready line', async () => {
    const { directory } = await project();
    const running = await startStepgate([], { cwd: directory });

    const lines = running.output.stdout.trimEnd().split('\n');
    const pong = await fetch(`${running.apiUrl}/ping`);
    await running.stop();

    expect(await pong.json()).toEqual({ pong: 'dev' });
    expect(lines.slice(-3)).toEqual([
      `Step Functions endpoint: ${running.stepFunctionsUrl}`,
      `  curl -i -X GET '${running.apiUrl}/ping'`,
      expect.stringMatching(/^Stepgate ready in \d+ ms: http:\/\/127\.0\.0\.1:\d+$/),
    ]);
  });

  test('takes parameters as SAM CLI does', async () => {
    const { directory } = await project();
    const running = await startStepgate(['--parameter-overrides', 'Stage=prod'], {
      cwd: directory,
    });

    const pong = await fetch(`${running.apiUrl}/ping`);
    await running.stop();

    expect(await pong.json()).toEqual({ pong: 'prod' });
  });

  test('takes an empty AWS_REGION for none', async () => {
    const { directory } = await project();

    const { exitCode } = await stepgate(['check'], { cwd: directory, env: { AWS_REGION: '' } });

    expect(exitCode).toBe(0);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'ends with 0 within two seconds on %s, a busy function or not',
    async (signal) => {
      const { directory } = await project({
        'template.yaml': `${TEMPLATE}${BUSY_FUNCTION}`,
        'machine.asl.json': BUSY_MACHINE,
      });
      const running = await startStepgate([], { cwd: directory });
      const client = new SFNClient({
        region: 'us-east-1',
        endpoint: running.stepFunctionsUrl,
        credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      });
      await client.send(
        new StartExecutionCommand({
          stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:Machine',
        }),
      );

      await running.printed(/busy now/);
      const stoppedAt = performance.now();
      const exitCode = await running.stop(signal);
      client.destroy();

      expect(exitCode).toBe(0);
      expect(performance.now() - stoppedAt).toBeLessThan(2000);
    },
  );

  test.each(['--port', '--sfn-port'])(
    'ends with 3 when the port of %s is taken',
    async (option) => {
      const { directory } = await project();
      const squatter = createServer().listen(0, '127.0.0.1');
      await new Promise((resolve) => squatter.once('listening', resolve));
      const { port } = squatter.address() as AddressInfo;

      const free = option === '--port' ? '--sfn-port' : '--port';
      const result = await stepgate(['start', option, String(port), free, '0'], { cwd: directory });
      squatter.close();

      expect(result.exitCode).toBe(3);
      expect(result.stderr).toContain(`Port ${port} is in use`);
      expect(result.stderr).toContain(option);
    },
  );

  test.each([
    { name: 'an unknown option', args: ['--nonsense'] },
    { name: 'a port that is no number', args: ['--port', 'x'] },
    { name: 'an API that is not there', args: ['--api', 'Other'] },
    { name: 'an override without a value', args: ['--parameter-overrides', 'Stage'] },
    { name: 'a mock case without a configuration', args: ['--mock-case', 'x'] },
    { name: 'an address of another machine', args: ['--host', '192.0.2.1'] },
    { name: 'a host that nobody knows', args: ['--host', 'no-such-host.invalid'] },
  ])('ends with 2 for $name', async ({ args }) => {
    const { directory } = await project();

    const result = await stepgate(['start', ...args], { cwd: directory });

    expect(result.exitCode).toBe(2);
    expect(result.stderr).not.toBe('');
    expect(result.stderr).not.toContain('    at ');
  });

  test.each([
    {
      name: 'bad YAML',
      files: { 'template.yaml': 'Resources:\n  Api: [\n' },
      place: /^template\.yaml:\d+:\d+ /,
    },
    {
      name: 'a missing include',
      files: { 'template.yaml': TEMPLATE.replace('swagger.yaml', 'missing.yaml') },
      place: /^template\.yaml:10:\d+ .*missing\.yaml/,
    },
    {
      name: 'an unknown substitution',
      files: {
        'machine.asl.json': PASS.replace('"Pass","End"', '"Pass","Comment":"${Nothing}","End"'),
      },
      place: /^machine\.asl\.json:1:\d+ .*Nothing/,
    },
    {
      name: 'a Next to nowhere',
      files: { 'machine.asl.json': PASS.replace('"End":true', '"Next":"Nowhere"') },
      place: /^machine\.asl\.json:1:\d+ .*Nowhere/,
    },
    {
      name: 'a broken mapping template',
      files: {
        'swagger.yaml': SWAGGER.replace('{"pong": "$context.stage"}', '#if($x) {"pong": 1}'),
      },
      place: /^swagger\.yaml:15:34 /,
    },
    {
      name: 'a reference to nothing',
      files: { 'template.yaml': TEMPLATE.replace('!Ref Stage', '!Ref Nothing') },
      place: /^template\.yaml:8:\d+ .*Nothing/,
    },
    {
      name: 'a CodeUri without a folder',
      files: {
        'template.yaml': `${TEMPLATE}${FUNCTION.replace('CodeUri: src', 'CodeUri: nowhere/')}`,
      },
      place: /^template\.yaml:21:16 .*nowhere/,
    },
    {
      name: 'an entry point without a file',
      files: {
        'template.yaml': `${TEMPLATE}${FUNCTION}`,
        'src/app.ts': 'export const handler = async () => {};',
      },
      place: /^template\.yaml:17:72 .*nowhere\/app\.ts/,
    },
  ])('ends with 1 and the place for $name', async ({ files, place }) => {
    const { directory } = await project(files);

    const started = await stepgate(['start', '--port', '0', '--sfn-port', '0'], { cwd: directory });
    const checked = await stepgate(['check'], { cwd: directory });

    expect(started).toMatchObject({ exitCode: 1, stdout: '' });
    expect(started.stderr).toMatch(place);
    expect(checked).toMatchObject({ exitCode: 1, stderr: started.stderr });
  });

  test('tells all problems at once', async () => {
    const { directory } = await project({
      'machine.asl.json': PASS.replace('"End":true', '"Next":"Nowhere"'),
      'swagger.yaml': SWAGGER.replace('{"pong": "$context.stage"}', '#if($x) {"pong": 1}'),
      'template.yaml': TEMPLATE.replace('!Ref Stage', '!Ref Nothing'),
    });

    const { stderr } = await stepgate(['check'], { cwd: directory });

    expect(stderr).toContain('machine.asl.json:1:');
    expect(stderr).toContain('swagger.yaml:15:34');
    expect(stderr).toContain('template.yaml:8:');
  });
});
