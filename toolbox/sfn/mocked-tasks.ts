import type { JsonDocument } from '../shared/json-document.ts';
import type { TaskIntegrations } from '../states/execution.ts';
import { StatesError } from '../states/states-error.ts';
import type { MockConfiguration, MockedResponse, TestCase } from './mock-configuration.ts';
import { ServiceError } from './service-error.ts';

/**
 * The test case of a state machine.
 *
 * @param configuration - none when the runtime was started without one
 * @throws ServiceError ValidationException when it does not hold the case
 */
export function findTestCase(
  configuration: MockConfiguration | undefined,
  stateMachineName: string,
  name: string,
): TestCase {
  const cases = configuration?.testCases ?? {};
  const ofMachine = Object.hasOwn(cases, stateMachineName) ? cases[stateMachineName] : undefined;
  const testCase =
    ofMachine !== undefined && Object.hasOwn(ofMachine, name) ? ofMachine[name] : undefined;
  if (testCase === undefined) {
    throw new ServiceError(
      'ValidationException',
      `The mock configuration has no test case '${name}' of the state machine '${stateMachineName}'.`,
    );
  }
  return testCase;
}

/**
 * The tasks of one execution: the mocked states of its test case are answered, whatever their
 * parameters, and the others passed on. Attempts are counted by state over the whole execution.
 */
export function mockedTasks(testCase: TestCase, tasks: TaskIntegrations): TaskIntegrations {
  const attempts = new Map<string, number>();
  const responseOf = (stateName: string): MockedResponse | undefined =>
    Object.hasOwn(testCase, stateName) ? testCase[stateName] : undefined;
  return {
    parameterErrors: (task) =>
      responseOf(task.stateName) === undefined ? tasks.parameterErrors(task) : [],
    invokeTask: async (task) => {
      const { stateName } = task;
      const response = responseOf(stateName);
      if (response === undefined) return tasks.invokeTask(task);
      const attempt = attempts.get(stateName) ?? 0;
      attempts.set(stateName, attempt + 1);
      task.onStarted();
      return resultOf(response, attempt, stateName);
    },
  };
}

/** @throws StatesError what the attempt throws, or States.Runtime when there is no such attempt */
function resultOf(response: MockedResponse, attempt: number, stateName: string): JsonDocument {
  const mocked = response.find(({ from, to }) => attempt >= from && attempt <= to);
  if (mocked === undefined) {
    throw new StatesError(
      'States.Runtime',
      `The mocked response of the state '${stateName}' has no entry for attempt ${attempt}.`,
    );
  }
  if ('returns' in mocked) return mocked.returns;
  throw new StatesError(mocked.error, mocked.cause);
}
