import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { render } from '../../../toolbox/cli/render.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'render-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function run(template: string, input: string, json = false) {
  const files = {
    template: path.join(folder, 'request.vtl'),
    input: path.join(folder, 'input.json'),
  };
  await writeFile(files.template, template);
  await writeFile(files.input, input);
  const printed = { stdout: '', stderr: '' };
  const exitCode = await render(
    { ...files, json },
    {
      stdout: (text) => {
        printed.stdout += text;
      },
      stderr: (text) => {
        printed.stderr += text.replaceAll(`${folder}${path.sep}`, '');
      },
    },
  );
  return { exitCode, ...printed };
}

describe('render', () => {
  test('prints the text and nothing else', async () => {
    const input = JSON.stringify({
      phase: 'request',
      body: '{"a": 1.0}',
      contentType: 'application/json',
      headers: { 'X-A': 'header' },
      querystring: { q: 'query' },
      path: { id: 'path' },
      context: { stage: 'dev' },
      stageVariables: { v: 'variable' },
    });
    const template =
      "$input.json('$.a') $input.params('X-A') $input.params('q') $input.params('id')" +
      ' $context.stage $stageVariables.v\n';

    expect(await run(template, input)).toEqual({
      exitCode: 0,
      stdout: '1.0 header query path dev variable\n',
      stderr: '',
    });
  });

  test('takes an input without anything', async () => {
    expect(await run('$input.body', '{}')).toMatchObject({ exitCode: 0, stdout: '{}' });
  });

  test('prints the overrides too with --json, with what was in the context before', async () => {
    const { exitCode, stdout } = await run(
      '#set($context.responseOverride.status = 1.50)$context.requestOverride.path.p',
      '{"context": {"requestOverride": {"path": {"p": "kept"}}}}',
      true,
    );

    expect(exitCode).toBe(0);
    expect(stdout).toContain('"status":1.5');
    expect(JSON.parse(stdout)).toEqual({
      text: 'kept',
      requestOverride: { header: {}, path: { p: 'kept' }, querystring: {} },
      responseOverride: { header: {}, status: 1.5 },
    });
  });

  test.each([
    ['a\n #if($x', '{}', /^request\.vtl:2:8 mapping-template found the end/],
    [
      "'ab'.$s\n$input.body.substring(9)",
      '{"body": "x"}',
      /^request\.vtl:2:12 mapping-template String/,
    ],
    ['x', '{\n  "body": oops}', /^input\.json:2:11 input the input has to be JSON/],
    ['x', '[]', /^input\.json:1:1 input the input has to be a JSON object/],
    ['x', '{"body": {}}', /"body" has to be the text of the body/],
    ['x', '{"headers": {"A": 1}}', /"headers\.A" has to be a string/],
    ['x', '{"context": []}', /"context" has to be an object/],
    ['x', '{"phase": "both"}', /expected "request" or "response"/],
  ])('exits with 1 and the place for %j with %j', async (template, input, message) => {
    const { exitCode, stdout, stderr } = await run(template, input);

    expect(exitCode).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
  });

  test('exits with 1 and the name of a file that cannot be read', async () => {
    const stderr: string[] = [];

    const exitCode = await render(
      { template: path.join(folder, 'missing.vtl'), input: 'x', json: false },
      { stdout: () => undefined, stderr: (text) => stderr.push(text) },
    );

    expect(exitCode).toBe(1);
    expect(stderr.join('')).toMatch(/missing\.vtl:1:1 input the file cannot be read/);
  });
});
