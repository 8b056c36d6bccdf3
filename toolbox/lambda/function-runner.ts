import { randomBytes } from 'node:crypto';
import { availableParallelism, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Clock } from '../shared/clock.ts';
import type { InvokeRequest, InvokeResult } from '../shared/function-invoker.ts';
import { messageOf } from '../shared/message-of.ts';
import { traceRoot } from '../shared/trace-root.ts';
import type { FunctionConfiguration } from '../template/model.ts';
import { buildFunction } from './build.ts';
import { ENVIRONMENT_BYTES, type EnvironmentSource } from './environment-line.ts';
import { Environments } from './environments.ts';
import { type EnvironmentSettings, startFunctionEnvironment } from './function-environment.ts';
import { type FunctionSource, functionSource } from './function-source.ts';
import { missingPackageNotice } from './missing-package.ts';
import type { TemplateFunction } from './resolve-function.ts';
import { runInvocation } from './run-invocation.ts';
import { buildFailed, concurrencyExceeded } from './service-errors.ts';

export interface FunctionRunnerOptions extends EnvironmentSettings {
  /** Builds go below it. */
  readonly projectDirectory: string;
  /** A function's own time is that of the machine; this is what passes around it. */
  readonly clock: Clock;
  /** What all environments together may take; by default enough for about 220 small ones. */
  readonly memoryBudgetBytes?: number;
}

export interface FunctionRunner {
  /**
   * @throws LambdaServiceError `TooManyRequestsException`, or the reason of the request's signal
   */
  run(called: TemplateFunction, request: InvokeRequest, requestId: string): Promise<InvokeResult>;
  close(): Promise<void>;
}

const DEFAULT_ENVIRONMENTS = 220;

/** Runs the functions of a template in environments on this machine. */
export function createFunctionRunner(options: FunctionRunnerOptions): FunctionRunner {
  const environments = new Environments({
    memoryBudgetBytes: options.memoryBudgetBytes ?? defaultMemoryBudgetBytes(),
    parallelCreations: availableParallelism(),
    now: () => performance.now(),
  });
  const sourceOf = functionSources(options, environments);
  const concurrency = concurrencyLimiter();

  async function runBuilt(
    called: TemplateFunction,
    request: InvokeRequest,
    requestId: string,
  ): Promise<InvokeResult> {
    const { configuration, version } = called;
    let source: EnvironmentSource;
    try {
      source = await sourceOf(called).current();
    } catch (error) {
      const message = messageOf(error);
      options.log(configuration.functionName, message, 'function');
      const { payload } = buildFailed(message);
      return { payload, functionError: 'Unhandled', executedVersion: version, requestId };
    }
    const message = invocationMessage(called, request, requestId);
    const invocation = { configuration, version, request, message };
    const result = await runInvocation(environments, source, invocation);
    if (result.functionError !== undefined) logMissingPackage(options, configuration, result);
    return result;
  }

  return {
    run: (called, request, requestId) =>
      concurrency(called.configuration, () => runBuilt(called, request, requestId)),
    close: () => environments.close(),
  };
}

/** Gives what a function's environments are made from. */
function functionSources(options: FunctionRunnerOptions, environments: Environments) {
  const folders = {
    projectDirectory: options.projectDirectory,
    runtimeDirectory: dirname(fileURLToPath(options.workerUrl)),
  };
  const sources = new Map<string, FunctionSource>();
  return ({ configuration, version }: TemplateFunction): FunctionSource => {
    const key = `${configuration.functionName}:${version}`;
    let source = sources.get(key);
    if (source === undefined) {
      source = functionSource({
        build: () => buildFunction(configuration, folders),
        start: (code, events) =>
          startFunctionEnvironment(configuration, version, code, options, events),
        onOutdated: (outdated) => environments.retire(outdated),
        now: options.clock.now,
      });
      sources.set(key, source);
    }
    return source;
  };
}

function logMissingPackage(
  { log }: FunctionRunnerOptions,
  configuration: FunctionConfiguration,
  { payload }: InvokeResult,
): void {
  const notice = missingPackageNotice(configuration, payload);
  if (notice !== undefined) log(configuration.functionName, notice, 'function');
}

function invocationMessage(
  { invokedFunctionArn, version }: TemplateFunction,
  { payload, clientContext }: InvokeRequest,
  requestId: string,
) {
  return {
    requestId,
    invokedFunctionArn,
    functionVersion: version,
    traceId: newTraceId(),
    payload: payload === '' ? '{}' : payload,
    ...(clientContext === undefined ? {} : { clientContext }),
  };
}

function newTraceId(): string {
  const random = randomBytes(20).toString('hex');
  return `${traceRoot(Date.now(), random.slice(0, 24))};Parent=${random.slice(24)};Sampled=0`;
}

/** Refuses invocations of a function beyond its `ReservedConcurrentExecutions`. */
function concurrencyLimiter() {
  const running = new Map<string, number>();
  return async <Result>(
    { functionName, reservedConcurrentExecutions: limit }: FunctionConfiguration,
    run: () => Promise<Result>,
  ): Promise<Result> => {
    if (limit === undefined) return run();
    const count = running.get(functionName) ?? 0;
    if (count >= limit) throw concurrencyExceeded();
    running.set(functionName, count + 1);
    try {
      return await run();
    } finally {
      running.set(functionName, (running.get(functionName) ?? 1) - 1);
    }
  };
}

/** On a small machine at most half of its memory. */
function defaultMemoryBudgetBytes(): number {
  return Math.min(DEFAULT_ENVIRONMENTS * ENVIRONMENT_BYTES, totalmem() / 2);
}
