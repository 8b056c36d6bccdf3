import type { AwsIdentity } from '../shared/arn.ts';
import type { JsonObject } from '../shared/json.ts';

const allow = (Action: readonly string[], Resource = '*'): JsonObject => ({
  Effect: 'Allow',
  Action: [...Action],
  Resource,
});

/**
 * Policies that AWS manages, by name, with as many of their statements as are about actions of Step
 * Functions, Lambda and `execute-api`.
 *
 * @see "AWS Managed Policy Reference Guide"
 */
const MANAGED_POLICIES: Readonly<Record<string, (identity: AwsIdentity) => JsonObject[]>> = {
  AWSLambdaBasicExecutionRole: () => [],
  AWSLambdaVPCAccessExecutionRole: () => [],
  AWSXRayDaemonWriteAccess: () => [],
  AWSXrayWriteOnlyAccess: () => [],
  AmazonAPIGatewayPushToCloudWatchLogs: () => [],
  CloudWatchLogsFullAccess: () => [],
  AWSLambdaRole: () => [allow(['lambda:InvokeFunction'])],
  AWSLambda_FullAccess: () => [
    allow(['lambda:*', 'states:DescribeStateMachine', 'states:ListStateMachines']),
  ],
  AWSStepFunctionsFullAccess: () => [allow(['states:*'])],
  AmazonAPIGatewayInvokeFullAccess: ({ partition }) => [
    allow(
      ['execute-api:Invoke', 'execute-api:ManageConnections'],
      `arn:${partition}:execute-api:*:*:*`,
    ),
  ],
};

const ARN = /^arn:[^:]+:iam::aws:policy\/(?:.+\/)?([^/]+)$/;

/**
 * The statements of a policy that AWS manages; undefined when it is not known here.
 *
 * @param policy - its ARN, or its name as SAM takes it
 */
export function managedPolicyStatements(
  policy: string,
  identity: AwsIdentity,
): JsonObject[] | undefined {
  const name = ARN.exec(policy)?.[1] ?? policy;
  return Object.hasOwn(MANAGED_POLICIES, name) ? MANAGED_POLICIES[name]?.(identity) : undefined;
}
