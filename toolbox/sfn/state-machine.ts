import type { JsonObject } from '../shared/json.ts';
import type { RolePrincipal } from '../shared/principal.ts';
import type { StateMachineDefinition } from '../states/definition.ts';

/** A state machine as the service holds it. */
export interface StateMachine {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly roleArn: string;
  /** The same role as its tasks call in it. */
  readonly principal: RolePrincipal;
  /** JSON text as it was deployed. */
  readonly definitionText: string;
  readonly definition: StateMachineDefinition;
  /** Milliseconds since 1970. */
  readonly creationDate: number;
  /** With the member names of the API: `level`, `includeExecutionData`, `destinations`. */
  readonly loggingConfiguration: JsonObject;
  readonly tracingConfiguration: JsonObject;
}

/** What DescribeStateMachine and DescribeStateMachineForExecution have in common. */
export function describeDefinition(machine: StateMachine): JsonObject {
  return {
    definition: machine.definitionText,
    encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
    loggingConfiguration: machine.loggingConfiguration,
    name: machine.name,
    roleArn: machine.roleArn,
    stateMachineArn: machine.stateMachineArn,
    tracingConfiguration: machine.tracingConfiguration,
  };
}
