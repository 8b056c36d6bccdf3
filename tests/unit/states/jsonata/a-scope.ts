import type { JsonValue } from '../../../../toolbox/shared/json.ts';
import { JsonDocument } from '../../../../toolbox/shared/json-document.ts';
import {
  evaluateJsonata,
  type OutputSource,
} from '../../../../toolbox/states/jsonata/evaluate-jsonata.ts';
import { compileJsonata } from '../../../../toolbox/states/jsonata/jsonata-expression.ts';
import type { StatesError } from '../../../../toolbox/states/states-error.ts';
import { assignVariables } from '../../../../toolbox/states/variables.ts';
import { anExecutionContext, aVisit, document } from '../a-run.ts';

interface Scope {
  readonly inputText?: string;
  readonly variables?: Readonly<Record<string, JsonValue>>;
  readonly source?: OutputSource;
  readonly data?: JsonValue;
  readonly onEvaluationFailed?: (error: StatesError, location: string | undefined) => void;
}

/** Evaluates an expression that stands in the field `Output/value`. */
export async function evaluate(
  source: string,
  {
    inputText = '{}',
    variables = {},
    source: dataSource = 'input',
    data,
    onEvaluationFailed,
  }: Scope = {},
): Promise<JsonValue> {
  const input = JsonDocument.fromText(inputText);
  const visit = {
    ...aVisit(input),
    execution: anExecutionContext(input.value),
    ...(onEvaluationFailed && { onEvaluationFailed }),
  };
  const assigned = Object.entries(variables).map(
    ([name, value]) => [name, document(value)] as const,
  );
  assignVariables(visit.variables, new Map(assigned), visit);
  return evaluateJsonata(compileJsonata(source, 'Output/value'), {
    visit,
    source: dataSource,
    data: data === undefined ? input : document(data),
  });
}
