import { executeChoice } from './choice.ts';
import { type StateVisit, stateError } from './context-object.ts';
import { effectiveInput } from './data-flow.ts';
import type {
  ChoiceState,
  FailState,
  PassState,
  State,
  SucceedState,
  UnsupportedState,
  ValueExpression,
} from './definition.ts';
import { type Eventual, whenReady } from './eventual.ts';
import { evaluateJsonata, unexpectedType } from './jsonata/evaluate-jsonata.ts';
import { evaluateField } from './payload-template.ts';
import { StatesError } from './states-error.ts';
import { type Step, stepTo } from './step.ts';

/** States that are over as soon as they are entered. */
export type InstantState = PassState | ChoiceState | SucceedState | FailState | UnsupportedState;

export function isInstantState(state: State): state is InstantState {
  const { Type } = state;
  return Type !== 'Task' && Type !== 'Parallel' && Type !== 'Map' && Type !== 'Wait';
}

/**
 * A state that uses no JSONata gives its step at once.
 *
 * @throws StatesError when the state fails, as a Fail state always does
 */
export function executeInstantState(state: InstantState, visit: StateVisit): Eventual<Step> {
  switch (state.Type) {
    case 'Pass':
      return whenReady(state.Result ?? effectiveInput(state.flow, visit), (data) =>
        stepTo(state.Next, state.flow, 'input', data, visit),
      );
    case 'Choice':
      return whenReady(effectiveInput(state.flow, visit), (data) =>
        executeChoice(state, data, visit),
      );
    case 'Succeed':
      return whenReady(effectiveInput(state.flow, visit), (data) =>
        stepTo(undefined, state.flow, 'input', data, visit),
      );
    case 'Fail':
      return executeFail(state, visit);
    case 'Unsupported':
      throw stateError(visit, `Local runtime: ${state.reason}`);
  }
}

function executeFail({ Error: name, Cause }: FailState, visit: StateVisit): Eventual<never> {
  return whenReady(failText('Error', name, visit), (error) =>
    whenReady(failText('Cause', Cause, visit), (cause) => {
      throw new StatesError(error, cause);
    }),
  );
}

function failText(
  field: string,
  text: string | ValueExpression | undefined,
  visit: StateVisit,
): Eventual<string | undefined> {
  if (typeof text !== 'object') return text;
  const { input } = visit;
  if (text.kind === 'jsonata') {
    return whenReady(evaluateJsonata(text, { visit, source: 'input', data: input }), (value) => {
      if (typeof value === 'string') return value;
      throw unexpectedType(text, 'string', value, visit);
    });
  }
  const value = evaluateField(`${field}Path`, text, input, visit);
  if (typeof value === 'string') return value;
  throw stateError(visit, `The ${field}Path parameter does not reference a string: ${text.source}`);
}
