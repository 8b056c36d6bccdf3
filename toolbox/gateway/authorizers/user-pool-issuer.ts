const USER_POOL_ARN = /^arn:([\w-]+):cognito-idp:([\w-]+):\d*:userpool\/([\w-]+)$/;

/** The `iss` of the tokens of a user pool; undefined when the text is no ARN of one. */
export function userPoolIssuer(userPoolArn: string): string | undefined {
  const [, partition, region, userPoolId] = USER_POOL_ARN.exec(userPoolArn) ?? [];
  if (userPoolId === undefined) return undefined;
  const domain = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `https://cognito-idp.${region}.${domain}/${userPoolId}`;
}
