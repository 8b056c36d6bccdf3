// Checks with a real browser what pages of other origins get from the APIs: what they may send and read when their
// origin is allowed, and that they are refused when it is not. Needs Chromium.
import { chromium } from 'playwright-core';
import { checkFetches } from './verify-browser/check-fetches.mjs';
import { checkWebSocket } from './verify-browser/check-web-socket.mjs';
import { findChromium } from './verify-browser/find-chromium.mjs';
import { HTTP_API } from './verify-browser/http-api.mjs';
import { openPage } from './verify-browser/page.mjs';
import { startPageServer } from './verify-browser/page-server.mjs';
import { REST_API } from './verify-browser/rest-api.mjs';

async function verify() {
  const executablePath = findChromium(process.env);
  const origins = await Promise.all([startPageServer(), startPageServer()]);
  const browser = await chromium.launch({ executablePath });
  const [allowed, other] = await Promise.all(origins.map((origin) => openPage(browser, origin)));
  await checkFetches(REST_API, { allowed, other });
  await checkFetches(HTTP_API, { allowed, other });
  await checkWebSocket(allowed);
  await browser.close();
}

await verify().catch((error) => {
  console.error(`verify:browser: ${error.message}`);
  process.exitCode = 1;
});
// Whatever is still open: the browser and the runtime end with this process.
process.exit();
