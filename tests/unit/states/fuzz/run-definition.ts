import fc from 'fast-check';
import type { JsonValue } from '../../../../toolbox/shared/json.ts';
import { JsonDocument } from '../../../../toolbox/shared/json-document.ts';
import { parseJson } from '../../../../toolbox/shared/parse-json.ts';
import type { TaskInvoker } from '../../../../toolbox/states/execution.ts';
import { StatesError } from '../../../../toolbox/states/states-error.ts';
import { type SimulatedClock, simulatedClock } from '../../../simulated-clock.ts';
import { type FinishedRun, runToEnd, START_MS } from '../a-run.ts';
import { recordedMapRuns } from '../map-runs.ts';
import { arbitraryDocumentText, arbitraryJson } from './arbitrary-json.ts';

/** What a task does at one attempt. */
type Answer =
  | { readonly kind: 'never'; readonly isTaken: boolean }
  | { readonly kind: 'result'; readonly seconds: number; readonly value: JsonValue }
  | { readonly kind: 'echo'; readonly seconds: number }
  | { readonly kind: 'error'; readonly seconds: number; readonly error: string };

const seconds = fc.constantFrom(0, 0, 0.25, 10, 100);

const answer: fc.Arbitrary<Answer> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('never'), isTaken: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('result'), seconds, value: arbitraryJson }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('echo'), seconds }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('error'),
      seconds,
      error: fc.constantFrom('Custom', 'States.TaskFailed', 'Lambda.Unknown', 'States.Runtime', ''),
    }),
  },
);

/** What an execution meets besides its definition. */
export interface Surroundings {
  readonly inputText: string;
  /** Taken in turn. */
  readonly answers: readonly Answer[];
  readonly eventLimit: number;
}

export const arbitrarySurroundings: fc.Arbitrary<Surroundings> = fc.record({
  inputText: arbitraryDocumentText,
  answers: fc.array(answer, { minLength: 1, maxLength: 6 }),
  eventLimit: fc.oneof(
    { weight: 30, arbitrary: fc.constant(400) },
    { weight: 1, arbitrary: fc.constant(25_000) },
  ),
});

const MAX_STANDARD_SECONDS = 365 * 24 * 3_600;
/** Loops that record nothing end here. */
const MAX_SLEEPS = 3_000;

/** Runs a definition as its JSON text says it. */
export async function runDefinition(
  definitionText: string,
  { inputText, answers, eventLimit }: Surroundings,
): Promise<FinishedRun> {
  const stop = new AbortController();
  const clock = boundedClock(stop);
  const invokeTask = answering(answers, clock);
  return runToEnd(parseJson(definitionText), {
    inputText,
    invokeTask,
    clock,
    signal: stop.signal,
    eventLimit,
    maxSeconds: MAX_STANDARD_SECONDS,
    startMapRun: recordedMapRuns(clock, invokeTask).startMapRun,
  });
}

function boundedClock(stop: AbortController): SimulatedClock {
  const clock = simulatedClock(START_MS);
  let sleeps = 0;
  return {
    ...clock,
    sleep(delayMs, signal) {
      sleeps += 1;
      if (sleeps === MAX_SLEEPS) stop.abort('slept too often');
      return clock.sleep(delayMs, signal);
    },
  };
}

function answering(answers: readonly Answer[], clock: SimulatedClock): TaskInvoker {
  let attempts = 0;
  return async ({ payload, signal, onStarted, onSubmitted, onHeartbeat }) => {
    const given = answers[attempts % answers.length] as Answer;
    attempts += 1;
    if (given.kind !== 'never' || given.isTaken) onStarted();
    if (given.kind === 'never') return new Promise(() => {});
    if (attempts % 3 === 0) onSubmitted(payload);
    await clock.sleep(given.seconds * 500, signal);
    onHeartbeat();
    await clock.sleep(given.seconds * 500, signal);
    if (given.kind === 'error') throw new StatesError(given.error, 'as asked');
    return given.kind === 'echo' ? payload : JsonDocument.fromValue(given.value);
  };
}

/** What is wrong with a finished run; empty when nothing is. */
export function faultsOf({ outcome, events }: FinishedRun): readonly string[] {
  const faults: string[] = [];
  if (outcome.status === 'SUCCEEDED') JSON.parse(outcome.output.text);
  else if (/Internal error/.test(outcome.cause ?? '')) faults.push(outcome.cause ?? '');
  events.forEach(({ id, previousEventId, timestamp }, index) => {
    const at = `event ${index + 1} of ${events.length}`;
    if (id !== index + 1) faults.push(`${at} has the id ${id}`);
    if (!(Number(previousEventId) >= 0 && Number(previousEventId) < index + 1)) {
      faults.push(`${at} follows ${previousEventId}`);
    }
    if (!(Number(timestamp) >= Number(events[index - 1]?.['timestamp'] ?? 0))) {
      faults.push(`${at} is of ${timestamp}`);
    }
  });
  const finals = events.flatMap(({ type }, index) =>
    /^Execution(Succeeded|Failed|TimedOut|Aborted)$/.test(String(type)) ? [index + 1] : [],
  );
  if (finals.length !== 1 || finals[0] !== events.length) faults.push(`ends at ${finals}`);
  return faults;
}
