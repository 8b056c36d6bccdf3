import { stateMachineArn as arnOf } from '../../shared/arn.ts';
import type { JsonObject } from '../../shared/json.ts';
import { checkRoleArn } from '../arns.ts';
import { checkName } from '../check-name.ts';
import { epochSeconds } from '../epoch-seconds.ts';
import type { ParameterRules } from '../parameters.ts';
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
import { checkTagCount, TAGS, type Tag, tagEntries } from '../tags.ts';
import { operation } from './operation.ts';
import {
  CONFIGURATIONS,
  DEFINITION,
  STATE_MACHINE_TYPE,
  VERSION_DESCRIPTION,
} from './state-machine-rules.ts';

const RULES: ParameterRules = {
  name: { type: 'string', required: true, length: [1, 80] },
  definition: { ...DEFINITION, required: true },
  roleArn: { type: 'string', required: true, length: [1, 256] },
  type: STATE_MACHINE_TYPE,
  ...CONFIGURATIONS,
  tags: TAGS,
  publish: { type: 'boolean' },
  versionDescription: VERSION_DESCRIPTION,
};

interface CreateStateMachineInput extends StateMachineConfiguration {
  readonly name: string;
  readonly definition: string;
  readonly roleArn: string;
  readonly type?: 'STANDARD' | 'EXPRESS';
  readonly tags?: readonly Tag[];
  readonly publish?: boolean;
  readonly versionDescription?: string;
}

/**
 * Creates a state machine, or answers for one that is there and was created alike; its role and its
 * tags may differ.
 *
 * @see "CreateStateMachine" (Step Functions API Reference)
 */
export const createStateMachine = operation<CreateStateMachineInput>({
  rules: RULES,
  answer(context, parameters) {
    const { name, roleArn, publish = false, versionDescription, tags = [] } = parameters;
    checkName(name);
    checkRoleArn(roleArn);
    checkLoggingConfiguration(parameters.loggingConfiguration);
    checkEncryptionConfiguration(parameters.encryptionConfiguration);
    if (versionDescription !== undefined && !publish) throw descriptionWithoutVersion();
    const entries = tagEntries(tags);
    checkTagCount(entries.length);
    const machine = newStateMachine(context, parameters);
    const known = context.stateMachines.get(machine.stateMachineArn);
    if (known !== undefined) return answer(sameStateMachine(known, machine, parameters));
    const created = {
      publish,
      ...(versionDescription === undefined ? {} : { versionDescription }),
    };
    const record = context.stateMachines.add(machine, created, entries);
    if (publish) publishVersion(record, machine.creationDate, versionDescription);
    return answer(record);
  },
});

export function descriptionWithoutVersion(): ServiceError {
  return new ServiceError(
    'ValidationException',
    'Version description can only be set when publish is true',
  );
}

function newStateMachine(
  { identity, clock, uuid }: StatesContext,
  parameters: CreateStateMachineInput,
): StateMachine {
  const { name, roleArn, definition, type = 'STANDARD' } = parameters;
  const now = clock.now();
  return {
    stateMachineArn: arnOf(identity, name),
    name,
    type,
    roleArn,
    principal: rolePrincipal(roleArn, uuid),
    definitionText: definition,
    definition: compileDefinition(definition, type),
    creationDate: now,
    updateDate: now,
    ...configurationWithDefaults(parameters),
  };
}

/** @throws ServiceError StateMachineAlreadyExists unless both were created alike */
function sameStateMachine(
  known: StateMachineRecord,
  machine: StateMachine,
  { publish = false, versionDescription }: CreateStateMachineInput,
): StateMachineRecord {
  const isSame =
    identityOf(known.current) === identityOf(machine) &&
    known.created.publish === publish &&
    known.created.versionDescription === versionDescription;
  if (isSame) return known;
  throw new ServiceError(
    'StateMachineAlreadyExists',
    `State Machine Already Exists: '${machine.stateMachineArn}'`,
  );
}

/** What tells two state machines of one name apart. */
function identityOf(machine: StateMachine): string {
  const { definitionText, type, loggingConfiguration } = machine;
  const { tracingConfiguration, encryptionConfiguration } = machine;
  return JSON.stringify([
    definitionText,
    type,
    loggingConfiguration,
    tracingConfiguration,
    encryptionConfiguration,
  ]);
}

function answer({ current, versions, created }: StateMachineRecord): JsonObject {
  const [first] = created.publish ? versions.values() : [];
  return {
    creationDate: epochSeconds(current.creationDate),
    stateMachineArn: current.stateMachineArn,
    ...(first === undefined ? {} : { stateMachineVersionArn: first.stateMachineVersionArn }),
  };
}
