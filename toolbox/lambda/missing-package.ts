import { sdkPackageOf } from './sdk-packages.ts';

/**
 * Tells the developer how to mend a function that failed because a package of the AWS SDK is not
 * there, which it would be on Lambda.
 *
 * @param payload - of the function's error
 * @returns undefined for another error
 */
export function missingPackageNotice(logicalId: string, payload: string): string | undefined {
  const specifier = /Cannot find (?:module|package) '([^']+)'/.exec(payload)?.[1] ?? '';
  const name = sdkPackageOf(specifier);
  if (name === undefined) return undefined;
  return `${logicalId} imports ${name}, which Lambda's runtime brings along and this project lacks: npm install --save-dev ${name}`;
}
