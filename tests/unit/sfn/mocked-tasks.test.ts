import { parseMockConfiguration } from '../../../toolbox/sfn/mock-configuration.ts';
import { findTestCase, mockedTasks } from '../../../toolbox/sfn/mocked-tasks.ts';
import { JsonDocument } from '../../../toolbox/shared/json-document.ts';
import { fileSource } from '../../../toolbox/shared/text-source.ts';
import { aTaskRequest } from './task-request-builder.ts';

const CONFIGURATION = JSON.stringify({
  StateMachines: {
    Order: { TestCases: { Declined: { Charge: 'ChargeTwice' } } },
  },
  MockedResponses: {
    ChargeTwice: {
      '0-1': { Throw: { Error: 'Declined', Cause: 'no funds' } },
      '2': { Return: { paid: true } },
    },
  },
});

const { configuration } = parseMockConfiguration(fileSource('mock.json', CONFIGURATION));

describe('mockedTasks', () => {
  function declinedTasks() {
    return mockedTasks(findTestCase(configuration, 'Order', 'Declined'), {
      parameterErrors: () => ['wrong'],
      invokeTask: async () => JsonDocument.fromText('"the real one"'),
    });
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

  test('checks the parameters of a state only when it is not mocked', () => {
    const { parameterErrors } = declinedTasks();

    expect(parameterErrors(aTaskRequest({ stateName: 'Charge' }))).toEqual([]);
    expect(parameterErrors(aTaskRequest({ stateName: 'Other' }))).toEqual(['wrong']);
  });
});

describe('findTestCase', () => {
  test.each([
    ['Order', 'Accepted'],
    ['Other', 'Declined'],
    ['constructor', 'name'],
  ])('refuses the case of %s %s, which is not there', (machine, name) => {
    expect(() => findTestCase(configuration, machine, name)).toThrow(
      expect.objectContaining({ code: 'ValidationException' }),
    );
  });
});
