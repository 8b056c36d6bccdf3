// Runs the test suite on the other supported releases of Node.js, from npm's `node` package.
import { spawnSync } from 'node:child_process';

const RELEASES = ['22', '24'];

let failed = false;
for (const release of RELEASES) {
  console.log(`Node.js ${release}`);
  const { status } = spawnSync(
    'npx',
    ['--yes', '-p', `node@${release}`, '--', 'node', 'scripts/test.mjs'],
    { stdio: 'inherit' },
  );
  failed ||= status !== 0;
}
process.exitCode = failed ? 1 : 0;
