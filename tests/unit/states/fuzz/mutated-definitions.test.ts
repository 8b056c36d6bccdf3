import fc from 'fast-check';
import { parseJson } from '../../../../toolbox/shared/parse-json.ts';
import { validateDefinition } from '../../../../toolbox/states/validate.ts';
import { createFigures, FUZZ_RUNS, FUZZ_TIMEOUT_MS } from './fuzz-figures.ts';
import { mutatedDefinitionText } from './mutate-definition.ts';
import { arbitrarySurroundings, faultsOf, runDefinition } from './run-definition.ts';

describe('validateDefinition', () => {
  test(
    'reports what is wrong with a damaged definition, or it runs to an end',
    async () => {
      const figures = createFigures('mutated definitions');

      await fc.assert(
        fc.asyncProperty(mutatedDefinitionText, arbitrarySurroundings, async (text, around) => {
          if (validateDefinition(parseJson(text)).length > 0) {
            figures.count('refused');
            return;
          }
          const run = await runDefinition(text, around);

          expect(faultsOf(run)).toEqual([]);
          figures.count(run.outcome.status);
        }),
        { numRuns: FUZZ_RUNS },
      );
      figures.report();
    },
    FUZZ_TIMEOUT_MS,
  );
});
