import type { SFNClient } from '@aws-sdk/client-sfn';
import { SignatureV4 } from '@smithy/signature-v4';
import type { HttpRequest } from './http-request.ts';

export type RequestSigner = (apiUrl: string, request: HttpRequest) => Promise<HttpRequest>;

/** Signs requests to an API with the credentials and the region that the SDK finds. */
export function createRequestSigner({ config }: SFNClient): RequestSigner {
  const signer = new SignatureV4({
    service: 'execute-api',
    region: config.region,
    credentials: config.credentials,
    sha256: config.sha256,
  });
  return async (apiUrl, request) => {
    const { protocol, hostname, host, pathname, searchParams } = new URL(
      `${apiUrl}${request.path}`,
    );
    // The other headers stay out of the signature, so that their spelling stays as it is.
    const { headers } = await signer.sign({
      method: request.method,
      protocol,
      hostname,
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers: { host },
      body: request.body,
    });
    return { ...request, headers: { ...request.headers, ...headers } };
  };
}
