import type { InvocationMessage } from '../environment-protocol.ts';
import { callbackContext, promiseContext } from './context.ts';
import { runtimeError } from './function-error.ts';
import { FIRST_MAJOR_WITHOUT_CALLBACKS, type Handler } from './load-handler.ts';

/** Takes the outcome of one call. */
export interface Answer {
  succeed(result: unknown): void;
  fail(error: unknown): void;
}

/**
 * A running call.
 *
 * `loopIsEmpty` is called when nothing is left that could end the call; without an answer then, the
 * process ends.
 */
export interface Call {
  loopIsEmpty(): void;
}

/** Only the first outcome counts. */
export function firstAnswer(answer: Answer): Answer {
  let isGiven = false;
  const once =
    <Argument>(give: (argument: Argument) => void) =>
    (argument: Argument): void => {
      if (isGiven) return;
      isGiven = true;
      give(argument);
    };
  return { succeed: once(answer.succeed), fail: once(answer.fail) };
}

/**
 * Calls a handler by the rules of the runtime's major version. The answer is given once or never.
 */
export function callHandler(
  handler: Handler,
  nodeMajor: number,
  message: InvocationMessage,
  answer: Answer,
): Call {
  const event: unknown = JSON.parse(message.payload);
  const once = firstAnswer(answer);
  return nodeMajor >= FIRST_MAJOR_WITHOUT_CALLBACKS
    ? callForResult(handler, event, message, once)
    : callWithCallback(handler, event, message, once);
}

/** What the handler returns is the result, a promise or not. */
function callForResult(
  handler: Handler,
  event: unknown,
  message: InvocationMessage,
  answer: Answer,
): Call {
  new Promise((resolve) => resolve(handler(event, promiseContext(message)))).then(
    answer.succeed,
    answer.fail,
  );
  return { loopIsEmpty: () => undefined };
}

/** A promise counts at once, a callback once the loop is empty, and a plain return value never. */
function callWithCallback(
  handler: Handler,
  event: unknown,
  message: InvocationMessage,
  answer: Answer,
): Call {
  let called: { readonly result: unknown } | undefined;
  const settle = (error: unknown, result: unknown): void => {
    if (error === undefined || error === null) answer.succeed(result);
    else answer.fail(error);
  };
  const context = {
    callbackWaitsForEmptyEventLoop: true,
    succeed: (result?: unknown) => answer.succeed(result),
    fail: (error?: unknown) => answer.fail(error ?? 'handled'),
    done: settle,
  };
  const callback = (error?: unknown, result?: unknown): void => {
    const hasFailed = error !== undefined && error !== null;
    if (hasFailed || !context.callbackWaitsForEmptyEventLoop) settle(error, result);
    else called ??= { result };
  };
  try {
    const returned = handler(event, callbackContext(message, context), callback);
    if (isThenable(returned)) returned.then(answer.succeed, answer.fail);
  } catch (error) {
    answer.fail(error);
  }
  return {
    loopIsEmpty() {
      if (called === undefined && isAsync(handler)) answer.fail(neverSettled());
      else answer.succeed(called?.result);
    },
  };
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === 'object' && value !== null && typeof Reflect.get(value, 'then') === 'function'
  );
}

export function isAsync(handler: Handler): boolean {
  return handler.constructor.name === 'AsyncFunction';
}

function neverSettled(): Error {
  return runtimeError(
    'Runtime.NodeJsExit',
    'The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes',
  );
}
