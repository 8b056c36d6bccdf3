// Stands in for `npx` where the package is installed: `npx stepgate …` runs the bundled command.
import { fileURLToPath } from 'node:url';

const [node, , command, ...args] = process.argv;
if (command !== 'stepgate') throw new Error(`no command ${command}`);
const program = fileURLToPath(new URL('../../../dist/stepgate.mjs', import.meta.url));
process.argv = [node, program, ...args];
await import(program);
