import { type JsonObject, stringifyJson } from '../../shared/json.ts';
import { type ParameterRules, parseParameters } from '../parameters.ts';
import type { StatesContext } from '../states-context.ts';

/** @throws ServiceError AccessDeniedException when the caller may not do this with the resource */
export type CheckAccess = (resource: string) => void;

/**
 * Takes the JSON text of the parameters and gives that of the answer; throws ServiceError.
 *
 * @param checkAccess - undefined when the caller may do everything
 */
export type Operation = (
  context: StatesContext,
  body: string,
  checkAccess: CheckAccess | undefined,
) => string;

export interface OperationDefinition<Input> {
  readonly rules: ParameterRules;
  /** The parameter with the ARN of what the operation is about; without it that is everything. */
  readonly resource?: keyof Input & ('executionArn' | 'stateMachineArn');
  /** Gives the answer, or its JSON text. */
  readonly answer: (context: StatesContext, parameters: Input) => JsonObject | string;
}

/** @typeParam Input - the parameters that the rules describe */
export function operation<Input extends object>({
  rules,
  resource,
  answer,
}: OperationDefinition<Input>): Operation {
  return (context, body, checkAccess) => {
    const parameters = parseParameters<Input>(body, rules);
    checkAccess?.(resourceArn(resource === undefined ? undefined : parameters[resource]));
    const result = answer(context, parameters);
    return typeof result === 'string' ? result : stringifyJson(result);
  };
}

/** The ARN as policies name it: without the test case that may follow it here. */
function resourceArn(parameter: unknown): string {
  return typeof parameter === 'string' ? (parameter.split('#', 1)[0] ?? '') : '*';
}
