const REFUSAL_TIMEOUT_MS = 5_000;

/** Opens the page of an origin. */
export async function openPage(browser, origin) {
  const page = await browser.newPage();
  let refusals = [];
  const isRefusal = (message) => message.text().includes('CORS policy');
  page.on('console', (message) => {
    if (isRefusal(message)) refusals.push(message);
  });
  await page.goto(origin);
  return {
    origin,

    /**
     * Has the page fetch a URL.
     *
     * @returns the status, the `Content-Type` and the JSON of the answer, or the word of the browser
     * why the page may not have it
     */
    async fetchJson(url, init) {
      refusals = [];
      const answer = await page.evaluate(fetchInPage, [url, init]);
      if (answer !== undefined) return answer;
      const waiting = { predicate: isRefusal, timeout: REFUSAL_TIMEOUT_MS };
      const refusal = refusals[0] ?? (await page.waitForEvent('console', waiting));
      return { refusal: refusal.text() };
    },

    /**
     * Has the page send one message over a WebSocket.
     *
     * @returns the first message that comes back, or with which code the connection was closed
     */
    exchange: (url, message) => page.evaluate(exchangeInPage, [url, message]),
  };
}

/** A page is told nothing of a refusal but that there is no answer. */
async function fetchInPage([url, init]) {
  try {
    const response = await fetch(url, init);
    const contentType = response.headers.get('content-type');
    return { status: response.status, contentType, body: await response.json() };
  } catch {
    return undefined;
  }
}

function exchangeInPage([url, message]) {
  return new Promise((resolve) => {
    const socket = new WebSocket(url);
    socket.onopen = () => socket.send(message);
    socket.onclose = ({ code }) => resolve(`closed with ${code}`);
    socket.onmessage = ({ data }) => {
      resolve(data);
      socket.close();
    };
  });
}
