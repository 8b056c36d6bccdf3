import { isAsync } from './call-handler.ts';
import type { Log } from './console.ts';
import { runtimeError } from './function-error.ts';
import { FIRST_MAJOR_WITHOUT_CALLBACKS, type Handler } from './load-handler.ts';

/**
 * Judges a handler by its declared parameters: one that takes a callback is refused from nodejs24
 * on, and warned of before.
 *
 * @throws Error `Runtime.CallbackHandlerDeprecated`
 */
export function checkHandlerSignature(handler: Handler, nodeMajor: number, log: Log): void {
  if (handler.length < 3) return;
  if (nodeMajor >= FIRST_MAJOR_WITHOUT_CALLBACKS) {
    throw runtimeError(
      'Runtime.CallbackHandlerDeprecated',
      'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later.',
    );
  }
  const isWarned = process.env['AWS_LAMBDA_NODEJS_DISABLE_CALLBACK_WARNING'] !== undefined;
  if (handler.length === 3 && !isAsync(handler) && !isWarned) {
    log(
      'WARN',
      'This handler takes a callback, which nodejs24.x refuses: make it an async function.',
    );
  }
}
