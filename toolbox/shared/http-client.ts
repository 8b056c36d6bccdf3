/** A request to a server outside this process. */
export interface HttpRequest {
  readonly url: string;
  readonly method: string;
  /** A name may occur several times. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Undefined for a request without a body. */
  readonly body: string | undefined;
  readonly signal: AbortSignal;
}

export interface HttpResponse {
  readonly statusCode: number;
  readonly statusText: string;
  /** A name may occur several times. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** Sends a request and follows no redirection. It rejects when no answer comes. */
export type SendHttpRequest = (request: HttpRequest) => Promise<HttpResponse>;

export const sendHttpRequest: SendHttpRequest = async ({ url, method, headers, body, signal }) => {
  const response = await fetch(url, {
    method,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
    body: body ?? null,
    redirect: 'manual',
    signal,
  });
  return {
    statusCode: response.status,
    statusText: response.statusText,
    headers: [...response.headers],
    body: await response.text(),
  };
};
