import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { type CommandResult, startStepgate, stepgate } from '../stepgate.ts';
import { aProject, type Project } from './project-builder.ts';

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: { StartAt: End, States: { End: { Type: Succeed } } }
`;

/** The command as it is installed, in a folder of its own. */
let installed: Project;

beforeEach(async () => {
  installed = await aProject({ 'template.yaml': TEMPLATE });
  await cp('dist', installed.path('dist'), {
    recursive: true,
    filter: (source) => !source.endsWith('.cache'),
  });
});

afterEach(() => installed.remove());

async function caches(): Promise<string[]> {
  return (await readdir(installed.path('dist'))).filter((name) => name.endsWith('.cache'));
}

/** @param args - of a command that reads the template */
function installedCommand(...args: string[]): [string[], { program: string }] {
  const program = installed.path('dist/stepgate.mjs');
  return [[...args, '--template', installed.path('template.yaml')], { program }];
}

async function start(): Promise<void> {
  const running = await startStepgate(...installedCommand());
  await running.stop();
}

function check(): Promise<CommandResult> {
  return stepgate(...installedCommand('check'));
}

describe('launching the command', () => {
  test('keeps what V8 has compiled for the next start', async () => {
    await start();

    // What one release has compiled makes another one crash.
    expect(await caches()).toEqual([expect.stringContaining(`.${process.version}-`)]);
    expect((await check()).stdout).toContain('no error');
  });

  test('makes a cache anew that is of no use', async () => {
    await start();
    const [cache = ''] = await caches();
    const path = installed.path(`dist/${cache}`);
    await writeFile(path, 'from another release of Node.js');

    expect((await check()).stdout).toContain('no error');
    await start();

    expect((await readFile(path)).length).toBeGreaterThan(1_000);
  });
});
