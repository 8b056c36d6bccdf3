import fc from 'fast-check';
import { parseJson } from '../../../../toolbox/shared/parse-json.ts';
import { validateDefinition } from '../../../../toolbox/states/validate.ts';
import { arbitraryDefinition } from './arbitrary-definition.ts';
import { bytesLeftBy, createFigures, FUZZ_RUNS, FUZZ_TIMEOUT_MS } from './fuzz-figures.ts';
import { arbitrarySurroundings, faultsOf, runDefinition } from './run-definition.ts';

const definitionText = arbitraryDefinition.map((definition) => JSON.stringify(definition));

describe('runStateMachine', () => {
  test(
    'ends any valid definition in a terminal state, with a history in order',
    async () => {
      const figures = createFigures('valid definitions');

      await fc.assert(
        fc.asyncProperty(definitionText, arbitrarySurroundings, async (text, surroundings) => {
          expect(validateDefinition(parseJson(text))).toEqual([]);

          const run = await runDefinition(text, surroundings);

          expect(faultsOf(run)).toEqual([]);
          figures.count(run.outcome.status);
        }),
        { numRuns: FUZZ_RUNS },
      );
      figures.report();
    },
    FUZZ_TIMEOUT_MS,
  );

  test(
    'leaves nothing of an execution in memory',
    async () => {
      const runs = fc.sample(fc.tuple(definitionText, arbitrarySurroundings), {
        numRuns: 20,
        seed: 1,
      });
      const runAll = async (): Promise<void> => {
        for (const [text, surroundings] of runs) await runDefinition(text, surroundings);
      };

      await expect(bytesLeftBy(runAll, FUZZ_RUNS / 20)).resolves.toBeLessThan(100_000);
    },
    FUZZ_TIMEOUT_MS,
  );
});
