import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { JsonObject, JsonValue } from '../../../toolbox/shared/json.ts';
import { JsonDocument } from '../../../toolbox/shared/json-document.ts';
import type { TaskInvoker } from '../../../toolbox/states/execution.ts';
import { StatesError } from '../../../toolbox/states/states-error.ts';
import { type SimulatedClock, simulatedClock } from '../../simulated-clock.ts';
import { eventLines, runToEnd, START_MS } from './a-run.ts';

/** What a task does at one attempt: `echo` returns its payload. */
interface Answer {
  readonly seconds?: number;
  readonly Return?: JsonValue;
  readonly Throw?: { readonly Error: string; readonly Cause: string };
  readonly echo?: true;
}

interface Case {
  /** The document that the expected values come from. */
  readonly source: string;
  readonly definition: JsonObject;
  readonly input: JsonValue;
  /** By state name, one answer for each attempt. */
  readonly tasks?: Readonly<Record<string, readonly Answer[]>>;
  readonly output?: JsonValue;
  readonly status?: 'TIMED_OUT';
  /** Null: the execution fails without one. */
  readonly error?: string | null;
  readonly cause?: string | null;
  readonly durationSeconds?: number;
  /** `id<previousEventId type` of each event. */
  readonly history?: readonly string[];
}

const CASES = path.join(__dirname, '../../cases/asl');

const cases = readdirSync(CASES, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => ({
    name: file.slice(0, -'.json'.length),
    ...(JSON.parse(readFileSync(path.join(CASES, file), 'utf8')) as Case),
  }));

function answering(tasks: Case['tasks'], clock: SimulatedClock): TaskInvoker {
  const attempts = new Map<string, number>();
  return async ({ stateName, payload, signal, onStarted }) => {
    const attempt = attempts.get(stateName) ?? 0;
    attempts.set(stateName, attempt + 1);
    onStarted();
    const answer = tasks?.[stateName]?.[attempt];
    if (answer === undefined) throw new Error(`The case has no answer for ${stateName}`);
    await clock.sleep((answer.seconds ?? 0) * 1000, signal);
    if (answer.Throw !== undefined) {
      throw new StatesError(answer.Throw.Error, answer.Throw.Cause);
    }
    return answer.echo ? payload : JsonDocument.fromValue(answer.Return ?? null);
  };
}

function expectedOutcome({ output, status, error, cause }: Case): unknown {
  if (output !== undefined) return { status: 'SUCCEEDED', output };
  if (status !== undefined) return { status };
  return {
    status: 'FAILED',
    ...(error === null ? {} : { error }),
    ...(cause === null ? {} : { cause: cause ?? expect.any(String) }),
  };
}

describe('runStateMachine', () => {
  test.each(cases)('$name', async (aCase) => {
    const clock = simulatedClock(START_MS);

    const { outcome, events, durationMs } = await runToEnd(aCase.definition, {
      inputText: JSON.stringify(aCase.input),
      invokeTask: answering(aCase.tasks, clock),
      clock,
    });

    const actual =
      outcome.status === 'SUCCEEDED' ? { ...outcome, output: outcome.output.value } : outcome;
    expect(actual).toEqual(expectedOutcome(aCase));
    if (aCase.durationSeconds !== undefined) expect(durationMs / 1000).toBe(aCase.durationSeconds);
    if (aCase.history !== undefined) expect(eventLines(events)).toEqual(aCase.history);
  });
});
