import { isDeepStrictEqual } from 'node:util';
import { check } from '../shared/check.mjs';

/**
 * Has a page fetch what it may read.
 *
 * @param page - fetches a URL from the allowed origin
 */
export async function checkAnswered({ apiUrl, page }, fetches) {
  for (const { title, path, init, status, body } of fetches) {
    await check(`a page ${title}`, async () => {
      const answer = await page(`${apiUrl}${path}`, init);
      const isExpected =
        answer.status === status &&
        answer.contentType === 'application/json' &&
        Object.entries(body).every(([name, value]) => isDeepStrictEqual(answer.body[name], value));
      if (!isExpected) throw new Error(`got ${JSON.stringify(answer)}`);
    });
  }
}

/**
 * Has pages fetch what the browser refuses to send or to let them read.
 *
 * @param otherPage - fetches a URL from an origin that is not allowed
 * @param hasExecution - tells whether there is an execution of this name
 */
export async function checkRefused({ apiUrl, page, otherPage, hasExecution }, fetches) {
  for (const { title, isAllowedOrigin, path, init, refusal, key } of fetches) {
    await check(`a page ${title}`, async () => {
      const answer = await (isAllowedOrigin ? page : otherPage)(`${apiUrl}${path}`, init);
      if (!refusal.test(answer.refusal)) throw new Error(`got ${JSON.stringify(answer)}`);
      if (key !== undefined && (await hasExecution(key)))
        throw new Error('it started an execution');
    });
  }
}
