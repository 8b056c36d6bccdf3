import { runtimeError } from './function-error.ts';

/**
 * Local runtime: response streaming is not supported; a handler that is made for it fails by name
 * at init.
 */
export function refuseStreaming(): void {
  const streamifyResponse = (): never => {
    throw runtimeError(
      'Runtime.StreamingNotSupported',
      'The local runtime does not stream responses: awslambda.streamifyResponse cannot be used.',
    );
  };
  Object.assign(globalThis, { awslambda: { streamifyResponse } });
}
