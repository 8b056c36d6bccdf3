import type { RuntimeLog } from '../runtime-options.ts';
import { type Execution, statusOf } from '../sfn/execution.ts';
import type { Terminal } from './terminal.ts';

const STATUS_STYLES = {
  RUNNING: 'cyan',
  SUCCEEDED: 'green',
  FAILED: 'red',
  TIMED_OUT: 'red',
  ABORTED: 'yellow',
} as const;

/** Prints what the runtime does, a line for each event. */
export function runtimeLog(terminal: Terminal, { verbose }: { verbose: boolean }): RuntimeLog {
  const timeOfDay = clockFace();
  const line = (text: string): void => {
    terminal.line(`${terminal.style('dim', timeOfDay())} ${text}`);
  };
  const nameOf = ({ stateMachine, name }: Execution): string => `${stateMachine.name} ${name}`;
  return {
    request(_api, { method, path, status, durationMs, requestId, error }) {
      const style = status >= 500 ? 'red' : status >= 400 ? 'yellow' : 'green';
      const code = terminal.style(style, String(status));
      const reason = error === undefined ? '' : ` ${visible(error)}`;
      line(`${visible(method)} ${path} ${code} ${durationMs.toFixed(0)} ms ${requestId}${reason}`);
    },
    executionStarted(execution) {
      line(`${nameOf(execution)} ${terminal.style(STATUS_STYLES.RUNNING, 'started')}`);
    },
    executionEnded(execution) {
      const status = statusOf(execution);
      const { startDate, stopDate = startDate } = execution;
      const seconds = ((stopDate - startDate) / 1000).toFixed(2);
      const shown = terminal.style(STATUS_STYLES[status], status);
      line(`${nameOf(execution)} ${shown} after ${seconds} s${failureOf(execution)}`);
    },
    ...(verbose
      ? {
          transition(execution, { type, details }) {
            line(
              `${nameOf(execution)} ${terminal.style('dim', type)} ${details?.name ?? ''}`.trimEnd(),
            );
          },
        }
      : {}),
    functionOutput(functionName, text) {
      line(`${terminal.style('magenta', functionName)} ${text}`);
    },
    fault(error) {
      terminal.error(
        `stepgate: internal error: ${error instanceof Error ? error.stack : String(error)}`,
      );
    },
  };
}

/** What a line adds about an execution that came to a bad end. */
function failureOf({ outcome }: Execution): string {
  if (outcome === undefined || outcome.status === 'SUCCEEDED') return '';
  const texts = [outcome.error, outcome.cause].filter((text) => text !== undefined && text !== '');
  return texts.length === 0 ? '' : ` ${visible(texts.join(': '))}`;
}

const CONTROL_CHARACTERS = /\p{Cc}/gu;

/**
 * Shows control characters by their codes: messages hold what clients sent, and one line is to stay
 * one line.
 */
function visible(text: string): string {
  return text.replace(
    CONTROL_CHARACTERS,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

/** The time of day in UTC, as in the functions' own lines; made once a second. */
function clockFace(): () => string {
  let second = 0;
  let face = '';
  return () => {
    const now = Math.trunc(Date.now() / 1000);
    if (now !== second) {
      second = now;
      face = new Date(now * 1000).toISOString().slice(11, 19);
    }
    return face;
  };
}
