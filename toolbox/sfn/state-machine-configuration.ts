import type { JsonObject } from '../shared/json.ts';
import { ServiceError } from './service-error.ts';

/** The parts of a state machine that it may be created without, as the API spells them. */
export interface StateMachineConfiguration {
  readonly loggingConfiguration?: JsonObject;
  readonly tracingConfiguration?: JsonObject;
  readonly encryptionConfiguration?: JsonObject;
}

/** With what the service adds to a configuration, or puts in its place. */
export function configurationWithDefaults({
  loggingConfiguration,
  tracingConfiguration,
  encryptionConfiguration,
}: StateMachineConfiguration): Required<StateMachineConfiguration> {
  return {
    loggingConfiguration: { level: 'OFF', includeExecutionData: false, ...loggingConfiguration },
    tracingConfiguration: { enabled: false, ...tracingConfiguration },
    encryptionConfiguration: encryptionConfiguration ?? { type: 'AWS_OWNED_KEY' },
  };
}

/** @throws ServiceError InvalidLoggingConfiguration */
export function checkLoggingConfiguration(configuration: JsonObject | undefined): void {
  if (configuration === undefined) return;
  const { level = 'OFF', destinations } = configuration;
  const count = Array.isArray(destinations) ? destinations.length : 0;
  if (count === 1 || (count === 0 && level === 'OFF')) return;
  throw new ServiceError(
    'InvalidLoggingConfiguration',
    'Invalid Logging Configuration: Must specify exactly one Log Destination.',
  );
}

/** @throws ServiceError InvalidEncryptionConfiguration */
export function checkEncryptionConfiguration(configuration: JsonObject | undefined): void {
  if (configuration === undefined) return;
  const { type, kmsKeyId } = configuration;
  const reason = encryptionProblem(type === 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId !== undefined);
  if (reason === undefined) return;
  throw new ServiceError(
    'InvalidEncryptionConfiguration',
    `Invalid Encryption Configuration: ${reason}`,
  );
}

function encryptionProblem(isCustomerManaged: boolean, hasKey: boolean): string | undefined {
  if (isCustomerManaged === hasKey) return undefined;
  return isCustomerManaged
    ? 'A KMS key must be specified for the type CUSTOMER_MANAGED_KMS_KEY.'
    : 'A KMS key must not be specified for the type AWS_OWNED_KEY.';
}
