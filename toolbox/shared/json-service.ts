import type { Principal } from './principal.ts';

/** The answer of a service that speaks AWS JSON 1.0. */
export interface ServiceResponse {
  readonly statusCode: number;
  /** JSON text; of an error `{"__type": …, "message": …}`. */
  readonly body: string;
}

/**
 * Calls one operation of a service by its name (`StartExecution`) with the JSON text of its parameters. It never
 * throws and never rejects: an error is an answer.
 *
 * @param principal - who calls; without it nothing is asked of the template's roles
 * @param caller - aborted when the caller does not wait for the answer any more
 */
export type JsonService = (
  operation: string,
  body: string,
  principal?: Principal,
  caller?: AbortSignal,
) => ServiceResponse | Promise<ServiceResponse>;
