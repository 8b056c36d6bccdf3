import type { RolePrincipal } from '../shared/principal.ts';

/** An HTTP request as the network delivered it. */
export interface GatewayRequest {
  readonly method: string;
  /** Percent-encoded, without the query. */
  readonly rawPath: string;
  /** Without the question mark; empty when there is none. */
  readonly rawQuery: string;
  /**
   * Names and values in turns, as `rawHeaders` of Node.js: nothing is merged, re-spelt or copied.
   */
  readonly headers: readonly string[];
  readonly body: Uint8Array;
  readonly sourceIp: string;
  /** Who sends it, when it comes from a service of this process and not from the network. */
  readonly sender?: InternalSender;
}

/** A service of this process, such as the state machine that runs `apigateway:invoke`. */
export interface InternalSender {
  /** The role whose credentials sign the request; undefined for one that is not signed. */
  readonly signer: RolePrincipal | undefined;
}

export interface GatewayResponse {
  readonly statusCode: number;
  readonly headers: readonly HeaderPair[];
  readonly body: Payload;
}

/** Answers a request; at once when nothing has to wait. It never throws and never rejects. */
export type Gateway = (request: GatewayRequest) => GatewayResponse | Promise<GatewayResponse>;

export type HeaderPair = readonly [name: string, value: string];

/** A body: text, or bytes that need not be text. */
export type Payload = string | Uint8Array;

/** What one line of the request log tells. It holds no header and no body. */
export interface RequestLogEntry {
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  readonly resourcePath?: string;
  readonly status: number;
  readonly integrationStatus?: number;
  readonly durationMs: number;
  /** Why the gateway itself answered with an error. */
  readonly error?: string;
}
