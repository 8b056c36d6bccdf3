/** The account, region and partition that local ARNs are made of. */
export interface AwsIdentity {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
}

export const LOCAL_ACCOUNT_ID = '123456789012';

export function stateMachineArn(
  { partition, region, accountId }: AwsIdentity,
  name: string,
): string {
  return `arn:${partition}:states:${region}:${accountId}:stateMachine:${name}`;
}

export function activityArn({ partition, region, accountId }: AwsIdentity, name: string): string {
  return `arn:${partition}:states:${region}:${accountId}:activity:${name}`;
}

export function functionArn({ partition, region, accountId }: AwsIdentity, name: string): string {
  return `arn:${partition}:lambda:${region}:${accountId}:function:${name}`;
}

/** The name in a function's name, partial ARN or ARN, each with or without a qualifier. */
export function functionNameIn(text: string): string {
  const parts = text.split(':');
  const [first = ''] = parts;
  return parts[parts.indexOf('function') + 1] ?? first;
}

export function roleArn({ partition, accountId }: AwsIdentity, path: string, name: string): string {
  return `arn:${partition}:iam::${accountId}:role${path}${name}`;
}

/** The partition that a region belongs to. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return 'aws';
}
