import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface KeyServer {
  /** `http://127.0.0.1:<port>`, without a slash. */
  readonly url: string;
  /** The paths that were asked for. */
  readonly asked: string[];
  /** By path; a text is sent as it is, anything else as JSON; what is not here is a 404. */
  readonly documents: Record<string, unknown>;
  /** By path, where else to look. */
  readonly redirections: Record<string, string>;
  close(): Promise<void>;
}

/** A server of an issuer on this machine. */
export async function aKeyServer(): Promise<KeyServer> {
  const asked: string[] = [];
  const documents: Record<string, unknown> = {};
  const redirections: Record<string, string> = {};
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    const document = documents[url];
    const location = redirections[url];
    if (location !== undefined) response.setHeader('location', location);
    response.statusCode = location !== undefined ? 302 : document === undefined ? 404 : 200;
    response.end(typeof document === 'string' ? document : JSON.stringify(document ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    documents,
    redirections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
