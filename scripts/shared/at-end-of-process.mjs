/** Does something when this process ends, also by a signal; it must be synchronous. */
export function atEndOfProcess(action) {
  process.once('exit', action);
  // Unheard, a signal ends the process without the event.
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
}
