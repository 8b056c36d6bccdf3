/**
 * `function`: what the code wrote, or why it cannot run; `platform`: the service's lines such as
 * START and REPORT.
 */
export type LogSource = 'function' | 'platform';

/** Takes one log event of a function; it may span lines. */
export type FunctionLog = (functionName: string, line: string, source: LogSource) => void;

/** The log of one environment. */
export interface EnvironmentLog {
  write(text: string, source: LogSource): void;
  /** The last 4 KB since the last call, in base64, as `LogType: Tail` returns them. */
  takeTail(): string;
}

const TAIL_BYTES = 4096;

export function environmentLog(functionName: string, log: FunctionLog): EnvironmentLog {
  let tail = '';
  return {
    write(text, source) {
      log(functionName, text, source);
      // A character is a byte at least, so that this keeps enough.
      tail = `${tail}${text}\n`.slice(-TAIL_BYTES);
    },
    takeTail() {
      const bytes = Buffer.from(tail, 'utf8');
      tail = '';
      return bytes.subarray(Math.max(0, bytes.length - TAIL_BYTES)).toString('base64');
    },
  };
}
