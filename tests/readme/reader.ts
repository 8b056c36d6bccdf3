import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { SFNClient } from '@aws-sdk/client-sfn';
import { startLocalRuntime } from '../local-runtime.ts';
import { fillIn } from './fill-in.ts';
import { cleanEnvironment, makeProgramFolder, runCommand } from './run-command.ts';

/** `real`: with the curl and the AWS CLI of the path; else with programs that need only Node.js. */
const STAND_INS = process.env['README_TOOLS'] === 'real' ? ['npx'] : ['curl', 'aws', 'npx'];

/** What the commands that ask for an execution are about. */
export const EXECUTION_ARN =
  'arn:aws:states:us-east-1:123456789012:execution:ExecuteStateMachine:readme';

const CREDENTIALS = {
  accessKeyId: 'AKIALOCAL',
  secretAccessKey: 'local-secret',
  sessionToken: 'local-token',
};

const AWS_VARIABLES = {
  AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
  AWS_SESSION_TOKEN: CREDENTIALS.sessionToken,
  // The AWS CLI reads the one or the other, by its version.
  AWS_REGION: 'us-east-1',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_DISABLE_HOST_PREFIX_INJECTION: 'true',
};

const READY = /Stepgate ready in \d+ ms: http:/;

const README = resolve(__dirname, '../../README.md');

/** The one JSON file that the README shows. */
function firstJson(markdown: string): string {
  return /^```json\n(?<block>[\s\S]*?)^```$/m.exec(markdown)?.groups?.['block'] ?? '';
}

/** Somebody who follows the README: has the application running, and a shell. */
export interface Reader {
  readonly stepFunctions: SFNClient;
  /** Holds `template.vtl`, `request.json` and `MockConfigFile.json`, and gets `response.json`. */
  readonly folder: string;
  /**
   * Runs a command of the README; one that serves ends when it is ready.
   *
   * @returns its standard output
   * @throws Error with what it printed when it fails
   */
  run(command: string): Promise<string>;
  close(): Promise<void>;
}

export async function openReader(): Promise<Reader> {
  const folder = await mkdtemp(join(tmpdir(), 'stepgate-readme-'));
  const environmentVariables = join(folder, 'env.json');
  const mockConfiguration = join(folder, 'MockConfigFile.json');
  // Nobody waits three seconds for each execution.
  await writeFile(environmentVariables, '{"Wait3000Function":{"WAIT_MS":"30"}}');
  await writeFile(mockConfiguration, firstJson(await readFile(README, 'utf8')));
  const [runtime, signedRuntime] = await Promise.all([
    startLocalRuntime(
      [
        ...['--env-vars', environmentVariables],
        ...['--mock-config', mockConfiguration, '--time-scale', '0'],
      ],
      AWS_VARIABLES,
    ),
    startLocalRuntime(['--enforce-auth'], AWS_VARIABLES),
    makeProgramFolder(join(folder, 'bin'), STAND_INS),
    writeFile(join(folder, 'template.vtl'), `{"input": $input.json('$')}`),
    writeFile(join(folder, 'request.json'), JSON.stringify({ body: '{"note":"fine"}' })),
  ]);
  const { apiUrl, stepFunctionsUrl } = runtime;
  const stepFunctions = new SFNClient({
    endpoint: stepFunctionsUrl,
    region: AWS_VARIABLES.AWS_REGION,
    credentials: CREDENTIALS,
  });
  const signedApiUrl = signedRuntime.apiUrl;
  const places = { apiUrl, signedApiUrl, stepFunctionsUrl, executionArn: EXECUTION_ARN, folder };
  const environment = cleanEnvironment(folder, join(folder, 'bin'), AWS_VARIABLES);
  return {
    stepFunctions,
    folder,
    run: (command) => runCommand(fillIn(command, places), environment, READY),
    async close() {
      stepFunctions.destroy();
      await Promise.all([runtime.close(), signedRuntime.close()]);
      await rm(folder, { recursive: true });
    },
  };
}
