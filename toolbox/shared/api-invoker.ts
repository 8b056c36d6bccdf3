import type { RolePrincipal } from './principal.ts';

/** An HTTP request that a service of this process sends to an API. */
export interface InvokeApiRequest {
  /** Host such as `a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com`. */
  readonly apiEndpoint: string;
  readonly method: string;
  /** Percent-encoded, with the stage: `/dev/pets/1`. */
  readonly rawPath: string;
  /** Percent-encoded, without the question mark; empty when there is none. */
  readonly rawQuery: string;
  /** A name may occur several times. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  /** The role whose credentials sign the request; undefined for one that is not signed. */
  readonly signer: RolePrincipal | undefined;
}

export interface InvokeApiResponse {
  readonly statusCode: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** Calls an API of the template; undefined when none has this endpoint. It never rejects. */
export type InvokeApi = (request: InvokeApiRequest) => Promise<InvokeApiResponse> | undefined;
