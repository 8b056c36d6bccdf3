import fc from 'fast-check';
import { parseJson } from '../../../../toolbox/shared/parse-json.ts';
import { validateDefinition } from '../../../../toolbox/states/validate.ts';
import { arbitraryDefinition } from './arbitrary-definition.ts';
import { createFigures, FUZZ_RUNS } from './fuzz-figures.ts';
import { arbitrarySurroundings, faultsOf, runDefinition } from './run-definition.ts';

describe('runStateMachine', () => {
  test('ends any valid definition in a terminal state, with a history in order', async () => {
    const figures = createFigures('valid definitions');

    await fc.assert(
      fc.asyncProperty(arbitraryDefinition, arbitrarySurroundings, async (definition, around) => {
        const text = JSON.stringify(definition);
        expect(validateDefinition(parseJson(text))).toEqual([]);

        const run = await runDefinition(text, around);

        expect(faultsOf(run)).toEqual([]);
        figures.count(run.outcome.status);
      }),
      { numRuns: FUZZ_RUNS },
    );
    figures.report();
  }, 3_600_000);
});
