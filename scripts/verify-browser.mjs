// Checks with a real browser what pages of other origins get from the application's API: what they may send and read
// when their origin is allowed, and that they are refused when it is not. Needs Chromium.
import { chromium } from 'playwright-core';
import { startLocalRuntime } from './shared/local-runtime.mjs';
import { checkAnswered, checkRefused } from './verify-browser/check-fetches.mjs';
import { findChromium } from './verify-browser/find-chromium.mjs';
import { hasExecution } from './verify-browser/has-execution.mjs';
import { openPage } from './verify-browser/page.mjs';
import { startPageServer } from './verify-browser/page-server.mjs';
import { ANSWERED, REFUSED } from './verify-browser/rest-api-fetches.mjs';

async function verify() {
  const executablePath = findChromium(process.env);
  const [allowed, other] = await Promise.all([startPageServer(), startPageServer()]);
  const runtime = await startLocalRuntime('--parameter-overrides', `CorsOrigin=${allowed.origin}`);
  const browser = await chromium.launch({ executablePath });
  const target = {
    apiUrl: runtime.apiUrl,
    page: await openPage(browser, allowed.origin),
    otherPage: await openPage(browser, other.origin),
    hasExecution: (name) => hasExecution(runtime.stepFunctionsUrl, name),
  };
  await checkAnswered(target, ANSWERED);
  await checkRefused(target, REFUSED);
  await browser.close();
  await runtime.close();
}

await verify().catch((error) => {
  console.error(`verify:browser: ${error.message}`);
  process.exitCode = 1;
});
// Whatever is still open: the browser and the runtime end with this process.
process.exit();
