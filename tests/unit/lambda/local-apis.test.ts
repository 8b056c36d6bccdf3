import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { reachLocalApis } from '../../../toolbox/lambda/worker/local-apis.ts';

const ENDPOINT = 'abcde12345.execute-api.eu-west-1.amazonaws.com';

let server: Server;
let port: number;
const hosts: (string | undefined)[] = [];
const { connect } = tls;

beforeAll(async () => {
  server = createServer((request, response) => {
    hosts.push(request.headers.host);
    response.setHeader('Connection', 'close').end('plain');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
  reachLocalApis([{ hostname: '127.0.0.1', port, endpoint: ENDPOINT }]);
});

afterAll(() => {
  tls.connect = connect;
  server.close();
});

async function get(url: string): Promise<string> {
  const [response] = (await once(https.get(url), 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('reachLocalApis', () => {
  test.each([
    {
      name: 'its address',
      url: () => `https://127.0.0.1:${port}/dev`,
      host: () => `127.0.0.1:${port}`,
    },
    {
      name: 'localhost',
      url: () => `https://localhost:${port}/dev`,
      host: () => `localhost:${port}`,
    },
    { name: 'its endpoint on AWS', url: () => `https://${ENDPOINT}/dev`, host: () => ENDPOINT },
  ])('lets node:https reach an API by $name', async ({ url, host }) => {
    await expect(get(url())).resolves.toBe('plain');
    expect(hosts.at(-1)).toBe(host());
  });

  test('lets fetch reach an API', async () => {
    const response = await fetch(`https://127.0.0.1:${port}/dev`);

    await expect(response.text()).resolves.toBe('plain');
  });

  test.each([
    { host: '127.0.0.1', port: () => port + 1 },
    { host: '192.0.2.1', port: () => port },
    { host: ENDPOINT, port: () => 8443 },
    { host: `other.${ENDPOINT}`, port: () => 443 },
  ])('leaves $host and other ports to TLS', ({ host, port: wanted }) => {
    const socket = tls.connect({
      host,
      port: wanted(),
      lookup: (_name, _options, done) => done(new Error('no look-up'), '', 4),
    });
    socket.on('error', () => {});

    expect(socket).toBeInstanceOf(tls.TLSSocket);
    socket.destroy();
  });
});
