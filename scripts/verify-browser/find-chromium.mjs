import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/**
 * Finds Chromium: the program that CHROMIUM_PATH names, else the first of its usual names on the
 * PATH.
 *
 * @throws Error when there is none, with how to install it
 */
export function findChromium({ CHROMIUM_PATH, PATH = '' }) {
  const folders = PATH.split(delimiter);
  const candidates = CHROMIUM_PATH
    ? [CHROMIUM_PATH]
    : NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const path = candidates.find(isExecutable);
  if (path !== undefined) return path;
  throw new Error(
    CHROMIUM_PATH
      ? `CHROMIUM_PATH is ${CHROMIUM_PATH}, which is no program`
      : `no Chromium on the PATH (${NAMES.join(', ')}). Install it, on Debian and Ubuntu with "apt-get install chromium", or set CHROMIUM_PATH to its program`,
  );
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
