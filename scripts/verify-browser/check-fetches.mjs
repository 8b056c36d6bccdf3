import { isDeepStrictEqual } from 'node:util';
import { check } from '../shared/check.mjs';
import { startLocalRuntime } from '../shared/local-runtime.mjs';
import { hasExecution } from './has-execution.mjs';

/**
 * Serves an API and has pages fetch what they may read, and what the browser refuses to send or to
 * let them read.
 *
 * @param api - `argsFor` gives the arguments of `stepgate start` that allow an origin. Of the body
 * in `answered` the members that are told count; after what is `refused` there is no `execution` of
 * this name
 * @param pages - those of the allowed origin and of another one
 */
export async function checkFetches(api, { allowed, other }) {
  const { apiUrl, stepFunctionsUrl, close } = await startLocalRuntime(
    ...api.argsFor(allowed.origin),
  );
  for (const { title, path, init, ...expected } of api.answered) {
    await check(`${api.name}: a page ${title}`, async () => {
      const answer = await allowed.fetchJson(`${apiUrl}${path}`, init);
      if (!isExpected(answer, expected)) throw new Error(`got ${JSON.stringify(answer)}`);
    });
  }
  for (const { title, isAllowedOrigin, path, init, refusal, execution } of api.refused) {
    await check(`${api.name}: a page ${title}`, async () => {
      const page = isAllowedOrigin ? allowed : other;
      const answer = await page.fetchJson(`${apiUrl}${path}`, init);
      if (!refusal.test(answer.refusal)) throw new Error(`got ${JSON.stringify(answer)}`);
      if (execution === undefined) return;
      const isStarted = await hasExecution(stepFunctionsUrl, api.stateMachineName, execution);
      if (isStarted) throw new Error('it started an execution');
    });
  }
  await close();
}

function isExpected(answer, { status, contentType = 'application/json', body }) {
  return (
    answer.status === status &&
    answer.contentType === contentType &&
    Object.entries(body).every(([name, value]) => isDeepStrictEqual(answer.body[name], value))
  );
}
