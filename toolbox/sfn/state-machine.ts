import type { JsonObject } from '../shared/json.ts';
import type { RolePrincipal } from '../shared/principal.ts';
import type { StateMachineDefinition } from '../states/definition.ts';

/** One revision of a state machine: what an execution runs. It never changes; an update makes a new one. */
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
  /** Of the state machine, in milliseconds since 1970. */
  readonly creationDate: number;
  /** Of this revision, in milliseconds since 1970. */
  readonly updateDate: number;
  /** Undefined for the revision that a state machine is created with. */
  readonly revisionId?: string;
  /** With the member names of the API: `level`, `includeExecutionData`, `destinations`. */
  readonly loggingConfiguration: JsonObject;
  readonly tracingConfiguration: JsonObject;
  readonly encryptionConfiguration: JsonObject;
}

/**
 * What DescribeStateMachine and DescribeStateMachineForExecution have in common.
 *
 * @param included - false leaves the definition out: what the caller asks for as METADATA_ONLY
 */
export function describeDefinition(machine: StateMachine, included: boolean): JsonObject {
  const { revisionId } = machine;
  return {
    definition: included ? machine.definitionText : '{}',
    encryptionConfiguration: machine.encryptionConfiguration,
    loggingConfiguration: machine.loggingConfiguration,
    name: machine.name,
    ...(revisionId === undefined ? {} : { revisionId }),
    roleArn: machine.roleArn,
    stateMachineArn: machine.stateMachineArn,
    tracingConfiguration: machine.tracingConfiguration,
    ...(included ? variableReferences(machine) : {}),
  };
}

/** Only definitions that refer to variables have this member. */
function variableReferences({ definition }: StateMachine): JsonObject {
  const { variableReferences: references = {} } = definition;
  if (Object.keys(references).length === 0) return {};
  return {
    variableReferences: Object.fromEntries(
      Object.entries(references).map(([name, variables]) => [name, [...variables]]),
    ),
  };
}
