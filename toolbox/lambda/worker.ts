/**
 * The loop that runs inside a worker thread: one thread is one execution environment of a function.
 */
import { getHeapStatistics } from 'node:v8';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type {
  EnvironmentData,
  EnvironmentMessage,
  InvocationMessage,
  OutcomeMessage,
} from './environment-protocol.ts';
import { TASK_ROOT } from './placed-folder.ts';
import { type Call, callHandler } from './worker/call-handler.ts';
import { createLog, patchConsole, readLogLevel } from './worker/console.ts';
import { logTextOf, reportError, runtimeError } from './worker/function-error.ts';
import { checkHandlerSignature } from './worker/handler-signature.ts';
import { FIRST_MAJOR_WITHOUT_CALLBACKS, type Handler, loadHandler } from './worker/load-handler.ts';
import { reachLocalApis } from './worker/local-apis.ts';
import { resolveSyncHosts } from './worker/local-dns.ts';
import { resolveLayerImports } from './worker/local-imports.ts';
import { resolveLocalPaths } from './worker/local-paths.ts';
import { patchProcess } from './worker/process.ts';
import { redirectSdkV2 } from './worker/redirect-sdk-v2.ts';
import { refuseStreaming } from './worker/streaming.ts';

/** Bytes of a response: 6 MB and 100 bytes for what wraps it. */
const MAX_RESPONSE_BYTES = 6_291_556;

const { nodeMajor, wake, layers, apis, nodeOptions } = workerData as EnvironmentData;
const wakeFlag = new Int32Array(wake);
const reportsFatalErrors = nodeMajor < FIRST_MAJOR_WITHOUT_CALLBACKS;
const logFormat = process.env['AWS_LAMBDA_LOG_FORMAT'] === 'JSON' ? 'JSON' : 'Text';

let requestId = reportsFatalErrors ? undefined : '-';
let call: Call | undefined;

const log = createLog({
  format: logFormat,
  level: readLogLevel(process.env['AWS_LAMBDA_LOG_LEVEL']),
  requestId: () => requestId,
  write: (text) => send({ type: 'log', text }),
});

function send(message: EnvironmentMessage): void {
  parentPort?.postMessage(message);
}

function logError(prefix: string, thrown: unknown): void {
  if (logFormat === 'JSON') log('ERROR', thrown);
  else log('ERROR', `${prefix} \t${logTextOf(thrown)}`);
}

function errorMessage(thrown: unknown): OutcomeMessage {
  const report = reportError(thrown);
  return { type: 'error', payload: JSON.stringify(report), errorType: report.errorType };
}

/**
 * The outcome of the call that has just ended. It goes with the message that the thread is idle, as
 * each message wakes the other side; a thread that ends before that sends it alone.
 */
let outcome: OutcomeMessage | undefined;

function sendOutcome(): void {
  if (outcome !== undefined) send(outcome);
  outcome = undefined;
}

function endWith(prefix: string, thrown: unknown, exitCode: number): never {
  logError(prefix, thrown);
  outcome ??= errorMessage(thrown);
  process.exit(exitCode);
}

/**
 * Before nodejs24 the runtime reports what nobody caught; nodejs24 leaves it to Node, which ends
 * the process.
 */
function reportFatalErrors(): void {
  process.on('uncaughtException', (error) => endWith('Uncaught Exception', error, 129));
  process.on('unhandledRejection', (reason) => {
    const error = runtimeError('Runtime.UnhandledPromiseRejection', String(reason), reason);
    endWith('Unhandled Promise Rejection', Object.assign(error, { reason }), 128);
  });
}

/** Freezes the thread until the next invocation, and starts that. */
function awaitInvocation(handler: Handler): void {
  send({ type: 'idle', memoryBytes: memoryInUse(), ...(outcome && { outcome }) });
  outcome = undefined;
  Atomics.wait(wakeFlag, 0, 0);
  Atomics.store(wakeFlag, 0, 0);
  const received = parentPort === null ? undefined : receiveMessageOnPort(parentPort);
  if (received !== undefined) startCall(handler, received.message as InvocationMessage);
}

/** `process.memoryUsage` would also ask the system, which then looks at every thread of the process. */
function memoryInUse(): number {
  return getHeapStatistics().total_heap_size;
}

function startCall(handler: Handler, message: InvocationMessage): void {
  requestId = message.requestId;
  process.env['_X_AMZN_TRACE_ID'] = message.traceId;
  // What the call left to do in this turn still runs before the thread freezes, as it does on
  // Lambda.
  const finish = (): void => {
    call = undefined;
    setImmediate(awaitInvocation, handler);
  };
  call = callHandler(handler, nodeMajor, message, {
    succeed(result) {
      outcome = resultMessage(result);
      finish();
    },
    fail(error) {
      logError('Invoke Error', error);
      outcome = errorMessage(error);
      finish();
    },
  });
}

function resultMessage(result: unknown): OutcomeMessage {
  let payload: string;
  try {
    payload = JSON.stringify(result) ?? 'null';
  } catch {
    const errorType = reportsFatalErrors ? 'Error' : 'Runtime.JSONStringifyError';
    return errorMessage(runtimeError(errorType, 'Unable to stringify response body'));
  }
  return Buffer.byteLength(payload) <= MAX_RESPONSE_BYTES
    ? { type: 'result', payload }
    : tooLargeMessage();
}

function tooLargeMessage(): OutcomeMessage {
  const errorType = 'Function.ResponseSizeTooLarge';
  const text = `Response payload size exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`;
  return { type: 'error', payload: JSON.stringify({ errorMessage: text, errorType }), errorType };
}

async function initialize(): Promise<void> {
  const { LAMBDA_TASK_ROOT: taskRoot = '', _HANDLER: handlerString = '' } = process.env;
  if (nodeOptions !== undefined) process.env['NODE_OPTIONS'] = nodeOptions;
  patchConsole(log);
  patchProcess(taskRoot, (text) => send({ type: 'output', text }));
  resolveLocalPaths(taskRoot, [...layers, { path: TASK_ROOT, directory: taskRoot }]);
  if (layers.length > 0) resolveLayerImports(layers);
  resolveSyncHosts();
  if (apis.length > 0) reachLocalApis(apis);
  redirectSdkV2();
  refuseStreaming();
  if (reportsFatalErrors) reportFatalErrors();
  process.on('exit', sendOutcome);
  process.on('beforeExit', () => call?.loopIsEmpty());
  try {
    const handler = await loadHandler(taskRoot, handlerString, nodeMajor);
    checkHandlerSignature(handler, nodeMajor, log);
    awaitInvocation(handler);
  } catch (error) {
    endWith(reportsFatalErrors ? 'Uncaught Exception' : 'Init Error', error, 1);
  }
}

void initialize();
