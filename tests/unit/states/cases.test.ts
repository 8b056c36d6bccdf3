import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  propertyOf,
} from '../../../toolbox/shared/json.ts';
import { JsonDocument } from '../../../toolbox/shared/json-document.ts';
import type { TaskInvoker } from '../../../toolbox/states/execution.ts';
import { StatesError } from '../../../toolbox/states/states-error.ts';
import { validateDefinition } from '../../../toolbox/states/validate.ts';
import { type SimulatedClock, simulatedClock } from '../../simulated-clock.ts';
import { eventLines, runToEnd, START_MS } from './a-run.ts';
import { recordedMapRuns } from './map-runs.ts';

/** What a task does at one attempt: `echo` returns its payload. */
interface Answer {
  /** Of the activity worker that takes the task. */
  readonly workerName?: string;
  /** The answer of a service that goes on after it. */
  readonly submitted?: JsonValue;
  /** Seconds before each heartbeat. */
  readonly heartbeats?: readonly number[];
  /** Before the end, after the last heartbeat. */
  readonly seconds?: number;
  readonly Return?: JsonValue;
  readonly Throw?: { readonly Error: string; readonly Cause: string };
  readonly echo?: true;
}

/** A definition that cannot be used. */
interface InvalidCase {
  /** The document that the expected values come from. */
  readonly source: string;
  readonly definition: JsonObject;
  /** JSON pointers to the places with a problem. */
  readonly problems: readonly string[];
}

interface RunCase {
  /** The document that the expected values come from. */
  readonly source: string;
  readonly definition: JsonObject;
  readonly input: JsonValue;
  /** By state name, one answer for each attempt; a distributed Map state asks S3 under its own name. */
  readonly tasks?: Readonly<Record<string, readonly Answer[]>>;
  /** By state name, what each attempt sends. */
  readonly payloads?: Readonly<Record<string, readonly JsonValue[]>>;
  readonly output?: JsonValue;
  readonly status?: 'TIMED_OUT';
  /** Null: the execution fails without one. */
  readonly error?: string | null;
  readonly cause?: string | null;
  readonly durationSeconds?: number;
  /** Names of the states in the order in which they are entered. */
  readonly states?: readonly string[];
  /** `id<previousEventId type` of each event. */
  readonly history?: readonly string[];
  /** Inputs of the child executions of a distributed Map state. */
  readonly children?: readonly JsonValue[];
}

const CASES = path.join(__dirname, '../../cases/asl');

const cases = readdirSync(CASES, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => ({
    name: file.slice(0, -'.json'.length),
    ...(JSON.parse(readFileSync(path.join(CASES, file), 'utf8')) as RunCase | InvalidCase),
  }));

type Payloads = Record<string, JsonValue[]>;

/** @param sent - takes up the payloads */
function answering(tasks: RunCase['tasks'], clock: SimulatedClock, sent: Payloads): TaskInvoker {
  return async ({ stateName, payload, signal, onStarted, onSubmitted, onHeartbeat }) => {
    sent[stateName] ??= [];
    const answer = tasks?.[stateName]?.[sent[stateName].length];
    sent[stateName].push(payload.value);
    onStarted(answer?.workerName);
    if (answer === undefined) throw new Error(`The case has no answer for ${stateName}`);
    if (answer.submitted !== undefined) onSubmitted(JsonDocument.fromValue(answer.submitted));
    for (const seconds of answer.heartbeats ?? []) {
      await clock.sleep(seconds * 1000, signal);
      onHeartbeat();
    }
    await clock.sleep((answer.seconds ?? 0) * 1000, signal);
    if (answer.Throw !== undefined) {
      throw new StatesError(answer.Throw.Error, answer.Throw.Cause);
    }
    return answer.echo ? payload : JsonDocument.fromValue(answer.Return ?? null);
  };
}

function expectedOutcome({ output, status, error, cause }: RunCase): unknown {
  if (output !== undefined) return { status: 'SUCCEEDED', output };
  if (status !== undefined) return { status };
  return {
    status: 'FAILED',
    ...(error === null ? {} : { error }),
    ...(cause === null ? {} : { cause: cause ?? expect.any(String) }),
  };
}

function enteredStates(events: readonly JsonObject[]): JsonValue[] {
  return events.flatMap(({ stateEnteredEventDetails: details }) =>
    isJsonObject(details) ? [propertyOf(details, 'name') ?? null] : [],
  );
}

describe('runStateMachine', () => {
  test.each(cases.filter((aCase) => 'input' in aCase))('$name', async (aCase) => {
    const clock = simulatedClock(START_MS);
    const payloads: Payloads = {};
    const invokeTask = answering(aCase.tasks, clock, payloads);
    const { startMapRun, inputs } = recordedMapRuns(clock, invokeTask);

    const { outcome, events, durationMs } = await runToEnd(aCase.definition, {
      inputText: JSON.stringify(aCase.input),
      invokeTask,
      clock,
      startMapRun,
    });

    const actual =
      outcome.status === 'SUCCEEDED' ? { ...outcome, output: outcome.output.value } : outcome;
    expect(actual).toEqual(expectedOutcome(aCase));
    const { durationSeconds, states, history, children } = aCase;
    if (aCase.payloads !== undefined) expect(payloads).toEqual(aCase.payloads);
    if (durationSeconds !== undefined) expect(durationMs / 1000).toBe(durationSeconds);
    if (states !== undefined) expect(enteredStates(events)).toEqual(states);
    if (history !== undefined) expect(eventLines(events)).toEqual(history);
    if (children !== undefined) expect(inputs).toEqual(children);
  });
});

describe('validateDefinition', () => {
  test.each(cases.filter((aCase) => 'problems' in aCase))('$name', ({ definition, problems }) => {
    expect(validateDefinition(definition).map(({ pointer }) => pointer)).toEqual(problems);
  });
});
