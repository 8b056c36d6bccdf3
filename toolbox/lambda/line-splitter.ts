export interface LineSplitter {
  write(text: string): void;
  /** Gives what stands after the last line break. */
  flush(): void;
}

/** Cuts a stream of text into lines. */
export function lineSplitter(onLine: (line: string) => void): LineSplitter {
  let rest = '';
  return {
    write(text) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line);
    },
    flush() {
      if (rest !== '') onLine(rest);
      rest = '';
    },
  };
}
