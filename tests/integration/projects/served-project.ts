import { resolve } from 'node:path';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { executionEnd } from '../../contract/executions.ts';
import { type RunningStepgate, startStepgate } from '../../stepgate.ts';

/** A project of `tests/projects` that is served. */
export interface ServedProject {
  /** URL of the first API. */
  readonly apiUrl: string;
  /** URL of an API by its logical id, where the template has several. */
  urlOf(logicalId: string): string | undefined;
  /** Starts an execution and tells how it ended. */
  run(stateMachineName: string, input: object): Promise<ExecutionEnd>;
  /** How an execution ended, once it has. */
  endOf(executionName: string, stateMachineName: string): Promise<ExecutionEnd>;
  close(): Promise<void>;
}

export interface ExecutionEnd {
  readonly status: string | undefined;
  readonly output: unknown;
  readonly error: string | undefined;
  readonly cause: string | undefined;
}

const STATES_ARN = 'arn:aws:states:us-east-1:123456789012';

export function projectPath(path: string): string {
  return resolve(__dirname, '../../projects', path);
}

/** @param template - its path below `tests/projects` */
export async function serveProject(
  template: string,
  args: readonly string[] = [],
): Promise<ServedProject> {
  const running = await startStepgate(['--template', projectPath(template), ...args]);
  const client = new SFNClient({
    region: 'us-east-1',
    endpoint: running.stepFunctionsUrl,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const endOf = async (executionArn: string): Promise<ExecutionEnd> => {
    const { status, output, error, cause } = await executionEnd(client, executionArn);
    return { status, output: output === undefined ? undefined : JSON.parse(output), error, cause };
  };
  return {
    apiUrl: running.apiUrl,
    urlOf: (logicalId) => apiUrlIn(running, logicalId),
    async run(stateMachineName, input) {
      const stateMachineArn = `${STATES_ARN}:stateMachine:${stateMachineName}`;
      const command = new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) });
      const { executionArn = '' } = await client.send(command);
      return endOf(executionArn);
    },
    endOf: (executionName, stateMachineName) =>
      endOf(`${STATES_ARN}:execution:${stateMachineName}:${executionName}`),
    async close() {
      client.destroy();
      await running.stop();
    },
  };
}

/** What is said of a project when it starts. */
export async function noticesOf(template: string, args: readonly string[] = []): Promise<string> {
  const running = await startStepgate(['--template', projectPath(template), ...args]);
  // Not before: standard error may be behind the ready line.
  await running.stop();
  return running.output.stderr + running.output.stdout;
}

function apiUrlIn({ output }: RunningStepgate, logicalId: string): string | undefined {
  return new RegExp(`^API ${logicalId}: (\\S+)$`, 'm').exec(output.stdout)?.[1];
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Calls an API; a body that is no text is sent as JSON. */
export async function call(
  url: string,
  method = 'GET',
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text && JSON.parse(text) };
}
