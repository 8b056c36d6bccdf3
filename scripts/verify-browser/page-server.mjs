import { once } from 'node:events';
import { createServer } from 'node:http';

/** Serves an empty page on a free port, which makes an origin, until this process ends. */
export async function startPageServer() {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' });
    response.end('<!doctype html><title>A page</title>');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${server.address().port}`;
}
