import { randomUUID } from 'node:crypto';
import type { InvokeFunction, InvokeRequest, InvokeResult } from '../shared/function-invoker.ts';
import type { Authorize } from '../shared/principal.ts';
import type { Problem } from '../shared/problem.ts';
import type { FunctionConfiguration } from '../template/model.ts';
import { checkPayload } from './check-payload.ts';
import { deliverEvent } from './event-invocation.ts';
import { createFunctionRunner, type FunctionRunnerOptions } from './function-runner.ts';
import { hostNodeMajor } from './node-runtime.ts';
import { invokeRemote } from './remote-function.ts';
import { resolveFunction, type TemplateFunction } from './resolve-function.ts';
import { accessDenied, notRunnable } from './service-errors.ts';
import { type FunctionUse, unknownFunctions } from './unknown-functions.ts';
import { functionProblems, reasonNotToRun } from './unsupported.ts';

export interface LambdaServiceOptions extends FunctionRunnerOptions {
  readonly functions: readonly FunctionConfiguration[];
  /**
   * URL of another Lambda endpoint, for functions that cannot run here or are not in the template.
   */
  readonly lambdaEndpoint?: string;
  /** Asked before a caller that has a principal reaches a function of the template. */
  readonly authorize?: Authorize;
}

/** The Lambda service of one template. */
export interface LambdaService {
  readonly invoke: InvokeFunction;
  /**
   * What the developer should know before functions run.
   *
   * @param uses - where the template calls functions
   */
  problems(uses?: readonly FunctionUse[]): Problem[];
  /** Ends all environments, busy ones too. */
  close(): Promise<void>;
}

export function createLambdaService(options: LambdaServiceOptions): LambdaService {
  const { functions, identity, lambdaEndpoint } = options;
  const functionsByName = new Map(functions.map((one) => [one.functionName, one]));
  const runner = createFunctionRunner(options);
  const stop = new AbortController();

  function runByType(called: TemplateFunction, request: InvokeRequest): Promise<InvokeResult> {
    const requestId = randomUUID();
    const answered = { payload: '', executedVersion: called.version, requestId };
    switch (request.invocationType) {
      case 'DryRun':
        return Promise.resolve(answered);
      case 'Event':
        deliver(called, request, requestId);
        return Promise.resolve(answered);
      default:
        return runner.run(called, request, requestId);
    }
  }

  function deliver(called: TemplateFunction, request: InvokeRequest, requestId: string): void {
    // Who sent the event does not wait for it: the caller's signal does not end it.
    const event = { functionName: request.functionName, payload: request.payload };
    const attempt = (): Promise<InvokeResult> => runner.run(called, event, requestId);
    deliverEvent(attempt, options.clock, stop.signal).catch((error: unknown) => {
      if (stop.signal.aborted) return;
      const line = `Event ${requestId} is dropped: ${String(error)}`;
      options.log(called.configuration.functionName, line, 'function');
    });
  }

  /** @throws LambdaServiceError */
  function checkAccess({ invokedFunctionArn }: TemplateFunction, { principal }: InvokeRequest) {
    if (principal === undefined) return;
    const reason = options.authorize?.(principal, 'lambda:InvokeFunction', invokedFunctionArn);
    if (reason !== undefined) throw accessDenied(reason);
  }

  async function invoke(request: InvokeRequest): Promise<InvokeResult> {
    request.signal?.throwIfAborted();
    const { functionName, qualifier } = request;
    const called = resolveFunction(functionName, qualifier, functionsByName, identity);
    if (called.kind === 'template') checkAccess(called, request);
    checkPayload(request);
    if (called.kind === 'unknown') {
      if (lambdaEndpoint === undefined) throw called.notFound;
      return invokeRemote(lambdaEndpoint, called.name, request);
    }
    const reason = reasonNotToRun(called.configuration);
    if (reason === undefined) return runByType(called, request);
    const name = called.configuration.functionName;
    if (lambdaEndpoint === undefined) throw notRunnable(name, reason);
    return invokeRemote(lambdaEndpoint, name, request);
  }

  return {
    invoke,
    problems: (uses = []) => [
      ...(lambdaEndpoint === undefined ? unknownFunctions(uses, functions, identity) : []),
      ...functionProblems(functions, hostNodeMajor(), lambdaEndpoint),
    ],
    async close() {
      stop.abort();
      await runner.close();
    },
  };
}
