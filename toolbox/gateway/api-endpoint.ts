import type { AwsIdentity } from '../shared/arn.ts';

/** The host that an API has on AWS: `a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com`. */
export function apiEndpoint(apiId: string, { region, partition }: AwsIdentity): string {
  const suffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `${apiId}.execute-api.${region}.${suffix}`;
}
