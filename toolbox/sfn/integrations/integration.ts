import type { InvokeApi } from '../../shared/api-invoker.ts';
import type { Clock } from '../../shared/clock.ts';
import type { InvokeFunction } from '../../shared/function-invoker.ts';
import type { SendHttpRequest } from '../../shared/http-client.ts';
import type { HttpConnection } from '../../shared/http-connection.ts';
import type { JsonDocument } from '../../shared/json-document.ts';
import type { JsonService } from '../../shared/json-service.ts';
import type { RolePrincipal } from '../../shared/principal.ts';
import type { TaskRequest } from '../../states/execution.ts';
import type { Activities } from '../activities.ts';
import type { TaskTokens } from '../task-tokens.ts';
import type { ServiceClients } from './service-client.ts';

/** Where the connections of a WebSocket API are found. */
export interface WebSocketStage {
  /** Host such as `a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com`. */
  readonly apiEndpoint: string;
  readonly stageName: string;
}

/** What the tasks of a state machine reach the other services by. */
export interface IntegrationPorts {
  readonly invokeFunction: InvokeFunction;
  readonly invokeApi: InvokeApi;
  /** The WebSocket API of the template, when it has one alone. */
  readonly webSocketStage?: WebSocketStage | undefined;
  /** Step Functions itself. */
  readonly states: JsonService;
  readonly activities: Pick<Activities, 'get' | 'schedule'>;
  readonly taskTokens: Pick<TaskTokens, 'issue' | 'outcome'>;
  /** Resolves when an execution has ended; undefined when there is none of this ARN. */
  readonly executionEnded: (executionArn: string) => Promise<void> | undefined;
  readonly serviceClients: ServiceClients;
  readonly stateMachineArn: string;
  /** The role of the state machine. */
  readonly principal: RolePrincipal;
  readonly connections: readonly HttpConnection[];
  readonly sendHttpRequest: SendHttpRequest;
  readonly clock: Clock;
  readonly uuid: () => string;
}

/** What stands behind one Resource. */
export interface Integration {
  /** The service that it calls, if that is not in this process. */
  readonly service?: string;
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
