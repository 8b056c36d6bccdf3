import { parseMockConfiguration } from '../../../toolbox/sfn/mock-configuration.ts';
import { findTestCase, hasTestCases, mockedTasks } from '../../../toolbox/sfn/mocked-tasks.ts';
import { JsonDocument } from '../../../toolbox/shared/json-document.ts';
import { fileSource } from '../../../toolbox/shared/text-source.ts';
import { aTaskRequest } from './task-request-builder.ts';

const CONFIGURATION = {
  StateMachines: {
    Order: { TestCases: { Declined: { Charge: 'ChargeTwice', Approval: 'Approve' } } },
  },
  MockedResponses: {
    ChargeTwice: {
      '0-1': { Throw: { Error: 'Declined', Cause: 'no funds' } },
      '2': { Return: { paid: true } },
    },
    Approve: { '0': { WaitForToken: true } },
  },
};

function parse(configuration: unknown) {
  return parseMockConfiguration(fileSource('mock.json', JSON.stringify(configuration, null, 2)));
}

describe('mockedTasks', () => {
  function declinedTasks() {
    const { configuration } = parse(CONFIGURATION);
    return mockedTasks(
      findTestCase(configuration, ['Order'], 'Declined'),
      {
        parameterErrors: () => ['wrong'],
        issueTaskToken: () => 'token',
        invokeTask: async () => JsonDocument.fromText('"the real one"'),
      },
      async ({ taskToken }) => JsonDocument.fromValue(`ended by ${taskToken}`),
    );
  }

  test('throws and returns as the attempts of the response say', async () => {
    const { invokeTask: invoke } = declinedTasks();

    for (const attempt of [0, 1]) {
      await expect(
        invoke(aTaskRequest({ stateName: 'Charge', retryCount: attempt })),
      ).rejects.toMatchObject({ error: 'Declined', cause: 'no funds' });
    }
    const result = await invoke(aTaskRequest({ stateName: 'Charge', retryCount: 2 }));

    expect(result.text).toBe('{"paid":true}');
  });

  test('fails an attempt that the response does not describe', async () => {
    const { invokeTask: invoke } = declinedTasks();
    for (const _ of [0, 1]) await invoke(aTaskRequest({ stateName: 'Charge' })).catch(() => {});
    await invoke(aTaskRequest({ stateName: 'Charge' }));

    await expect(invoke(aTaskRequest({ stateName: 'Charge' }))).rejects.toMatchObject({
      error: 'States.Runtime',
    });
  });

  test('passes a state on that the test case does not mock', async () => {
    const result = await declinedTasks().invokeTask(aTaskRequest({ stateName: 'Other' }));

    expect(result.text).toBe('"the real one"');
  });

  test('leaves the end of a state whose response waits for a token to the token', async () => {
    const { invokeTask } = declinedTasks();

    const result = await invokeTask(aTaskRequest({ stateName: 'Approval', taskToken: 'token-1' }));

    expect(result.value).toBe('ended by token-1');
  });

  test('checks the parameters of a state only when it is not mocked', () => {
    const { parameterErrors } = declinedTasks();

    expect(parameterErrors(aTaskRequest({ stateName: 'Charge' }))).toEqual([]);
    expect(parameterErrors(aTaskRequest({ stateName: 'Other' }))).toEqual(['wrong']);
  });
});

describe('hasTestCases', () => {
  test.each([
    { names: ['order-dev', 'Order'], expected: true },
    { names: ['Other', 'constructor'], expected: false },
  ])('tells of $names: $expected', ({ names, expected }) => {
    expect(hasTestCases(parse(CONFIGURATION).configuration, names)).toBe(expected);
  });
});

describe('findTestCase', () => {
  test.each([
    { names: ['order-dev', 'Order'], found: 'the logical id' },
    { names: ['Order', 'OrderMachine'], found: 'the name' },
  ])('finds the case by $found of the state machine', ({ names }) => {
    const { configuration } = parse(CONFIGURATION);

    expect(Object.keys(findTestCase(configuration, names, 'Declined'))).toContain('Charge');
  });

  test.each([
    ['Order', 'Accepted'],
    ['Other', 'Declined'],
    ['constructor', 'name'],
  ])('refuses the case of %s %s, which is not there', (machine, name) => {
    const { configuration } = parse(CONFIGURATION);

    expect(() => findTestCase(configuration, [machine], name)).toThrow(
      expect.objectContaining({ code: 'ValidationException' }),
    );
  });
});
