import { checkRoleArn } from '../arns.ts';
import { epochSeconds } from '../epoch-seconds.ts';
import { findUnqualified } from '../lookup.ts';
import { publishVersion } from '../publish-version.ts';
import { rolePrincipal } from '../role-principal.ts';
import { ServiceError } from '../service-error.ts';
import type { StateMachine } from '../state-machine.ts';
import {
  checkEncryptionConfiguration,
  checkLoggingConfiguration,
  configurationWithDefaults,
  type StateMachineConfiguration,
} from '../state-machine-configuration.ts';
import { compileDefinition } from '../state-machine-definition.ts';
import type { StateMachineRecord } from '../state-machine-store.ts';
import type { StatesContext } from '../states-context.ts';
import { descriptionWithoutVersion } from './create-state-machine.ts';
import { operation } from './operation.ts';
import {
  CONFIGURATIONS,
  DEFINITION,
  STATE_MACHINE_ARN,
  VERSION_DESCRIPTION,
} from './state-machine-rules.ts';

interface UpdateStateMachineInput extends StateMachineConfiguration {
  readonly stateMachineArn: string;
  readonly definition?: string;
  readonly roleArn?: string;
  readonly publish?: boolean;
  readonly versionDescription?: string;
}

/**
 * Makes a new revision of a state machine, unless nothing changes. Running executions go on with
 * the revision that they were started with.
 *
 * @see "UpdateStateMachine" (Step Functions API Reference)
 */
export const updateStateMachine = operation<UpdateStateMachineInput>({
  rules: {
    stateMachineArn: STATE_MACHINE_ARN,
    definition: DEFINITION,
    roleArn: { type: 'string', length: [1, 256] },
    ...CONFIGURATIONS,
    publish: { type: 'boolean' },
    versionDescription: VERSION_DESCRIPTION,
  },
  resource: 'stateMachineArn',
  answer(context, parameters) {
    const { publish = false, versionDescription } = parameters;
    const record = findUnqualified(context, parameters.stateMachineArn);
    checkChanges(parameters);
    const updateDate = context.clock.now();
    revise(record, parameters, updateDate, context);
    const { revisionId } = record.current;
    const version = publish ? publishVersion(record, updateDate, versionDescription) : undefined;
    return {
      ...(revisionId === undefined ? {} : { revisionId }),
      ...(version === undefined ? {} : { stateMachineVersionArn: version.stateMachineVersionArn }),
      updateDate: epochSeconds(updateDate),
    };
  },
});

function checkChanges(parameters: UpdateStateMachineInput): void {
  const { definition, roleArn, publish, versionDescription } = parameters;
  const { loggingConfiguration, tracingConfiguration, encryptionConfiguration } = parameters;
  const changes = [
    definition,
    roleArn,
    loggingConfiguration,
    tracingConfiguration,
    encryptionConfiguration,
  ];
  if (changes.every((change) => change === undefined)) {
    throw new ServiceError(
      'MissingRequiredParameter',
      'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
    );
  }
  if (versionDescription !== undefined && publish !== true) throw descriptionWithoutVersion();
  if (roleArn !== undefined) checkRoleArn(roleArn);
  checkLoggingConfiguration(loggingConfiguration);
  checkEncryptionConfiguration(encryptionConfiguration);
}

function revise(
  record: StateMachineRecord,
  parameters: UpdateStateMachineInput,
  updateDate: number,
  { uuid }: StatesContext,
): void {
  const { current } = record;
  const { definition = current.definitionText, roleArn = current.roleArn } = parameters;
  const revised: StateMachine = {
    ...current,
    roleArn,
    principal: roleArn === current.roleArn ? current.principal : rolePrincipal(roleArn, uuid),
    definitionText: definition,
    definition:
      definition === current.definitionText
        ? current.definition
        : compileDefinition(definition, current.type),
    ...changedConfigurations(current, parameters),
  };
  if (JSON.stringify(contentOf(revised)) === JSON.stringify(contentOf(current))) return;
  record.current = { ...revised, updateDate, revisionId: uuid() };
}

function changedConfigurations(
  current: StateMachine,
  changes: StateMachineConfiguration,
): Required<StateMachineConfiguration> {
  const changed = configurationWithDefaults(changes);
  return {
    loggingConfiguration:
      changes.loggingConfiguration === undefined
        ? current.loggingConfiguration
        : changed.loggingConfiguration,
    tracingConfiguration:
      changes.tracingConfiguration === undefined
        ? current.tracingConfiguration
        : changed.tracingConfiguration,
    encryptionConfiguration:
      changes.encryptionConfiguration === undefined
        ? current.encryptionConfiguration
        : changed.encryptionConfiguration,
  };
}

/** What a revision differs in from another. */
function contentOf(machine: StateMachine): readonly unknown[] {
  const { definitionText, roleArn } = machine;
  const { loggingConfiguration, tracingConfiguration, encryptionConfiguration } = machine;
  return [
    definitionText,
    roleArn,
    loggingConfiguration,
    tracingConfiguration,
    encryptionConfiguration,
  ];
}
