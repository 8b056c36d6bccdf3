/**
 * What the FunctionName of an Invoke call tells: a name, a partial ARN or an ARN, with or without a
 * qualifier.
 */
export interface FunctionName {
  readonly region?: string;
  readonly accountId?: string;
  readonly name: string;
  readonly qualifier?: string;
}

/** The pattern of the API reference. */
const PATTERN =
  /^(?:arn:aws[a-zA-Z-]*:lambda:)?(?:(?<region>[a-z]{2}(?:-[a-z]+)+-\d):)?(?:(?<accountId>\d{12}):)?(?:function:)?(?<name>[a-zA-Z0-9-_]+)(?::(?<qualifier>\$LATEST|[a-zA-Z0-9-_]+))?$/;

/** @see "Invoke", URI request parameters (Lambda API Reference) */
export function parseFunctionName(text: string): FunctionName | undefined {
  const groups = PATTERN.exec(text)?.groups;
  if (groups?.['name'] === undefined) return undefined;
  const { region, accountId, name, qualifier } = groups;
  return {
    name,
    ...(region === undefined ? {} : { region }),
    ...(accountId === undefined ? {} : { accountId }),
    ...(qualifier === undefined ? {} : { qualifier }),
  };
}
