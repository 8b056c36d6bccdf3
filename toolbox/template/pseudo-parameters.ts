import type { Stack } from './scope.ts';

/** The id of every local stack: an example of the CloudFormation User Guide. */
const STACK_UUID = '51af3dc0-da77-11e4-872e-1234567db123';

/**
 * The value of a pseudo parameter; undefined when the name is none. `AWS::NoValue` and `AWS::NotificationARNs` are no
 * text and not here.
 *
 * @see "Pseudo parameters reference" (CloudFormation User Guide)
 */
export function pseudoParameter(
  name: string,
  { identity, stackName }: Pick<Stack, 'identity' | 'stackName'>,
): string | undefined {
  const { accountId, region, partition } = identity;
  switch (name) {
    case 'AWS::AccountId':
      return accountId;
    case 'AWS::Region':
      return region;
    case 'AWS::Partition':
      return partition;
    case 'AWS::StackName':
      return stackName;
    case 'AWS::StackId':
      return `arn:${partition}:cloudformation:${region}:${accountId}:stack/${stackName}/${STACK_UUID}`;
    case 'AWS::URLSuffix':
      return partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
    default:
      return undefined;
  }
}
