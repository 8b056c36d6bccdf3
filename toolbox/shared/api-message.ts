import type { Principal } from './principal.ts';

/** A request of an AWS API as its handler takes it. */
export interface ApiRequest {
  readonly method: string;
  /** With the query string. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
  /** Who signed it, when it is a function of this process. */
  readonly principal?: Principal;
}

export interface ApiResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
