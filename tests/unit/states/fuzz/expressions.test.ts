import fc from 'fast-check';
import type { JsonValue } from '../../../../toolbox/shared/json.ts';
import { JsonDocument } from '../../../../toolbox/shared/json-document.ts';
import { evaluateExpression } from '../../../../toolbox/states/expression.ts';
import { evaluateJsonata } from '../../../../toolbox/states/jsonata/evaluate-jsonata.ts';
import {
  compileJsonata,
  JsonataSyntaxError,
} from '../../../../toolbox/states/jsonata/jsonata-expression.ts';
import { ExpressionError, parseExpression } from '../../../../toolbox/states/parse-expression.ts';
import { StatesError } from '../../../../toolbox/states/states-error.ts';
import { aVisit } from '../a-run.ts';
import { intrinsicText, jsonataText, pathText } from './arbitrary-expression.ts';
import { arbitraryDocumentText } from './arbitrary-json.ts';
import { createFigures, FUZZ_RUNS, FUZZ_TIMEOUT_MS } from './fuzz-figures.ts';
import { damaged, piecesOf } from './mutate-text.ts';

const TEXTS = {
  'paths and intrinsic functions': fc.oneof(
    fc.string({ unit: 'binary' }),
    piecesOf(pathText, intrinsicText),
    damaged(pathText),
    damaged(intrinsicText),
    intrinsicText,
  ),
  'JSONata expressions': fc.oneof(
    fc.string({ unit: 'binary' }),
    piecesOf(jsonataText),
    damaged(jsonataText),
    jsonataText,
  ),
};

type Evaluate = (text: string, data: JsonDocument) => unknown;

const EVALUATE: Readonly<Record<keyof typeof TEXTS, Evaluate>> = {
  'paths and intrinsic functions': (text, data) =>
    evaluateExpression(parseExpression(text), data, aVisit(data)),
  'JSONata expressions': (text, data) =>
    evaluateJsonata(compileJsonata(text, 'Output'), { visit: aVisit(data), source: 'input', data }),
};

async function outcomeOf(evaluate: () => unknown): Promise<string> {
  try {
    const value = (await evaluate()) as JsonValue | undefined;
    if (value === undefined) return 'nothing';
    JSON.parse(JsonDocument.fromValue(value).text);
    return 'value';
  } catch (error) {
    if (error instanceof ExpressionError || error instanceof JsonataSyntaxError) return 'refused';
    if (error instanceof StatesError) return 'failed';
    throw error;
  }
}

describe('evaluateExpression, evaluateJsonata', () => {
  test.each(Object.keys(TEXTS) as (keyof typeof TEXTS)[])(
    'refuse or evaluate any texts: %s',
    async (name) => {
      const figures = createFigures(name);

      await fc.assert(
        fc.asyncProperty(TEXTS[name], arbitraryDocumentText, async (text, inputText) => {
          const data = JsonDocument.fromText(inputText);
          figures.count(await outcomeOf(() => EVALUATE[name](text, data)));
        }),
        { numRuns: FUZZ_RUNS },
      );
      figures.report();
    },
    FUZZ_TIMEOUT_MS,
  );
});
