import type { AwsIdentity } from '../shared/arn.ts';
import { functionArn } from '../shared/arn.ts';
import { LambdaServiceError } from '../shared/function-invoker.ts';
import type { FunctionConfiguration } from '../template/model.ts';
import { type FunctionName, parseFunctionName } from './function-name.ts';
import { functionNotFound } from './service-errors.ts';

const LATEST = '$LATEST';
/** Locally nothing is ever published twice. */
const PUBLISHED_VERSION = '1';

/** A function of the template, as an Invoke call asks for it. */
export interface TemplateFunction {
  readonly kind: 'template';
  readonly configuration: FunctionConfiguration;
  /** What runs: also for an alias the number behind it. */
  readonly version: string;
  /** With a qualifier only if the call has one. */
  readonly invokedFunctionArn: string;
}

export interface UnknownFunction {
  readonly kind: 'unknown';
  readonly name: string;
  readonly notFound: LambdaServiceError;
}

/**
 * Finds the function of an Invoke call.
 *
 * @throws LambdaServiceError when name and qualifier are not well formed or contradict each other
 */
export function resolveFunction(
  text: string,
  qualifierGiven: string | undefined,
  functions: ReadonlyMap<string, FunctionConfiguration>,
  identity: AwsIdentity,
): TemplateFunction | UnknownFunction {
  const functionName = parseFunctionName(text);
  if (functionName === undefined) throw malformedName(text);
  const qualifier = qualifierOf(functionName, qualifierGiven);
  const configuration = functions.get(functionName.name);
  if (configuration === undefined || isElsewhere(functionName, identity)) {
    const arn = functionArn({ ...identity, ...functionName }, functionName.name);
    const notFound = functionNotFound(arn, qualifier ?? LATEST);
    return { kind: 'unknown', name: functionName.name, notFound };
  }
  const { functionArn: arn, qualifiers = [] } = configuration;
  const isLatest = qualifier === undefined || qualifier === LATEST;
  if (!isLatest && !qualifiers.includes(qualifier)) throw functionNotFound(arn, qualifier);
  return {
    kind: 'template',
    configuration,
    version: isLatest ? LATEST : PUBLISHED_VERSION,
    invokedFunctionArn: qualifier === undefined ? arn : `${arn}:${qualifier}`,
  };
}

function qualifierOf(
  { qualifier }: FunctionName,
  qualifierGiven: string | undefined,
): string | undefined {
  if (qualifier !== undefined && qualifierGiven !== undefined && qualifier !== qualifierGiven) {
    throw new LambdaServiceError(
      'InvalidParameterValueException',
      400,
      'The derived qualifier from the function name does not match the specified qualifier.',
    );
  }
  return qualifier ?? qualifierGiven;
}

/** Whether a name is that of another region or account. */
export function isElsewhere({ region, accountId }: FunctionName, identity: AwsIdentity): boolean {
  return (
    (region ?? identity.region) !== identity.region ||
    (accountId ?? identity.accountId) !== identity.accountId
  );
}

function malformedName(text: string): LambdaServiceError {
  return new LambdaServiceError(
    'ValidationException',
    400,
    `1 validation error detected: Value '${text}' at 'functionName' failed to satisfy constraint: Member must be a function name, a partial ARN or an ARN`,
  );
}
