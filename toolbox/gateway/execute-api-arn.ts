import type { AwsIdentity } from '../shared/arn.ts';

/** An API that is served, whatever its protocol. */
export interface DeployedApi {
  readonly api: { readonly apiId: string; readonly stageName: string };
  readonly identity: AwsIdentity;
}

/**
 * The ARN of a method: `arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/dev/GET/pets/1`.
 *
 * @param path - as it was called, or as it stands in the API, with the leading slash
 */
export function executeApiArn(
  { api, identity }: DeployedApi,
  httpMethod: string,
  path: string,
): string {
  const { partition, region, accountId } = identity;
  return `arn:${partition}:execute-api:${region}:${accountId}:${api.apiId}/${api.stageName}/${httpMethod}${path}`;
}

/** The ARN in whose name the function of an authorizer is called. */
export function authorizerArn({ api, identity }: DeployedApi, authorizerId: string): string {
  const { partition, region, accountId } = identity;
  return `arn:${partition}:execute-api:${region}:${accountId}:${api.apiId}/authorizers/${authorizerId}`;
}
