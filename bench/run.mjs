// Prints every figure of the project; each is measured against a reference in the same run.
import { bundle } from '../scripts/bundle.mjs';

await bundle();
await import('./start-up.mjs');
await import('./throughput.mjs');
await import('./workflow.mjs');
await import('./vtl.mjs');
await import('./interpreter.mjs');
await import('./memory.mjs');
