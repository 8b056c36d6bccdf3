import {
  listOf,
  NUMBER,
  named,
  OBJECT,
  oneOf,
  STRING,
  type StructureSchema,
  structure,
  text,
} from './field-schema.ts';

const FUNCTION_CONFIGURATION: StructureSchema['members'] = {
  ...named(['FunctionName', 'FunctionArn', 'Runtime', 'Role', 'LastModified', 'Version'], STRING),
  ...named(['CodeSha256', 'RevisionId', 'MasterArn', 'StateReason', 'KMSKeyArn'], STRING),
  Handler: text(0, 128),
  Description: text(0, 256),
  CodeSize: NUMBER,
  Timeout: { type: 'number', min: 1 },
  MemorySize: { type: 'number', min: 128, max: 10_240 },
  PackageType: oneOf('Zip', 'Image'),
  State: oneOf(
    'Pending',
    'Active',
    'Inactive',
    'Failed',
    'Deactivating',
    'Deactivated',
    'Deleting',
  ),
  LastUpdateStatus: oneOf('Successful', 'Failed', 'InProgress'),
  Architectures: { type: 'array', item: oneOf('x86_64', 'arm64'), min: 1, max: 1 },
  Environment: structure({ Variables: OBJECT }),
  EphemeralStorage: structure({ Size: { type: 'number', min: 512, max: 10_240 } }),
  Layers: listOf({ Arn: text(1, 140), CodeSize: NUMBER }),
  TracingConfig: structure({ Mode: oneOf('Active', 'PassThrough') }),
};

export const LAMBDA: Readonly<Record<string, StructureSchema>> = {
  invoke: {
    members: {
      StatusCode: NUMBER,
      ...named(['FunctionError', 'LogResult'], STRING),
      ExecutedVersion: text(1, 1024),
    },
  },
  getFunction: {
    members: {
      Configuration: structure(FUNCTION_CONFIGURATION),
      Code: structure(named(['RepositoryType', 'Location', 'ImageUri'], STRING)),
      Tags: OBJECT,
      Concurrency: structure({ ReservedConcurrentExecutions: { type: 'number', min: 0 } }),
    },
  },
  getFunctionConfiguration: { members: FUNCTION_CONFIGURATION },
};
