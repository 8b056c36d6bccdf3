import { ACCOUNT_ATTRIBUTE, ACCOUNT_VALUE } from '../../shared/account-value.ts';

/** What follows the action in a Resource; nothing for Request Response. */
type PatternSuffix = '' | '.sync' | '.sync:2' | '.waitForTaskToken';

interface IntegratedActions {
  readonly service: string;
  readonly actions: readonly string[];
  readonly suffixes: readonly PatternSuffix[];
}

const REQUEST_RESPONSE = [''] as const;
const RUN_A_JOB = ['', '.sync'] as const;
const CALLBACK = ['', '.waitForTaskToken'] as const;
const JOB_OR_CALLBACK = ['', '.sync', '.waitForTaskToken'] as const;

/**
 * What Step Functions integrates besides the AWS SDK. Where the pages differ about the patterns of an
 * action, it has them all.
 *
 * @see "Integrating optimized services with Step Functions" (Step Functions Developer Guide)
 */
const OPTIMISED_INTEGRATIONS: readonly IntegratedActions[] = [
  { service: 'apigateway', actions: ['invoke'], suffixes: CALLBACK },
  { service: 'athena', actions: ['startQueryExecution'], suffixes: RUN_A_JOB },
  {
    service: 'athena',
    actions: ['getQueryExecution', 'getQueryResults', 'stopQueryExecution'],
    suffixes: REQUEST_RESPONSE,
  },
  { service: 'batch', actions: ['submitJob'], suffixes: RUN_A_JOB },
  {
    service: 'bedrock',
    actions: ['createModelCustomizationJob', 'invokeModel'],
    suffixes: JOB_OR_CALLBACK,
  },
  {
    service: 'codebuild',
    actions: ['retryBuildBatch', 'startBuild', 'startBuildBatch'],
    suffixes: RUN_A_JOB,
  },
  {
    service: 'codebuild',
    actions: [
      'batchDeleteBuilds',
      'batchGetReports',
      'deleteBuildBatch',
      'stopBuild',
      'stopBuildBatch',
    ],
    suffixes: REQUEST_RESPONSE,
  },
  { service: 'databrew', actions: ['startJobRun'], suffixes: RUN_A_JOB },
  {
    service: 'dynamodb',
    actions: ['deleteItem', 'getItem', 'putItem', 'updateItem'],
    suffixes: REQUEST_RESPONSE,
  },
  { service: 'ecs', actions: ['runTask'], suffixes: JOB_OR_CALLBACK },
  {
    service: 'eks',
    actions: [
      'call',
      'createCluster',
      'createFargateProfile',
      'createNodegroup',
      'deleteCluster',
      'deleteFargateProfile',
      'deleteNodegroup',
      'runJob',
    ],
    suffixes: JOB_OR_CALLBACK,
  },
  {
    service: 'elasticmapreduce',
    actions: ['addStep', 'createCluster', 'terminateCluster'],
    suffixes: RUN_A_JOB,
  },
  {
    service: 'elasticmapreduce',
    actions: [
      'cancelStep',
      'modifyInstanceFleetByName',
      'modifyInstanceGroupByName',
      'setClusterTerminationProtection',
    ],
    suffixes: REQUEST_RESPONSE,
  },
  {
    service: 'emr-containers',
    actions: ['createVirtualCluster', 'deleteVirtualCluster', 'startJobRun'],
    suffixes: RUN_A_JOB,
  },
  {
    service: 'emr-serverless',
    actions: [
      'cancelJobRun',
      'createApplication',
      'deleteApplication',
      'startApplication',
      'startJobRun',
      'stopApplication',
    ],
    suffixes: RUN_A_JOB,
  },
  { service: 'events', actions: ['putEvents'], suffixes: CALLBACK },
  { service: 'glue', actions: ['startJobRun'], suffixes: RUN_A_JOB },
  { service: 'http', actions: ['invoke'], suffixes: CALLBACK },
  { service: 'lambda', actions: ['invoke'], suffixes: CALLBACK },
  { service: 'mediaconvert', actions: ['createJob'], suffixes: RUN_A_JOB },
  {
    service: 'sagemaker',
    actions: [
      'createEndpoint',
      'createEndpointConfig',
      'createHyperParameterTuningJob',
      'createLabelingJob',
      'createModel',
      'createProcessingJob',
      'createTrainingJob',
      'createTransformJob',
      'updateEndpoint',
    ],
    suffixes: RUN_A_JOB,
  },
  { service: 'sns', actions: ['publish'], suffixes: CALLBACK },
  { service: 'sqs', actions: ['sendMessage'], suffixes: CALLBACK },
  {
    service: 'states',
    actions: ['startExecution'],
    suffixes: ['', '.sync', '.sync:2', '.waitForTaskToken'],
  },
];

const OPTIMISED_NAMES: ReadonlySet<string> = new Set(
  OPTIMISED_INTEGRATIONS.flatMap(({ service, actions, suffixes }) =>
    actions.flatMap((action) => suffixes.map((suffix) => `${service}:${action}${suffix}`)),
  ),
);

const FUNCTION_ARN = /^arn:[^:]+:lambda:[^:]*:[^:]*:function:./;
const ACTIVITY_ARN = /^arn:[^:]+:states:[^:]*:[^:]*:activity:./;
const SERVICE_INTEGRATION = /^arn:[^:]+:states:::(.*)$/;
/** Which services and operations the SDK has is not asked: they grow by the day. */
const SDK_INTEGRATION = /^aws-sdk:[a-z][a-z\d-]*:[a-z][A-Za-z\d]*(?:\.waitForTaskToken)?$/;

/** Tells whether Step Functions knows what the Resource of a Task names, as far as that is known here. */
export function isTaskResource(resource: string): boolean {
  if (FUNCTION_ARN.test(resource) || ACTIVITY_ARN.test(resource)) return true;
  if (ACCOUNT_VALUE.test(resource) || ACCOUNT_ATTRIBUTE.test(resource)) return true;
  const [, integration] = SERVICE_INTEGRATION.exec(resource) ?? [];
  if (integration === undefined) return false;
  return OPTIMISED_NAMES.has(integration) || SDK_INTEGRATION.test(integration);
}
