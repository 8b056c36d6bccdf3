import { type JsonObject, stringifyJson } from '../../shared/json.ts';
import { type ParameterRules, parseParameters } from '../parameters.ts';
import type { StatesContext } from '../states-context.ts';

/** @throws ServiceError AccessDeniedException when the caller may not do this with the resource */
export type CheckAccess = (resource: string) => void;

/**
 * Takes the JSON text of the parameters and gives that of the answer; throws ServiceError.
 *
 * @param checkAccess - undefined when the caller may do everything
 * @param caller - aborted when the caller does not wait for the answer any more
 */
export type Operation = (
  context: StatesContext,
  body: string,
  checkAccess: CheckAccess | undefined,
  caller?: AbortSignal,
) => string | Promise<string>;

export interface OperationDefinition<Input> {
  readonly rules: ParameterRules;
  /** The parameter with the ARN of what the operation is about; without it that is everything. */
  readonly resource?: (keyof Input & `${string}Arn`) | ResourceOf<Input>;
  /** Gives the answer, or its JSON text. */
  readonly answer: (
    context: StatesContext,
    parameters: Input,
    caller: AbortSignal | undefined,
  ) => Answer | Promise<Answer>;
}

type Answer = JsonObject | string;

/** Finds the ARN where no parameter holds it. */
type ResourceOf<Input> = (context: StatesContext, parameters: Input) => string | undefined;

/** @typeParam Input - the parameters that the rules describe */
export function operation<Input extends object>({
  rules,
  resource,
  answer,
}: OperationDefinition<Input>): Operation {
  return (context, body, checkAccess, caller) => {
    const parameters = parseParameters<Input>(body, rules);
    checkAccess?.(
      resourceArn(
        typeof resource === 'function'
          ? resource(context, parameters)
          : resource && parameters[resource],
      ),
    );
    const result = answer(context, parameters, caller);
    return result instanceof Promise ? result.then(textOf) : textOf(result);
  };
}

function textOf(answer: Answer): string {
  return typeof answer === 'string' ? answer : stringifyJson(answer);
}

/** The ARN as policies name it: without the test case that may follow it here. */
function resourceArn(parameter: unknown): string {
  return typeof parameter === 'string' ? (parameter.split('#', 1)[0] ?? '') : '*';
}
