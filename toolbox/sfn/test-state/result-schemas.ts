import {
  listOf,
  NUMBER,
  named,
  OBJECT,
  oneOf,
  STRING,
  STRINGS,
  type StructureSchema,
  structure,
  text,
} from './field-schema.ts';
import { LAMBDA } from './lambda-results.ts';
import { S3 } from './s3-results.ts';
import { STATES } from './states-results.ts';

const ENCRYPTION_ALGORITHM = oneOf(
  'SYMMETRIC_DEFAULT',
  'RSAES_OAEP_SHA_1',
  'RSAES_OAEP_SHA_256',
  'SM2PKE',
);
const CIPHERTEXT = text(1, 6144);
const PLAINTEXT = text(1, 4096);
const KEY_ID = text(1, 2048);

const KMS: Readonly<Record<string, StructureSchema>> = {
  encrypt: {
    members: {
      CiphertextBlob: CIPHERTEXT,
      KeyId: KEY_ID,
      EncryptionAlgorithm: ENCRYPTION_ALGORITHM,
    },
  },
  decrypt: {
    members: { KeyId: KEY_ID, Plaintext: PLAINTEXT, EncryptionAlgorithm: ENCRYPTION_ALGORITHM },
  },
  generateDataKey: {
    members: { CiphertextBlob: CIPHERTEXT, Plaintext: PLAINTEXT, KeyId: KEY_ID },
  },
};

const CONSUMED_CAPACITY = structure({
  TableName: text(1, 1024),
  ...named(['CapacityUnits', 'ReadCapacityUnits', 'WriteCapacityUnits'], NUMBER),
});
const WRITTEN_ITEM: StructureSchema = {
  members: {
    ...named(['Attributes', 'ItemCollectionMetrics'], OBJECT),
    ConsumedCapacity: CONSUMED_CAPACITY,
  },
};

const DYNAMODB: Readonly<Record<string, StructureSchema>> = {
  getItem: { members: { Item: OBJECT, ConsumedCapacity: CONSUMED_CAPACITY } },
  putItem: WRITTEN_ITEM,
  updateItem: WRITTEN_ITEM,
  deleteItem: WRITTEN_ITEM,
};

const EVENT_BRIDGE: Readonly<Record<string, StructureSchema>> = {
  putEvents: {
    members: {
      FailedEntryCount: NUMBER,
      Entries: listOf(named(['EventId', 'ErrorCode', 'ErrorMessage'], STRING)),
    },
  },
};

const SECRETS_MANAGER: Readonly<Record<string, StructureSchema>> = {
  getSecretValue: {
    members: {
      ARN: text(20, 2048),
      Name: text(1, 256),
      VersionId: text(32, 64),
      SecretString: text(1, 65_536),
      VersionStages: STRINGS,
      CreatedDate: STRING,
    },
  },
};

/**
 * The answers of the actions that workflows use most, by the name of the service in a Resource and
 * by action.
 *
 * @see the API references of the services
 */
const SCHEMAS: Readonly<Record<string, Readonly<Record<string, StructureSchema>>>> = {
  dynamodb: DYNAMODB,
  eventbridge: EVENT_BRIDGE,
  events: EVENT_BRIDGE,
  kms: KMS,
  lambda: LAMBDA,
  s3: S3,
  secretsmanager: SECRETS_MANAGER,
  sfn: STATES,
  sns: { publish: { members: { MessageId: STRING, SequenceNumber: STRING } } },
  sqs: {
    sendMessage: {
      members: named(['MD5OfMessageBody', 'MessageId', 'SequenceNumber'], STRING),
    },
  },
  states: STATES,
};

const SERVICE_ACTION = /^arn:[^:]+:states:::(?:aws-sdk:)?([\w-]+):(.+)$/;

/** Undefined for a function, an activity, a task token's result and what is not known here. */
export function resultSchemaOf(resource: string): StructureSchema | undefined {
  const [, service = '', action = ''] = SERVICE_ACTION.exec(resource) ?? [];
  const actions = Object.hasOwn(SCHEMAS, service) ? SCHEMAS[service] : undefined;
  return actions !== undefined && Object.hasOwn(actions, action) ? actions[action] : undefined;
}
