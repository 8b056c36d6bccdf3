import { runtimeLog } from '../../../toolbox/cli/runtime-log.ts';
import type { Execution } from '../../../toolbox/sfn/execution.ts';
import type { RestApi } from '../../../toolbox/template/model.ts';

const API = {} as RestApi;
const FORGED = 'no such pet\n12:00:00 GET / 200\u001b[2J\u009b';
const SHOWN = 'no such pet\\x0a12:00:00 GET / 200\\x1b[2J\\x9b';

function printed(print: (log: ReturnType<typeof runtimeLog>) => void): readonly string[] {
  const lines: string[] = [];
  const terminal = {
    line: (text: string) => lines.push(text),
    error: (text: string) => lines.push(text),
    style: (_style: unknown, text: string) => text,
    flush() {},
    mute() {},
  };
  print(runtimeLog(terminal, { verbose: false }));
  return lines;
}

describe('runtimeLog', () => {
  test('shows control characters in the reason of a refusal by their codes', () => {
    const lines = printed((log) =>
      log.request(API, {
        method: 'GET',
        path: '/pets',
        status: 502,
        durationMs: 1,
        requestId: 'id',
        error: FORGED,
      }),
    );

    expect(lines).toEqual([expect.stringMatching(/GET \/pets 502 1 ms id /)]);
    expect(lines[0]).toContain(SHOWN);
  });

  test('shows control characters in a method that X-HTTP-Method-Override names by their codes', () => {
    const [line] = printed((log) =>
      log.request(API, {
        method: '\u009b2J',
        path: '/pets',
        status: 403,
        durationMs: 1,
        requestId: 'id',
      }),
    );

    expect(line).toContain('\\x9b2J /pets 403');
  });

  test('shows control characters in the failure of an execution by their codes', () => {
    const execution = {
      name: 'one',
      stateMachine: { name: 'Hello' },
      startDate: 0,
      stopDate: 1000,
      outcome: { status: 'FAILED', error: 'Oops', cause: FORGED },
    } as unknown as Execution;

    const [line] = printed((log) => log.executionEnded(execution));

    expect(line).toMatch(/Hello one FAILED after 1\.00 s Oops: /);
    expect(line).toContain(SHOWN);
  });
});
