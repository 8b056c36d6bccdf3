import type { Principal } from './principal.ts';

/** What a caller of a function asks for: the Invoke operation of the Lambda API. */
export interface InvokeRequest {
  /** Name, partial ARN or ARN, with or without a qualifier. */
  readonly functionName: string;
  readonly qualifier?: string;
  /** JSON text of the event; an empty text arrives as `{}`. */
  readonly payload: string;
  /** Base64 of JSON text. */
  readonly clientContext?: string;
  /** `Event`: answers at once with an empty payload; `DryRun`: runs nothing. By default waits for the answer. */
  readonly invocationType?: 'RequestResponse' | 'Event' | 'DryRun';
  readonly logType?: 'None' | 'Tail';
  /** Ends the invocation: the environment is thrown away and the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called when an environment has taken the invocation. Waiting in line before that counts towards no time-out. */
  readonly onStarted?: () => void;
  /** Who calls; without it nothing is asked of the template's roles and permissions. */
  readonly principal?: Principal;
}

export interface InvokeResult {
  /** JSON text that the handler gave, or of the error when `functionError` is set. */
  readonly payload: string;
  readonly functionError?: 'Unhandled';
  readonly executedVersion: string;
  readonly requestId: string;
  /** Base64 of the last 4 KB of log, when asked for. */
  readonly logResult?: string;
}

/**
 * Invokes a function and waits for its answer.
 *
 * @throws LambdaServiceError when the service refuses the call (unknown function, payload too
 * large, not allowed)
 */
export type InvokeFunction = (request: InvokeRequest) => Promise<InvokeResult>;

/** An error of the Lambda service itself, not of the function's code. */
export class LambdaServiceError extends Error {
  override readonly name = 'LambdaServiceError';
  /** The error's name in the Invoke reference, such as `ResourceNotFoundException`. */
  readonly code: string;
  readonly statusCode: number;

  constructor(code: string, statusCode: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.statusCode = statusCode;
  }
}
