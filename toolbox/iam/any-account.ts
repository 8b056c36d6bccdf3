const REGION = /^[a-z]{2}(?:-[a-z]+)+-\d$/;
const ACCOUNT_ID = /^\d{12}$/;

/**
 * Puts `*` in the place of the region and the account that the pattern of an ARN names.
 *
 * Local runtime: they are those that the template is meant for; those of local ARNs are made up.
 */
export function inAnyAccount(pattern: string): string {
  const [arn, partition, service, region, accountId, ...resource] = pattern.split(':');
  if (arn !== 'arn' || region === undefined || accountId === undefined) return pattern;
  const anyRegion = REGION.test(region) ? '*' : region;
  const anyAccount = ACCOUNT_ID.test(accountId) ? '*' : accountId;
  return [arn, partition, service, anyRegion, anyAccount, ...resource].join(':');
}
