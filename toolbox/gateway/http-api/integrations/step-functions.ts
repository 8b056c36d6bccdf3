import type { JsonService } from '../../../shared/json-service.ts';
import type { ServiceIntegration } from '../../../template/http-api-model.ts';
import { statesAnswer } from '../../integrations/aws-states.ts';
import { credentialsPrincipal } from '../../integrations/integration-principal.ts';
import type { IntegrationCall } from '../deployment.ts';
import { requestValues } from '../handlers/map-request.ts';
import { compileMappingExpression } from '../mapping-expression.ts';

/** By integration subtype: the operation and the names of its parameters in the service's own API. */
const OPERATIONS: Readonly<
  Record<
    string,
    { readonly operation: string; readonly parameters: Readonly<Record<string, string>> }
  >
> = {
  'StepFunctions-StartExecution': {
    operation: 'StartExecution',
    parameters: { StateMachineArn: 'stateMachineArn', Name: 'name', Input: 'input' },
  },
  'StepFunctions-StartSyncExecution': {
    operation: 'StartSyncExecution',
    parameters: {
      StateMachineArn: 'stateMachineArn',
      Name: 'name',
      Input: 'input',
      TraceHeader: 'traceHeader',
    },
  },
  'StepFunctions-StopExecution': {
    operation: 'StopExecution',
    parameters: { ExecutionArn: 'executionArn', Cause: 'cause', Error: 'error' },
  },
};

/**
 * Makes what calls Step Functions with the mapped parameters; undefined for the subtype of another
 * service. Its answer goes on as it is. Local runtime: `Region` is not looked at, as there is one.
 *
 * @see "Integration subtype reference" (API Gateway Developer Guide)
 */
export function stepFunctionsCall(
  { integrationSubtype, requestParameters, credentials = '' }: ServiceIntegration,
  states: JsonService,
): IntegrationCall | undefined {
  const action = OPERATIONS[integrationSubtype];
  if (action === undefined) return undefined;
  const sources = Object.entries(requestParameters).flatMap(([name, expression]) => {
    const parameter = action.parameters[name];
    return parameter === undefined
      ? []
      : [{ parameter, source: compileMappingExpression(expression) }];
  });
  const principalOf = credentialsPrincipal(credentials);
  return (context, abandoned) => {
    const values = requestValues(context);
    const parameters = sources.map(({ parameter, source }) => [parameter, source(values)]);
    const body = JSON.stringify(Object.fromEntries(parameters));
    const answer = states(action.operation, body, principalOf(context), abandoned());
    return answer instanceof Promise ? answer.then(statesAnswer) : statesAnswer(answer);
  };
}
