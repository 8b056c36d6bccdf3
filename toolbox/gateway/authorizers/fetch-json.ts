import type { JsonValue } from '../../shared/json.ts';

/** Gives the JSON document of a URL; it rejects when there is none, or none in time. */
export type FetchJson = (url: string) => Promise<JsonValue>;

const TIMEOUT_MS = 1500;
const MAX_BYTES = 150_000;

/** Follows no redirection: only URLs that the template, or the issuer it names, gives are asked. */
export const fetchJson: FetchJson = async (url) => {
  const response = await fetch(url, {
    redirect: 'manual',
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`${url} answered with status ${response.status}`);
  }
  return JSON.parse(await limitedText(response, url));
};

async function limitedText({ body }: Response, url: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new Error(`${url} answered with more than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
