// Bundles the toolbox (some milliseconds) and runs it in this process, so that a signal reaches it directly.
import { bundle } from './bundle.mjs';

await bundle();
await import('../dist/stepgate.mjs');
