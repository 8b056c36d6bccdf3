import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Why a server cannot listen where it was told to. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
  readonly port: number;
  readonly isPortTaken: boolean;

  constructor(host: string, port: number, cause: NodeJS.ErrnoException) {
    super(reasonOf(host, port, cause), { cause });
    this.port = port;
    this.isPortTaken = cause.code === 'EADDRINUSE';
  }
}

function reasonOf(host: string, port: number, { code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use.`;
    case 'EACCES':
      return `Port ${port} may not be opened by this user.`;
    case 'EADDRNOTAVAIL':
      return `${host} is no address of this machine.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host ${host} is not known.`;
    default:
      return `${host}:${port} cannot be listened on: ${message}`;
  }
}

/**
 * Starts listening and gives the URL of the server.
 *
 * @param port - 0 picks a free one
 * @throws ListenError
 */
export function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new ListenError(host, port, error));
    });
    server.listen(port, host, () => {
      const { address, family, port: bound } = server.address() as AddressInfo;
      resolve(`http://${family === 'IPv6' ? `[${address}]` : address}:${bound}`);
    });
  });
}

/** Stops listening and cuts every connection, also one that waits for an answer. */
export function stopListening(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
