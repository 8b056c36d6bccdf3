import type { Credentials } from '../gateway/sigv4.ts';
import { type Runtime, startRuntime } from '../runtime.ts';
import { ListenError } from '../shared/listen.ts';
import type { Api } from '../template/model.ts';
import { callLines } from './call-lines.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { readOptionFiles } from './option-files.ts';
import { loadProject, type TemplateOptions } from './project.ts';
import { runtimeLog } from './runtime-log.ts';
import { processTerminal, type Terminal } from './terminal.ts';
import { WORKER_URL } from './worker-url.ts';

export interface StartOptions extends TemplateOptions {
  readonly port: number;
  readonly sfnPort: number;
  readonly host: string;
  readonly api?: string;
  readonly envVars?: string;
  readonly lambdaEndpoint?: URL;
  readonly mockConfig?: string;
  readonly mockCase?: string;
  readonly keep: number;
  readonly timeScale: number;
  readonly jwks?: string;
  readonly enforceAuth?: true;
  readonly enforceThrottling?: true;
  readonly verbose?: true;
}

/** What may still hold the process after everything was stopped gets this long. */
const EXIT_DELAY_MS = 300;

/** `stepgate start`: serves until SIGINT or SIGTERM. */
export async function start(options: StartOptions, onReady: () => void): Promise<number> {
  const terminal = processTerminal();
  const stopSignal = nextStopSignal();
  const template = loadProject(options, terminal);
  const files = readOptionFiles(options, terminal);
  if (template === undefined || files === undefined) return EXIT_CODES.wrongFiles;
  const usage = usageError(options, template.apis);
  if (usage !== undefined) {
    terminal.error(`stepgate: ${usage}`);
    return EXIT_CODES.wrongUsage;
  }

  let runtime: Runtime;
  try {
    runtime = await startRuntime({
      ...options,
      ...files,
      template,
      environment: process.env,
      workerUrl: WORKER_URL,
      ...(options.enforceAuth ? { credentials: ownCredentials() } : {}),
      enforceThrottling: options.enforceThrottling ?? false,
      log: runtimeLog(terminal, { verbose: options.verbose ?? false }),
    });
  } catch (error) {
    if (!(error instanceof ListenError)) throw error;
    const remedy = error.isPortTaken ? portRemedy(error.port, options) : 'See --host and --port.';
    terminal.error(`stepgate: ${error.message} ${remedy}`);
    return error.isPortTaken ? EXIT_CODES.portTaken : EXIT_CODES.wrongUsage;
  }
  announce(runtime, terminal);
  onReady();
  await stopSignal;
  terminal.mute();
  await runtime.close();
  // Whatever still holds the process: the contract is to be gone within two seconds.
  setTimeout(() => process.exit(EXIT_CODES.fine), EXIT_DELAY_MS).unref();
  return EXIT_CODES.fine;
}

/** Resolves at the first SIGINT or SIGTERM, also one that comes before the runtime is ready. */
function nextStopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

const LAST_PORT = 65_535;

/** What no file can mend: an option that names something which is not there. */
function usageError(
  { api, port, mockCase, mockConfig, enforceAuth }: StartOptions,
  apis: readonly Api[],
): string | undefined {
  if (api !== undefined && !apis.some(({ logicalId }) => logicalId === api)) {
    const known = apis.map(({ logicalId }) => logicalId).join(', ') || 'no API at all';
    return `--api ${api}: the template has ${known}.`;
  }
  if (port + apis.length - 1 > LAST_PORT) {
    return `--port ${port}: the ${apis.length} APIs of the template need as many ports up to ${LAST_PORT}.`;
  }
  if (mockCase !== undefined && mockConfig === undefined) {
    return '--mock-case needs the file of --mock-config.';
  }
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret } = process.env;
  if (enforceAuth && !(id && secret)) {
    return '--enforce-auth verifies signatures with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of its own environment: set both.';
  }
  return undefined;
}

/** The credentials that requests have to be signed with; `usageError` has seen that the keys are there. */
function ownCredentials(): Credentials {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  return {
    accessKeyId: AWS_ACCESS_KEY_ID ?? '',
    secretAccessKey: AWS_SECRET_ACCESS_KEY ?? '',
    ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
  };
}

function portRemedy(port: number, { port: apiPort, sfnPort }: StartOptions): string {
  const option = port === sfnPort && port !== apiPort ? '--sfn-port' : '--port';
  return `Stop what listens there, or choose another with ${option} (0 picks a free one).`;
}

/** The lines of the contract, in their order: the ready line is the last. */
function announce({ apis, stepFunctionsUrl, notices }: Runtime, terminal: Terminal): void {
  for (const notice of notices) terminal.line(notice);
  terminal.line(`Step Functions endpoint: ${stepFunctionsUrl}`);
  if (apis.length > 1) {
    for (const { api, url } of apis) terminal.line(`API ${api.logicalId}: ${url}`);
  }
  for (const { api, url } of apis) {
    for (const line of callLines(api, url)) terminal.line(`  ${line}`);
  }
  const [first] = apis;
  terminal.line(
    `Stepgate ready in ${performance.now().toFixed(0)} ms: ${first?.url ?? stepFunctionsUrl}`,
  );
  terminal.flush();
}
