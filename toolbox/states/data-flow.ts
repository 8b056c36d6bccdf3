import type { JsonDocument } from '../shared/json-document.ts';
import type { StateVisit } from './context-object.ts';
import type { Assignment, DataFlow, JsonPathFlow } from './definition.ts';
import { type Eventual, forEachInOrder, whenReady } from './eventual.ts';
import { applyTemplate, checkDataLimit, placeResult, selectByPath } from './input-output.ts';
import type { OutputSource } from './jsonata/evaluate-jsonata.ts';
import { evaluateTemplate } from './payload-template.ts';

/** What a state leaves behind for those that follow. */
export interface StateOutput {
  readonly output: JsonDocument;
  /** Undefined when the state has no Assign. */
  readonly assigned: ReadonlyMap<string, JsonDocument> | undefined;
}

/** What a state works on: InputPath, then Parameters; or Arguments. */
export function effectiveInput(flow: DataFlow, visit: StateVisit): Eventual<JsonDocument> {
  if (flow.QueryLanguage === 'JSONata') {
    return inspected('afterArguments', applyTemplate(flow.Arguments, visit.input, visit), visit);
  }
  const selected = selectByPath(flow.InputPath, visit.input, visit);
  visit.inspect?.('afterInputPath', selected);
  return inspected('afterParameters', applyTemplate(flow.Parameters, selected, visit), visit);
}

/** Shows a document to who tests the state. */
function inspected(
  field: string,
  document: Eventual<JsonDocument>,
  { inspect }: StateVisit,
): Eventual<JsonDocument> {
  if (inspect === undefined) return document;
  return whenReady(document, (made) => {
    inspect(field, made);
    return made;
  });
}

/**
 * Makes the output of a state, or of its catcher, and the values of the variables that it assigns. All of them see the
 * variables as they were before.
 *
 * @param data - the state's result, the error output, or the effective input of a state that has no result
 * @throws StatesError when a field cannot be evaluated, or the output is too large
 * @see "Input and output processing", "Assigning variables" (Step Functions Developer Guide)
 */
export function leaveState(
  flow: DataFlow,
  source: OutputSource,
  data: JsonDocument,
  visit: StateVisit,
): Eventual<StateOutput> {
  if (flow.QueryLanguage === 'JSONPath') return leaveJsonPath(flow, data, visit);
  return whenReady(assign(flow.Assign, source, data, visit), (assigned) =>
    whenReady(applyTemplate(flow.Output, data, visit, source), (output) =>
      withinLimit({ output, assigned }, visit),
    ),
  );
}

/** In JSONPath states the variables are assigned from the result as ResultSelector leaves it. */
function leaveJsonPath(
  flow: JsonPathFlow,
  data: JsonDocument,
  visit: StateVisit,
): Eventual<StateOutput> {
  const selected = applyTemplate(flow.ResultSelector, data, visit);
  return whenReady(inspected('afterResultSelector', selected, visit), (result) =>
    whenReady(assign(flow.Assign, 'result', result, visit), (assigned) => {
      const placed = placeResult(flow.ResultPath, result, visit);
      visit.inspect?.('afterResultPath', placed);
      return withinLimit({ output: selectByPath(flow.OutputPath, placed, visit), assigned }, visit);
    }),
  );
}

function withinLimit(step: StateOutput, visit: StateVisit): StateOutput {
  if (step.output !== visit.input) checkDataLimit(step.output, visit.stateName);
  return step;
}

function assign(
  assignments: readonly Assignment[],
  source: OutputSource,
  data: JsonDocument,
  visit: StateVisit,
): Eventual<ReadonlyMap<string, JsonDocument> | undefined> {
  if (assignments.length === 0) return undefined;
  const assigned = new Map<string, JsonDocument>();
  const done = forEachInOrder(assignments, ({ name, template }) =>
    whenReady(evaluateTemplate(template, data, visit, source), (value) => {
      assigned.set(name, value);
    }),
  );
  return whenReady(done, () => assigned);
}
