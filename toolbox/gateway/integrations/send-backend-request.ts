import type { ClientRequest, IncomingMessage } from 'node:http';
import type { RequestOptions } from 'node:https';
import type { HeaderPair } from '../gateway.ts';
import {
  type BackendRequest,
  type BackendResponse,
  MAX_RESPONSE_BYTES,
  ResponseTooLargeError,
  type SendBackendRequest,
} from './backend.ts';

/** Unlike `fetch`, Node's client changes neither the path nor the headers nor the body. */
export const sendBackendRequest: SendBackendRequest = async (request) => {
  const { request: send } = request.endpoint.origin.startsWith('https:')
    ? await import('node:https')
    : await import('node:http');
  return exchange(send, request);
};

function exchange(
  send: (url: string, options: RequestOptions) => ClientRequest,
  { endpoint, method, headers, body, insecure = false, signal }: BackendRequest,
): Promise<BackendResponse> {
  return new Promise((resolve, reject) => {
    const request = send(endpoint.origin, {
      path: endpoint.path,
      method,
      headers: headerLists(headers),
      ...(insecure && { rejectUnauthorized: false }),
      signal,
    });
    request.on('error', reject);
    request.on('response', (response) => {
      collect(response).then(resolve, reject);
    });
    if (body.length > 0) request.setHeader('Content-Length', Buffer.byteLength(body));
    request.end(body);
  });
}

/** By name, in the spelling of its first occurrence; Node.js wants a `Host` as one text. */
function headerLists(headers: readonly HeaderPair[]): Record<string, string | string[]> {
  const lists = new Map<string, { name: string; values: string[] }>();
  for (const [name, value] of headers) {
    const list = lists.get(name.toLowerCase());
    if (list === undefined) lists.set(name.toLowerCase(), { name, values: [value] });
    else list.values.push(value);
  }
  return Object.fromEntries(
    [...lists.values()].map(({ name, values: [first = '', ...others] }) => [
      name,
      others.length === 0 ? first : [first, ...others],
    ]),
  );
}

async function collect(response: IncomingMessage): Promise<BackendResponse> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > MAX_RESPONSE_BYTES) throw new ResponseTooLargeError('the response is too large');
    chunks.push(chunk);
  }
  const { statusCode = 0, rawHeaders } = response;
  const headers: HeaderPair[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.push([rawHeaders[index] as string, rawHeaders[index + 1] as string]);
  }
  return { statusCode, headers, body: Buffer.concat(chunks) };
}
