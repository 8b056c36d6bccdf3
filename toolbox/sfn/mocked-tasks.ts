import type { JsonDocument } from '../shared/json-document.ts';
import type { TaskIntegrations, TaskInvoker } from '../states/execution.ts';
import { StatesError } from '../states/states-error.ts';
import type {
  MockConfiguration,
  MockedAttempt,
  MockedResponse,
  TestCase,
} from './mock-configuration.ts';
import { ServiceError } from './service-error.ts';

/** Tells whether the configuration mentions a state machine by one of its names. */
export function hasTestCases(
  configuration: MockConfiguration | undefined,
  stateMachineNames: readonly string[],
): boolean {
  const cases = configuration?.testCases ?? {};
  return stateMachineNames.some((name) => Object.hasOwn(cases, name));
}

/**
 * @param configuration - none when the runtime was started without one
 * @param stateMachineNames - the names that the file may have for the state machine
 * @throws ServiceError ValidationException when it does not hold the case
 */
export function findTestCase(
  configuration: MockConfiguration | undefined,
  stateMachineNames: readonly string[],
  name: string,
): TestCase {
  const cases = configuration?.testCases ?? {};
  const testCase = stateMachineNames
    .map((machine) => memberOf(memberOf(cases, machine), name))
    .find((found) => found !== undefined);
  if (testCase === undefined) {
    throw new ServiceError(
      'ValidationException',
      `The mock configuration has no test case '${name}' of the state machine '${stateMachineNames[0]}'.`,
    );
  }
  return testCase;
}

function memberOf<Member>(
  record: Readonly<Record<string, Member>> | undefined,
  key: string,
): Member | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}

/**
 * The tasks of one execution: the mocked states of its test case are answered, whatever their
 * parameters, and the others passed on. Attempts are counted by state over the whole execution.
 *
 * @param awaitToken - waits for the end of a task by its token
 */
export function mockedTasks(
  testCase: TestCase,
  tasks: TaskIntegrations,
  awaitToken: TaskInvoker,
): TaskIntegrations {
  const attempts = new Map<string, number>();
  const responseOf = (stateName: string): MockedResponse | undefined =>
    memberOf(testCase, stateName);
  return {
    ...tasks,
    parameterErrors: (task) =>
      responseOf(task.stateName) === undefined ? tasks.parameterErrors(task) : [],
    invokeTask: async (task) => {
      const { stateName } = task;
      const response = responseOf(stateName);
      if (response === undefined) return tasks.invokeTask(task);
      const attempt = attempts.get(stateName) ?? 0;
      attempts.set(stateName, attempt + 1);
      task.onStarted();
      const mocked = attemptOf(response, attempt, stateName);
      return 'waitsForToken' in mocked ? awaitToken(task) : resultOf(mocked);
    },
  };
}

/** @throws StatesError States.Runtime when there is no such attempt */
function attemptOf(response: MockedResponse, attempt: number, stateName: string): MockedAttempt {
  const mocked = response.find(({ from, to }) => attempt >= from && attempt <= to);
  if (mocked === undefined) {
    throw new StatesError(
      'States.Runtime',
      `The mocked response of the state '${stateName}' has no entry for attempt ${attempt}.`,
    );
  }
  return mocked;
}

/** @throws StatesError what the attempt throws */
function resultOf(mocked: Exclude<MockedAttempt, { readonly waitsForToken: true }>): JsonDocument {
  if ('returns' in mocked) return mocked.returns;
  throw new StatesError(mocked.error, mocked.cause);
}
