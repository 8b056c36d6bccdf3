import { connect } from 'node:net';
import { aListeningLambda, aRoute, aWebSocketApi, serve } from './a-web-socket-api.ts';

const FIN_TEXT = 0x81;
const MASKED = 0x80;
const NO_MASK = [0, 0, 0, 0];

/** A text frame of a client, shorter than 126 bytes. */
function frameOf(text: string): Buffer {
  return Buffer.from([FIN_TEXT, MASKED | text.length, ...NO_MASK, ...Buffer.from(text)]);
}

describe('a message that comes in one packet with the handshake', () => {
  test('is served once the client is connected', async () => {
    const { lambda, events, called } = aListeningLambda();
    const api = await serve(aWebSocketApi({ routes: [aRoute('$default')] }), { lambda });
    const handshake = [
      'GET / HTTP/1.1',
      `Host: ${api.host}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      'Sec-WebSocket-Version: 13',
    ];
    const client = connect(Number(new URL(api.url).port), '127.0.0.1');
    client.write(Buffer.concat([Buffer.from(`${handshake.join('\r\n')}\r\n\r\n`), frameOf('hi')]));

    await called(1);

    expect(events()).toMatchObject([{ body: 'hi' }]);
    client.destroy();
    await api.stop();
  });
});
