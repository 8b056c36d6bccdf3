import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { executionEnd } from '../contract/executions.ts';
import { markdownCommands } from '../readme/markdown-commands.ts';
import { EXECUTION_ARN, openReader, type Reader } from '../readme/reader.ts';

const README = resolve(__dirname, '../../README.md');
const STATE_MACHINE_ARN = 'arn:aws:states:us-east-1:123456789012:stateMachine:ExecuteStateMachine';
const NOTE = 'it\'s "fine"';

/** Every command of the README, and what the text beside it says of its answer. */
const COMMANDS: readonly (readonly [command: string, check: (stdout: string) => unknown])[] = [
  [
    String.raw`curl -i -X POST http://127.0.0.1:3000/execute -H 'content-type: application/json' -d '{"note":"it'\''s \"fine\""}'`,
    async (stdout) => {
      const { headers } = await expectStarted(stdout, 200, { function: 'end' });
      expect(headers).toMatchObject({
        'access-control-allow-origin': 'http://localhost:3000',
        'access-control-allow-methods': expect.stringContaining('POST'),
        'access-control-allow-headers': expect.stringContaining('Content-Type'),
        'content-type': 'application/json',
      });
    },
  ],
  [
    `curl -i -X POST http://127.0.0.1:3000/execute -H 'content-type: application/json' -d @events/execute.json`,
    (stdout) => expectStarted(stdout, 200, { function: 'end' }),
  ],
  ['curl -i http://127.0.0.1:3000/hello', (stdout) => expectStarted(stdout, 200, { key: 'value' })],
  [
    `curl -i -X POST http://127.0.0.1:3000/hello -H 'content-type: application/json' -d @events/hello.json`,
    (stdout) => expectStarted(stdout, 200, { note: NOTE, key: 'value' }),
  ],
  [
    `curl -i -X POST http://127.0.0.1:3000/hello/sdk -H 'content-type: application/json' -d @events/hello.json`,
    (stdout) => expectStarted(stdout, 202, { note: NOTE, key: 'value' }),
  ],
  [
    `curl -i -X POST http://127.0.0.1:3000/choice -H 'content-type: application/json' -d @events/choice-a.json`,
    (stdout) => expectStarted(stdout, 202, expect.objectContaining({ Choice: 'A' })),
  ],
  [
    'aws lambda invoke --endpoint-url http://127.0.0.1:8083 --function-name StartChoiceFunction --payload fileb://events/choice-a.json response.json',
    async (stdout) => {
      const payload = await expectInvoked(stdout);
      await expectOutput(payload, expect.objectContaining({ Choice: 'A' }));
    },
  ],
  [
    `curl -i -X POST http://127.0.0.1:3000/pets/workflow -H 'content-type: application/json' -d @events/pets-workflow.json`,
    (stdout) => expectStarted(stdout, 200, { Pet: { id: 2, type: 'cat', price: 150.5 } }),
  ],
  [
    `curl -i -X POST https://<api-id>.execute-api.<region>.amazonaws.com/dev/execute -H 'content-type: application/json' -d '{"note":"hello"}' --aws-sigv4 'aws:amz:<region>:execute-api' --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" -H "x-amz-security-token: $AWS_SESSION_TOKEN"`,
    (stdout) => expectAnswer(stdout, 200),
  ],
  [
    'npx stepgate start --template path/to/template.yaml',
    (stdout) => expect(stdout).toMatch(/^Stepgate ready in \d+ ms: http:/m),
  ],
  [
    `aws stepfunctions list-executions --endpoint-url http://127.0.0.1:8083 --state-machine-arn ${STATE_MACHINE_ARN}`,
    (stdout) => {
      const { executions } = JSON.parse(stdout) as { executions: unknown };
      expect(executions).toContainEqual(expect.objectContaining({ executionArn: EXECUTION_ARN }));
    },
  ],
  [
    'aws stepfunctions get-execution-history --endpoint-url http://127.0.0.1:8083 --execution-arn <executionArn>',
    (stdout) =>
      expect(JSON.parse(stdout)).toMatchObject({
        events: expect.arrayContaining([expect.objectContaining({ type: 'ExecutionStarted' })]),
      }),
  ],
  [
    'aws lambda invoke --endpoint-url http://127.0.0.1:8083 --function-name StartFunction --payload fileb://events/start.json response.json',
    async (stdout) => expect(await expectInvoked(stdout)).toEqual({ function: 'start' }),
  ],
  [
    'npx stepgate start --mock-config MockConfigFile.json --time-scale 0',
    (stdout) => expect(stdout).toMatch(/^Stepgate ready in \d+ ms: http:/m),
  ],
  [
    'aws stepfunctions start-execution --endpoint-url http://127.0.0.1:8083 --state-machine-arn arn:aws:states:us-east-1:123456789012:stateMachine:HelloStateMachine#ThirdTime',
    (stdout) => expectOutput(JSON.parse(stdout), { greeting: 'hello' }),
  ],
  [
    `aws stepfunctions test-state --endpoint-url http://127.0.0.1:8083 --state-name Choose --definition file://statemachine/choice.asl.json --input '{"Choice":"B"}'`,
    (stdout) =>
      expect(JSON.parse(stdout)).toEqual({
        output: '{"Choice":"B"}',
        nextState: 'HowLong',
        status: 'SUCCEEDED',
      }),
  ],
  [
    'npx stepgate invoke StartFunction -e events/start.json',
    (stdout) => expect(JSON.parse(stdout)).toEqual({ function: 'start' }),
  ],
  [
    'npx stepgate render template.vtl --input request.json',
    (stdout) => expect(stdout).toBe('{"input": {"note":"fine"}}'),
  ],
  ['npx stepgate check', (stdout) => expect(stdout).toMatch(/^template\.yaml: no error in /)],
];

jest.setTimeout(60_000);

let reader: Reader;
beforeAll(async () => {
  reader = await openReader();
  await reader.stepFunctions.send(
    new StartExecutionCommand({ stateMachineArn: STATE_MACHINE_ARN, name: 'readme' }),
  );
});
afterAll(() => reader.close());

interface Answer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Takes what `curl -i` prints for an answer that tells of a new execution. */
function expectAnswer(stdout: string, statusCode: 200 | 202): Answer {
  const [head = '', text = ''] = stdout.split('\r\n\r\n');
  const [statusLine, ...lines] = head.split('\r\n');
  const headers = Object.fromEntries(
    lines
      .map((line) => line.split(': '))
      .map(([name = '', value = '']) => [name.toLowerCase(), value]),
  );
  const body: unknown = JSON.parse(text);
  expect({ statusLine, body }).toEqual({
    statusLine: expect.stringMatching(new RegExp(`^HTTP/1\\.1 ${statusCode} `)),
    body: {
      executionArn: expect.stringMatching(/^arn:aws:states:us-east-1:123456789012:execution:/),
      ...(statusCode === 200 && { startDate: expect.any(Number) }),
    },
  });
  return { headers, body };
}

async function expectStarted(stdout: string, statusCode: 200 | 202, output: unknown) {
  const answer = expectAnswer(stdout, statusCode);
  await expectOutput(answer.body, output);
  return answer;
}

/** Waits for the end of the execution that an answer tells of. */
async function expectOutput(answer: unknown, expected: unknown): Promise<void> {
  const { executionArn } = answer as { executionArn: string };
  const execution = await executionEnd(reader.stepFunctions, executionArn);
  const { status, cause, output = 'null' } = execution;
  expect({ status, cause, output: JSON.parse(output) }).toEqual({
    status: 'SUCCEEDED',
    output: expected,
  });
}

/** Takes what `aws lambda invoke` prints for a success and gives the payload in its file. */
async function expectInvoked(stdout: string): Promise<unknown> {
  expect(JSON.parse(stdout)).toEqual({ StatusCode: 200, ExecutedVersion: '$LATEST' });
  return JSON.parse(await readFile(join(reader.folder, 'response.json'), 'utf8'));
}

describe('the README', () => {
  test('has these commands', async () => {
    const commands = markdownCommands(await readFile(README, 'utf8'));

    expect(commands).toEqual(COMMANDS.map(([command]) => command));
  });

  test.each(COMMANDS)('says what this answers: %s', async (command, check) => {
    await check(await reader.run(command));
  });
});

describe('a command that fails', () => {
  test.each([
    'curl -i --nonsense http://127.0.0.1:3000/hello',
    'aws stepfunctions list-executions --endpoint-url http://127.0.0.1:8083 --nonsense 1',
    'npx stepgate check --nonsense',
  ])('tells why: %s', async (command) => {
    await expect(reader.run(command)).rejects.toThrow('nonsense');
  });
});

describe('markdownCommands', () => {
  test.each([
    {
      name: 'lines of shell blocks',
      markdown: '```sh\ncurl -i /a\naws b c\n```',
      commands: ['curl -i /a', 'aws b c'],
    },
    {
      name: 'a line with its continuation',
      markdown: '```sh\ncurl \\\n  /a\n```',
      commands: ['curl /a'],
    },
    {
      name: 'inline code, twice in a line',
      markdown: 'Try `curl /a` or `curl /b`.',
      commands: ['curl /a', 'curl /b'],
    },
    { name: 'none in other blocks', markdown: '```\ncurl /a\n```', commands: [] },
    { name: 'no program alone', markdown: '`npx stepgate`, `curl` and `aws`', commands: [] },
    { name: 'no other program', markdown: '```sh\nnpm test\n```\n`sam build`', commands: [] },
  ])('finds $name', ({ markdown, commands }) => {
    expect(markdownCommands(markdown)).toEqual(commands);
  });
});
