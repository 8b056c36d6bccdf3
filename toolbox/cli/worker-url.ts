/** The program of the worker threads; the bundle puts it beside the command. */
export const WORKER_URL = new URL('./lambda-worker.cjs', import.meta.url);
