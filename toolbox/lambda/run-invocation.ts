import type { InvokeRequest, InvokeResult } from '../shared/function-invoker.ts';
import type { FunctionConfiguration } from '../template/model.ts';
import type { Environment, InvocationOutcome } from './environment.ts';
import type { EnvironmentSource, TakenEnvironment } from './environment-line.ts';
import type { InvocationMessage } from './environment-protocol.ts';
import type { Environments } from './environments.ts';
import { endLine, initReportLine, reportLine, startLine, timeoutLine } from './log-lines.ts';

export interface Invocation {
  readonly configuration: FunctionConfiguration;
  readonly version: string;
  readonly request: InvokeRequest;
  readonly message: Omit<InvocationMessage, 'deadlineMs'>;
}

/**
 * Runs one invocation in an environment of its function, and writes the log lines around it.
 *
 * @throws the reason of the request's signal
 */
export async function runInvocation(
  environments: Environments,
  source: EnvironmentSource,
  invocation: Invocation,
): Promise<InvokeResult> {
  const { request, message, version } = invocation;
  const taken = await environments.take(source, request.signal);
  request.onStarted?.();
  writeStart(taken, invocation);
  const startedAt = performance.now();
  const outcome = await endedBySignal(taken.environment, request.signal, () =>
    taken.environment.invoke(message),
  );
  writeReport(taken, invocation, outcome, performance.now() - startedAt);
  const logResult = taken.environment.log.takeTail();
  return {
    payload: outcome.payload,
    executedVersion: version,
    requestId: message.requestId,
    ...(outcome.status === 'success' ? {} : { functionError: 'Unhandled' }),
    ...(request.logType === 'Tail' ? { logResult } : {}),
  };
}

/** When the signal is aborted, ends the environment and the wait for it. */
async function endedBySignal<Result>(
  environment: Environment,
  signal: AbortSignal | undefined,
  run: () => Promise<Result>,
): Promise<Result> {
  if (signal === undefined) return run();
  let onAbort = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => {
      void environment.terminate();
      reject(signal.reason);
    };
  });
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([aborted, run()]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

function writeStart({ environment, failedInit }: TakenEnvironment, invocation: Invocation): void {
  const { message, version } = invocation;
  if (failedInit !== undefined) {
    const { durationMs, status, errorType } = failedInit;
    environment.log.write(initReportLine(durationMs, 'init', status, errorType), 'platform');
  }
  environment.log.write(startLine(message.requestId, version), 'platform');
}

function writeReport(
  { environment, isCold, failedInit }: TakenEnvironment,
  { configuration, message: { requestId } }: Invocation,
  outcome: InvocationOutcome,
  durationMs: number,
): void {
  const { log, initDurationMs, memoryBytes } = environment;
  const { memorySizeMb, timeoutSeconds } = configuration;
  const failure = outcome.status === 'success' ? undefined : outcome;
  if (failure !== undefined && failedInit !== undefined && initDurationMs === undefined) {
    const line = initReportLine(durationMs, 'invoke', failure.status, failure.errorType);
    log.write(line, 'platform');
  }
  if (outcome.status === 'timeout') {
    log.write(timeoutLine(requestId, timeoutSeconds, new Date()), 'platform');
  }
  log.write(endLine(requestId), 'platform');
  const report = reportLine({
    requestId,
    durationMs,
    memorySizeMb,
    maxMemoryUsedMb: Math.ceil(memoryBytes / 2 ** 20),
    status: outcome.status,
    ...(isCold && initDurationMs !== undefined ? { initDurationMs } : {}),
    ...(failure === undefined ? {} : { errorType: failure.errorType }),
  });
  log.write(report, 'platform');
}
