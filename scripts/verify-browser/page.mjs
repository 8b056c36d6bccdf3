const REFUSAL_TIMEOUT_MS = 5_000;

/**
 * Opens the page of an origin.
 *
 * @returns a function that has the page fetch a URL; it gives the status, the `Content-Type` and
 * the JSON of the answer, or the word of the browser why the page may not have it
 */
export async function openPage(browser, origin) {
  const page = await browser.newPage();
  let refusals = [];
  const isRefusal = (message) => message.text().includes('CORS policy');
  page.on('console', (message) => {
    if (isRefusal(message)) refusals.push(message);
  });
  await page.goto(origin);
  return async (url, init) => {
    refusals = [];
    const answer = await page.evaluate(fetchJson, [url, init]);
    if (answer !== undefined) return answer;
    const waiting = { predicate: isRefusal, timeout: REFUSAL_TIMEOUT_MS };
    const refusal = refusals[0] ?? (await page.waitForEvent('console', waiting));
    return { refusal: refusal.text() };
  };
}

/** Runs in the page. A page is told nothing of a refusal but that there is no answer. */
async function fetchJson([url, init]) {
  try {
    const response = await fetch(url, init);
    const contentType = response.headers.get('content-type');
    return { status: response.status, contentType, body: await response.json() };
  } catch {
    return undefined;
  }
}
