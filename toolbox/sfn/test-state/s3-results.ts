import {
  BOOLEAN,
  NUMBER,
  named,
  OBJECT,
  oneOf,
  STRING,
  type StructureSchema,
} from './field-schema.ts';

const SERVER_SIDE_ENCRYPTION = oneOf('AES256', 'aws:fsx', 'aws:kms', 'aws:kms:dsse');
const STORAGE_CLASS = oneOf(
  'STANDARD',
  'REDUCED_REDUNDANCY',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER',
  'DEEP_ARCHIVE',
  'OUTPOSTS',
  'GLACIER_IR',
  'SNOW',
  'EXPRESS_ONEZONE',
  'FSX_OPENZFS',
  'FSX_ONTAP',
);

export const S3: Readonly<Record<string, StructureSchema>> = {
  getObject: {
    members: {
      ...named(['Body', 'AcceptRanges', 'LastModified', 'ETag', 'VersionId', 'Expires'], STRING),
      ...named(['CacheControl', 'ContentDisposition', 'ContentEncoding'], STRING),
      ...named(['ContentLanguage', 'ContentRange', 'ContentType', 'SSEKMSKeyId'], STRING),
      ...named(['ContentLength', 'MissingMeta', 'PartsCount', 'TagCount'], NUMBER),
      ...named(['DeleteMarker', 'BucketKeyEnabled'], BOOLEAN),
      Metadata: OBJECT,
      ServerSideEncryption: SERVER_SIDE_ENCRYPTION,
      StorageClass: STORAGE_CLASS,
      ReplicationStatus: oneOf('COMPLETE', 'PENDING', 'FAILED', 'REPLICA', 'COMPLETED'),
      ObjectLockMode: oneOf('GOVERNANCE', 'COMPLIANCE'),
      ObjectLockLegalHoldStatus: oneOf('ON', 'OFF'),
    },
  },
  putObject: {
    members: {
      ...named(['Expiration', 'ETag', 'VersionId', 'SSEKMSKeyId'], STRING),
      ServerSideEncryption: SERVER_SIDE_ENCRYPTION,
      BucketKeyEnabled: BOOLEAN,
      Size: NUMBER,
    },
  },
};
