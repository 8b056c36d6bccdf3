import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const PROGRAM = resolve(__dirname, '../dist/stepgate.mjs');

export interface CommandResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface CommandOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** The command elsewhere than in `dist/`. */
  readonly program?: string;
}

function spawnStepgate(
  args: readonly string[],
  { cwd, env, program = PROGRAM }: CommandOptions,
): ChildProcess {
  return spawn(process.execPath, [program, ...args], {
    cwd: cwd ?? resolve(__dirname, '..'),
    env: { ...process.env, ...env },
  });
}

/** Runs the bundled command to its end. */
export async function stepgate(
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const child = spawnStepgate(args, options);
  const output = collectOutput(child);
  child.stdin?.end(options.stdin ?? '');
  await once(child, 'close');
  return { exitCode: child.exitCode, ...output };
}

function collectOutput(child: ChildProcess): { stdout: string; stderr: string } {
  const output = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  return output;
}

export interface RunningStepgate {
  /** URL of the first API. */
  readonly apiUrl: string;
  readonly stepFunctionsUrl: string;
  readonly pid: number;
  /** What it has printed so far. */
  readonly output: { readonly stdout: string; readonly stderr: string };
  /** Resolves when standard output matches, rejects when the process ends before. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  /** Sends a signal and gives the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts `stepgate start` on free ports and waits for its ready line. */
export async function startStepgate(
  args: readonly string[] = [],
  options: CommandOptions = {},
): Promise<RunningStepgate> {
  const child = spawnStepgate(['start', '--port', '0', '--sfn-port', '0', ...args], options);
  const output = collectOutput(child);
  const closed = once(child, 'close');

  const printed = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((fulfil, reject) => {
      const look = (): void => {
        const match = pattern.exec(output.stdout);
        if (match !== null) {
          child.stdout?.off('data', look);
          fulfil(match);
        }
      };
      child.stdout?.on('data', look);
      void closed.then(() =>
        reject(
          new Error(`stepgate ended with ${child.exitCode}: ${output.stdout}${output.stderr}`),
        ),
      );
      look();
    });

  const [, apiUrl = ''] = await printed(/Stepgate ready in \d+ ms: (\S+)\n/);
  const [, stepFunctionsUrl = ''] = await printed(/Step Functions endpoint: (\S+)\n/);
  return {
    apiUrl,
    stepFunctionsUrl,
    pid: child.pid ?? 0,
    output,
    printed,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      await closed;
      return child.exitCode;
    },
  };
}
