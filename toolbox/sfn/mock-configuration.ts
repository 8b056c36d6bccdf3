import { isJsonObject, type JsonObject, type JsonValue, propertyOf } from '../shared/json.ts';
import { JsonDocument } from '../shared/json-document.ts';
import { messageOf } from '../shared/message-of.ts';
import { parseJson } from '../shared/parse-json.ts';
import type { Problem } from '../shared/problem.ts';
import type { TextSource } from '../shared/text-source.ts';

/** What a mocked Task gives at one of its attempts. */
type MockedAttempt =
  | { readonly from: number; readonly to: number; readonly returns: JsonDocument }
  | { readonly from: number; readonly to: number; readonly error: string; readonly cause: string };

export type MockedResponse = readonly MockedAttempt[];
/** By name of the state. */
export type TestCase = Readonly<Record<string, MockedResponse>>;

/**
 * The mock configuration of Step Functions Local: by state machine, by test case, the responses of Task states.
 *
 * @see "Using Mocked Service Integrations" (Step Functions Developer Guide)
 */
export interface MockConfiguration {
  readonly testCases: Readonly<Record<string, Readonly<Record<string, TestCase>>>>;
}

/** Reads a mock configuration; every fault of the file is a problem with its place. */
export function parseMockConfiguration(source: TextSource): {
  readonly configuration: MockConfiguration;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const report = (near: string, message: string): void => {
    const offset = Math.max(0, source.text.indexOf(JSON.stringify(near)));
    problems.push({
      position: source.positionAt(offset),
      severity: 'error',
      rule: 'mock-config',
      message,
    });
  };
  let root: JsonValue;
  try {
    root = parseJson(source.text);
  } catch (error) {
    const reason = messageOf(error);
    report('', `The mock configuration is not JSON: ${reason}`);
    return { configuration: { testCases: {} }, problems };
  }
  const responses = readResponses(objectAt(root, 'MockedResponses'), report);
  const testCases: Record<string, Record<string, TestCase>> = {};
  for (const [machine, definition] of Object.entries(objectAt(root, 'StateMachines'))) {
    const cases = objectAt(definition, 'TestCases');
    if (Object.keys(cases).length === 0)
      report(machine, `State machine "${machine}" has no TestCases.`);
    testCases[machine] = Object.fromEntries(
      Object.entries(cases).map(([name, states]) => [
        name,
        readTestCase(states, responses, report),
      ]),
    );
  }
  return { configuration: { testCases }, problems };
}

type Report = (near: string, message: string) => void;

function objectAt(value: JsonValue | undefined, key: string): JsonObject {
  const member = isJsonObject(value) ? propertyOf(value, key) : undefined;
  return isJsonObject(member) ? member : {};
}

function readTestCase(
  states: JsonValue,
  responses: Readonly<Record<string, MockedResponse>>,
  report: Report,
): TestCase {
  const testCase: Record<string, MockedResponse> = {};
  for (const [state, name] of Object.entries(isJsonObject(states) ? states : {})) {
    const response =
      typeof name === 'string' && Object.hasOwn(responses, name) ? responses[name] : undefined;
    if (response === undefined) {
      report(
        state,
        `State "${state}" names the mocked response ${JSON.stringify(name)}, which MockedResponses does not hold.`,
      );
    } else {
      testCase[state] = response;
    }
  }
  return testCase;
}

function readResponses(definitions: JsonObject, report: Report): Record<string, MockedResponse> {
  const responses: Record<string, MockedResponse> = {};
  for (const [name, attempts] of Object.entries(definitions)) {
    responses[name] = Object.entries(isJsonObject(attempts) ? attempts : {}).flatMap(
      ([range, attempt]) => readAttempt(name, range, attempt, report) ?? [],
    );
  }
  return responses;
}

function readAttempt(
  name: string,
  range: string,
  attempt: JsonValue,
  report: Report,
): MockedAttempt | undefined {
  const match = /^(\d+)(?:-(\d+))?$/.exec(range);
  if (match === null) {
    report(name, `Mocked response "${name}": "${range}" is no attempt; expected "0" or "1-3".`);
    return undefined;
  }
  const from = Number(match[1]);
  const to = Number(match[2] ?? match[1]);
  const members = isJsonObject(attempt) ? attempt : {};
  const returns = propertyOf(members, 'Return');
  if (returns !== undefined) return { from, to, returns: JsonDocument.fromValue(returns) };
  const thrown = propertyOf(members, 'Throw');
  const error = isJsonObject(thrown) ? propertyOf(thrown, 'Error') : undefined;
  if (!isJsonObject(thrown) || typeof error !== 'string') {
    report(
      name,
      `Mocked response "${name}", attempt "${range}": expected {"Return": …} or {"Throw": {"Error": …, "Cause": …}}.`,
    );
    return undefined;
  }
  const cause = propertyOf(thrown, 'Cause');
  return { from, to, error, cause: typeof cause === 'string' ? cause : '' };
}
