import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';

export interface HttpRequest {
  readonly method: string;
  /** Path and query behind the URL of the API. */
  readonly path: string;
  /** Sent in this spelling. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpResponse {
  readonly statusCode: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/**
 * Sends a request as it is: unlike `fetch` it keeps the spelling of header names and adds no header
 * but those of the connection and `Content-Length`.
 */
export function sendHttpRequest(apiUrl: string, request: HttpRequest): Promise<HttpResponse> {
  const url = new URL(`${apiUrl}${request.path}`);
  const { method, body } = request;
  const headers: OutgoingHttpHeaders = { ...request.headers };
  if (body !== undefined) headers['Content-Length'] = Buffer.byteLength(body);
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const outgoing = send(url, { method, headers }, (response) => {
      resolve(readResponse(response));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

async function readResponse(response: IncomingMessage): Promise<HttpResponse> {
  let body = '';
  for await (const chunk of response.setEncoding('utf8')) body += chunk;
  return { statusCode: response.statusCode ?? 0, headers: response.headers, body };
}
