// What `npm pack` needs in `dist/`: the bundle, and the licences of the libraries that are in it.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';

const LIBRARY = /^node_modules\/(?:@[^/]+\/)?[^/]+/;
const LICENSE_FILE = /^licen[cs]e/i;

/** The notice of one library: its name and version, and its licence file. */
async function noticeOf(directory) {
  const { name, version, license } = JSON.parse(
    await readFile(join(directory, 'package.json'), 'utf8'),
  );
  const file = (await readdir(directory)).find((entry) => LICENSE_FILE.test(entry));
  const text =
    file === undefined ? `License: ${license}` : await readFile(join(directory, file), 'utf8');
  return `${name} ${version}\n\n${text.trim()}\n`;
}

const sources = await bundle();
const libraries = new Set(sources.flatMap((source) => LIBRARY.exec(source)?.[0] ?? []));
const notices = await Promise.all([...libraries].sort().map(noticeOf));
await writeFile('dist/THIRD-PARTY-LICENSES.txt', notices.join(`\n${'-'.repeat(80)}\n\n`));
