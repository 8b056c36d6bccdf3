import { check } from '../shared/check.mjs';
import { startLocalRuntime } from '../shared/local-runtime.mjs';

const TEMPLATE = '--template=tests/projects/auction-room/template.yaml';
const BID = { action: 'bid', lot: 7, amount: 120 };
const VERDICT = '{"lot":7,"accepted":true}';

/** Serves a WebSocket API and has a page connect, send and receive. */
export async function checkWebSocket({ exchange }) {
  const { apiUrl, close } = await startLocalRuntime(TEMPLATE);
  const url = apiUrl.replace('http', 'ws');
  await check(
    'WebSocket API: a page is told by a workflow what became of its message',
    async () => {
      const told = await exchange(`${url}?paddle=1`, JSON.stringify(BID));
      if (told !== VERDICT) throw new Error(`got ${told}`);
    },
  );
  await check(
    'WebSocket API: a page that the $connect route refuses is not connected',
    async () => {
      const told = await exchange(url, JSON.stringify(BID));
      if (told !== 'closed with 1006') throw new Error(`got ${told}`);
    },
  );
  await close();
}
