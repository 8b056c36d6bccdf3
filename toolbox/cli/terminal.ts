import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Where the commands print: whole lines, in the order they were given. */
export interface Terminal {
  /** A line on standard output. */
  line(text: string): void;
  /** A line on standard error. */
  error(text: string): void;
  /** The text in a style where standard output is a terminal, else plain. */
  style(style: Style, text: string): string;
  /** Writes what still waits. */
  flush(): void;
  /** Drops the lines that still come: what happens while everything is stopped is no news. */
  mute(): void;
}

/** How soon one write may follow the other. */
const PAUSE_MS = 25;

/**
 * The terminal of the process. Lines that come in short order are written together: a write for each line would cost
 * more than the request that it tells of.
 */
export function processTerminal(): Terminal {
  let waiting = '';
  let isMuted = false;
  let lastWriteMs = Number.NEGATIVE_INFINITY;
  const flush = (): void => {
    if (waiting === '') return;
    process.stdout.write(waiting);
    waiting = '';
    lastWriteMs = performance.now();
  };
  const flushSoon = (): void => {
    if (performance.now() - lastWriteMs < PAUSE_MS) setTimeout(flush, PAUSE_MS);
    else setImmediate(flush);
  };
  const hasColours = process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined;
  return {
    line(text) {
      if (isMuted) return;
      if (waiting === '') flushSoon();
      waiting += `${text}\n`;
    },
    error(text) {
      flush();
      process.stderr.write(`${text}\n`);
    },
    style: (style, text) => (hasColours ? styleText(style, text) : text),
    flush,
    mute() {
      flush();
      isMuted = true;
    },
  };
}
