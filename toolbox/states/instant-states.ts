import { chooseNext } from './choice.ts';
import { type StateVisit, stateError } from './context-object.ts';
import type {
  ChoiceState,
  FailState,
  PassState,
  State,
  SucceedState,
  UnsupportedState,
} from './definition.ts';
import type { Expression } from './expression.ts';
import { checkDataLimit, effectiveInput, placeResult, selectByPath } from './input-output.ts';
import { evaluateField } from './payload-template.ts';
import { StatesError } from './states-error.ts';
import type { Step } from './step.ts';

/** States that are over as soon as they are entered. */
export type InstantState = PassState | ChoiceState | SucceedState | FailState | UnsupportedState;

export function isInstantState(state: State): state is InstantState {
  return state.Type !== 'Task' && state.Type !== 'Parallel' && state.Type !== 'Wait';
}

/** @throws StatesError when the state fails, as a Fail state always does */
export function executeInstantState(state: InstantState, visit: StateVisit): Step {
  switch (state.Type) {
    case 'Pass':
      return pass(state, visit);
    case 'Choice': {
      const data = effectiveInput(state, visit);
      const next = chooseNext(state, data, visit);
      return { output: selectByPath(state.OutputPath, data, visit), next };
    }
    case 'Succeed': {
      const data = effectiveInput(state, visit);
      return { output: selectByPath(state.OutputPath, data, visit), next: undefined };
    }
    case 'Fail':
      throw new StatesError(
        failText('ErrorPath', state.Error, visit),
        failText('CausePath', state.Cause, visit),
      );
    case 'Unsupported':
      throw stateError(visit, `Local runtime: ${state.reason}`);
  }
}

function pass(state: PassState, visit: StateVisit): Step {
  const result = state.Result ?? effectiveInput(state, visit);
  const placed = placeResult(state.ResultPath, result, visit);
  const output = selectByPath(state.OutputPath, placed, visit);
  if (output !== visit.input) checkDataLimit(output, state.Name);
  return { output, next: state.Next };
}

function failText(
  field: string,
  text: string | Expression | undefined,
  visit: StateVisit,
): string | undefined {
  if (typeof text !== 'object') return text;
  const value = evaluateField(field, text, visit.input, visit);
  if (typeof value === 'string') return value;
  throw stateError(visit, `The ${field} parameter does not reference a string: ${text.source}`);
}
