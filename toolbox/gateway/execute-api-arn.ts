import type { AwsIdentity } from '../shared/arn.ts';
import type { Api } from '../template/model.ts';

/** The part of a deployed API that its ARNs are made of. */
interface DeployedStage {
  readonly api: Pick<Api, 'apiId' | 'stageName'>;
  readonly identity: AwsIdentity;
}

/**
 * The ARN of a method: `arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/dev/GET/pets/1`.
 *
 * @param path - as it was called, or as it stands in the API, with the leading slash
 */
export function executeApiArn(
  { api, identity }: DeployedStage,
  httpMethod: string,
  path: string,
): string {
  const { partition, region, accountId } = identity;
  return `arn:${partition}:execute-api:${region}:${accountId}:${api.apiId}/${api.stageName}/${httpMethod}${path}`;
}

/** The ARN of an authorizer, in whose name API Gateway invokes its function. */
export function authorizerArn({ api, identity }: DeployedStage, authorizerId: string): string {
  const { partition, region, accountId } = identity;
  return `arn:${partition}:execute-api:${region}:${accountId}:${api.apiId}/authorizers/${authorizerId}`;
}
