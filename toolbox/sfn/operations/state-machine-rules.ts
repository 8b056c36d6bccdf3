import type { ParameterRule, ParameterRules } from '../parameters.ts';

/** Members that the inputs of several operations share. */
export const STATE_MACHINE_ARN = { type: 'string', required: true, length: [1, 256] } as const;
/** Of a version or an alias. */
export const QUALIFIED_ARN = { type: 'string', required: true, length: [1, 2000] } as const;
export const INCLUDED_DATA = { type: 'string', values: ['ALL_DATA', 'METADATA_ONLY'] } as const;
export const STATE_MACHINE_TYPE = { type: 'string', values: ['STANDARD', 'EXPRESS'] } as const;
export const DEFINITION = { type: 'string', length: [1, 1_048_576], sensitive: true } as const;
export const ALIAS_DESCRIPTION = { type: 'string', length: [0, 256], sensitive: true } as const;
export const VERSION_DESCRIPTION = { type: 'string', length: [0, 256], sensitive: true } as const;

export const PAGING: ParameterRules = {
  maxResults: { type: 'integer', range: [0, 1000] },
  nextToken: { type: 'string', length: [1, 1024] },
};

export interface Paging {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

const LOG_DESTINATION: ParameterRule = {
  type: 'structure',
  members: {
    cloudWatchLogsLogGroup: {
      type: 'structure',
      members: { logGroupArn: { type: 'string', length: [1, 256] } },
    },
  },
};

export const ENCRYPTION_CONFIGURATION = {
  type: 'structure',
  members: {
    kmsKeyId: { type: 'string', length: [1, 2048] },
    kmsDataKeyReusePeriodSeconds: { type: 'integer', range: [60, 900] },
    type: {
      type: 'string',
      required: true,
      values: ['AWS_OWNED_KEY', 'CUSTOMER_MANAGED_KMS_KEY'],
    },
  },
} as const satisfies ParameterRule;

/** The configurations of CreateStateMachine and UpdateStateMachine. */
export const CONFIGURATIONS = {
  loggingConfiguration: {
    type: 'structure',
    members: {
      level: { type: 'string', values: ['ALL', 'ERROR', 'FATAL', 'OFF'] },
      includeExecutionData: { type: 'boolean' },
      destinations: { type: 'list', item: LOG_DESTINATION },
    },
  },
  tracingConfiguration: { type: 'structure', members: { enabled: { type: 'boolean' } } },
  encryptionConfiguration: ENCRYPTION_CONFIGURATION,
} as const satisfies ParameterRules;
