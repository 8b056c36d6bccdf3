import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { LocalCredentials } from '../../shared/local-services.ts';
import type { HeaderPair } from '../gateway.ts';
import { allValues, queryPairs } from '../query-string.ts';
import type { BackendRequest } from './backend.ts';

interface SigningOptions {
  readonly credentials: LocalCredentials;
  readonly region: string;
  readonly service: string;
  /** Milliseconds since 1970. */
  readonly timeMs: number;
}

/** The headers of a request to S3 with its signature. */
export async function signedHeaders(
  { endpoint, method, headers, body }: Omit<BackendRequest, 'signal'>,
  { credentials, region, service, timeMs }: SigningOptions,
): Promise<readonly HeaderPair[]> {
  const { protocol, hostname, host, port } = new URL(endpoint.origin);
  const [path = '', query = ''] = endpoint.path.split('?', 2);
  const signer = new SignatureV4({
    credentials,
    region,
    service,
    sha256: Sha256,
    uriEscapePath: false,
  });
  const signed = await signer.sign(
    {
      protocol,
      hostname,
      ...(port === '' ? {} : { port: Number(port) }),
      method,
      path,
      query: allValues(queryPairs(query)),
      headers: { ...Object.fromEntries(headers), host },
      body,
    },
    { signingDate: new Date(timeMs) },
  );
  return Object.entries(signed.headers);
}

/** SHA-256 in the form that the signer asks for. */
class Sha256 {
  readonly #secret: Uint8Array | string | undefined;
  #hash: Hash | Hmac;

  constructor(secret?: Uint8Array | string | ArrayBuffer | ArrayBufferView) {
    this.#secret = secret === undefined || typeof secret === 'string' ? secret : bytesOf(secret);
    this.#hash = this.#started();
  }

  update(data: Uint8Array | string): void {
    this.#hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {
    this.#hash = this.#started();
  }

  #started(): Hash | Hmac {
    return this.#secret === undefined ? createHash('sha256') : createHmac('sha256', this.#secret);
  }
}

function bytesOf(data: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
