import type { InvokeApi } from '../../shared/api-invoker.ts';
import type { InvokeFunction } from '../../shared/function-invoker.ts';
import type { JsonDocument } from '../../shared/json-document.ts';
import type { RolePrincipal } from '../../shared/principal.ts';
import type { TaskRequest } from '../../states/execution.ts';

/** What the tasks of a state machine reach the other services by. */
export interface IntegrationPorts {
  readonly invokeFunction: InvokeFunction;
  readonly invokeApi: InvokeApi;
  /** The role of the state machine. */
  readonly principal: RolePrincipal;
  readonly uuid: () => string;
}

/** What stands behind one Resource. */
export interface Integration {
  /** What is wrong with the parameters, each fault in a sentence. */
  readonly parameterErrors: (payload: JsonDocument) => readonly string[];
  /** @throws StatesError with the name of the service's error */
  readonly invoke: (ports: IntegrationPorts, task: TaskRequest) => Promise<JsonDocument>;
}

export function missingField(name: string): string {
  return `The field '${name}' is required but was missing`;
}

export function invalidFormat(name: string): string {
  return `The value of the field '${name}' has an invalid format`;
}
