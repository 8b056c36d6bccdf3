import type { HeaderPair, Payload } from '../gateway.ts';
import type { MultiValues, ParameterValues } from '../parameter-values.ts';

/** What is sent to the integration. */
export interface IntegrationRequest {
  readonly body: Payload;
  readonly headers: MultiValues;
  readonly querystring: MultiValues;
  readonly path: ParameterValues;
}

/** What the integration answered. */
export interface EndpointResponse {
  readonly statusCode: number;
  readonly headers: readonly HeaderPair[];
  readonly body: Payload;
  /**
   * What selection patterns are matched against: the status, or a Lambda function's error message.
   */
  readonly selector: string;
  /** For the log only: why the service did not do what it was asked for. */
  readonly error?: string;
}

/** The response as the integration response maps it, or as the function of a proxy gives it. */
export interface InvocationResponse {
  readonly statusCode: number;
  /** Mapped headers; a name occurs twice when an override gives it a list. */
  readonly headers: readonly HeaderPair[];
  readonly body: Payload;
}

/**
 * Calls an integration.
 *
 * @param abandoned - aborted when nobody waits for the answer any more
 */
export type IntegrationCall<Context> = (
  context: Context,
  abandoned: () => AbortSignal,
) => EndpointResponse | Promise<EndpointResponse>;
