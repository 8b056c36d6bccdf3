import { parseMockConfiguration } from '../../../toolbox/sfn/mock-configuration.ts';
import { fileSource } from '../../../toolbox/shared/text-source.ts';

function parse(configuration: unknown) {
  return parseMockConfiguration(fileSource('mock.json', JSON.stringify(configuration, null, 2)));
}

describe('parseMockConfiguration', () => {
  test('reports a response that is not there, with its place', () => {
    const { problems } = parse({
      StateMachines: { Order: { TestCases: { Declined: { Charge: 'Nothing' } } } },
      MockedResponses: {},
    });

    expect(problems).toEqual([
      {
        position: { file: 'mock.json', line: 6, column: 11 },
        severity: 'error',
        rule: 'mock-config',
        message:
          'State "Charge" names the mocked response "Nothing", which MockedResponses does not hold.',
      },
    ]);
  });

  test.each([
    { name: 'an attempt that is no number', response: { first: { Return: 1 } } },
    { name: 'an attempt that neither returns nor throws', response: { '0': {} } },
    { name: 'a throw without an error', response: { '0': { Throw: { Cause: 'x' } } } },
  ])('reports $name', ({ response }) => {
    expect(parse({ MockedResponses: { Bad: response } }).problems).toHaveLength(1);
  });

  test('reports a file that is not JSON', () => {
    const { problems } = parseMockConfiguration(fileSource('mock.json', '{'));

    expect(problems[0]?.message).toMatch(/^The mock configuration is not JSON/);
  });
});
