import type { JsonObject, JsonValue } from '../../../toolbox/shared/json.ts';
import { JsonDocument } from '../../../toolbox/shared/json-document.ts';
import type { StateVisit } from '../../../toolbox/states/context-object.ts';
import type {
  ExecutionContext,
  ExecutionOutcome,
  ExecutionRun,
  TaskInvoker,
} from '../../../toolbox/states/execution.ts';
import { createExecutionHistory, toHistoryEvent } from '../../../toolbox/states/history.ts';
import type { StartMapRun } from '../../../toolbox/states/map-run.ts';
import { parseDefinition } from '../../../toolbox/states/parse-definition.ts';
import { runStateMachine } from '../../../toolbox/states/run.ts';
import { createScope } from '../../../toolbox/states/variables.ts';
import { type SimulatedClock, simulatedClock } from '../../simulated-clock.ts';

export const START_MS = Date.parse('2026-01-02T03:04:05.678Z');
export const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:123456789012:function:Work';

export function anExecutionContext(input: JsonValue = {}): ExecutionContext {
  return {
    Execution: {
      Id: 'arn:aws:states:us-east-1:123456789012:execution:Machine:run-1',
      Input: input,
      Name: 'run-1',
      RoleArn: 'arn:aws:iam::123456789012:role/MachineRole',
      StartTime: '2026-01-02T03:04:05.678Z',
      RedriveCount: 0,
    },
    StateMachine: {
      Id: 'arn:aws:states:us-east-1:123456789012:stateMachine:Machine',
      Name: 'Machine',
    },
  };
}

/** The visit of a state called `Step`, entered as event 2. */
export function aVisit(input: JsonDocument = JsonDocument.fromText('{}')): StateVisit {
  return {
    stateName: 'Step',
    input,
    enteredEventId: 2,
    enteredTimeMs: START_MS,
    retryCount: undefined,
    variables: createScope(),
    onEvaluationFailed: () => {},
    taskToken: undefined,
    mapItem: undefined,
    execution: anExecutionContext(),
    random: () => 0.5,
    uuid: () => '00000000-0000-4000-8000-000000000000',
  };
}

export function document(value: JsonValue): JsonDocument {
  return JsonDocument.fromValue(value);
}

interface RunOptions {
  readonly inputText?: string;
  readonly parameterErrors?: ExecutionRun['parameterErrors'];
  readonly invokeTask?: TaskInvoker;
  readonly clock?: SimulatedClock;
  readonly signal?: AbortSignal;
  readonly eventLimit?: number;
  readonly random?: () => number;
  readonly wait?: ExecutionRun['wait'];
  readonly maxSeconds?: number;
  readonly startMapRun?: StartMapRun;
}

/** Gives the payload back as the result. */
export const echo: TaskInvoker = async ({ payload, onStarted }) => {
  onStarted();
  return payload;
};

const noMapRuns: StartMapRun = () => {
  throw new Error('The run has no map runs');
};

export function aRun(
  definition: JsonValue,
  {
    inputText = '{}',
    parameterErrors = () => [],
    invokeTask = echo,
    clock = simulatedClock(START_MS),
    signal = new AbortController().signal,
    eventLimit = 25_000,
    random = () => 0.5,
    wait = clock.sleep,
    startMapRun = noMapRuns,
    maxSeconds,
  }: RunOptions = {},
): ExecutionRun {
  const input = JsonDocument.fromText(inputText);
  return {
    definition: parseDefinition(definition),
    input,
    context: anExecutionContext(input.value),
    clock,
    wait,
    ...(maxSeconds === undefined ? {} : { maxSeconds }),
    random,
    uuid: () => '00000000-0000-4000-8000-000000000000',
    parameterErrors,
    issueTaskToken: tokens(),
    invokeTask,
    history: createExecutionHistory(clock, { eventLimit }),
    startMapRun,
    signal: () => signal,
  };
}

/** Gives `token-1`, `token-2` and so on. */
function tokens(): () => string {
  let issued = 0;
  return () => {
    issued += 1;
    return `token-${issued}`;
  };
}

export interface FinishedRun {
  readonly outcome: ExecutionOutcome;
  readonly events: readonly JsonObject[];
  /** Milliseconds that the execution took. */
  readonly durationMs: number;
}

/** Runs an execution to its end, with a clock that skips every wait. */
export async function runToEnd(
  definition: JsonValue,
  options: RunOptions = {},
): Promise<FinishedRun> {
  const clock = options.clock ?? simulatedClock(START_MS);
  const run = aRun(definition, { ...options, clock });
  const outcome = await clock.runUntil(runStateMachine(run));
  return {
    outcome,
    events: run.history.records.map((record) => toHistoryEvent(record)),
    durationMs: clock.now() - START_MS,
  };
}

/** `2<1 PassStateEntered` for each event. */
export function eventLines(events: readonly JsonObject[]): string[] {
  return events.map(({ id, previousEventId, type }) => `${id}<${previousEventId} ${type}`);
}
