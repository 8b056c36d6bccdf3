import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const TESTS = resolve(__dirname, '../..');

/** What a title follows that belongs to a test which is run: `test.skip(` does not end so. */
const TEST_CALL = /(?:\btest|\))\(\s*$/;

/**
 * Whether a file below tests/ has a test of this title, as it is written there.
 *
 * @param file - one of tests/cases is a test itself
 */
export function holdsTest(file: string, title: string | undefined): boolean {
  const path = join(TESTS, file);
  if (!existsSync(path)) return false;
  if (title === undefined) return file.startsWith('cases/') && file.endsWith('.json');
  const source = readFileSync(path, 'utf8');
  return ["'", '"', '`'].some((quote) =>
    source
      .split(`${quote}${title}${quote}`)
      .slice(0, -1)
      .some((before) => TEST_CALL.test(before)),
  );
}
