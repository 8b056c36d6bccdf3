import type { Clock } from '../../../shared/clock.ts';
import type { InvokeFunction } from '../../../shared/function-invoker.ts';
import type { LambdaAuthorizer } from '../../../template/authorizer-model.ts';
import { createAuthorizerCache } from '../../authorizers/authorizer-cache.ts';
import { evaluatePolicy, matchingStatement } from '../../authorizers/evaluate-policy.ts';
import { callLambdaAuthorizer } from '../../authorizers/lambda-authorizer.ts';
import {
  contextTexts,
  type PolicyAnswer,
  readPolicyAnswer,
} from '../../authorizers/lambda-authorizer-answer.ts';
import { LambdaAuthorizerError } from '../../authorizers/lambda-authorizer-error.ts';
import { GatewayError } from '../../gateway-error.ts';
import { lambdaFunction } from '../../integrations/lambda-function.ts';
import { replaceStageVariables } from '../../stage-variables.ts';
import type { AuthorizerResult, RoutedContext } from '../context.ts';
import { compileIdentitySource } from '../identity-source.ts';
import { compileValidationExpression } from '../validation-expression.ts';
import { authorizerEvent, authorizerPrincipal, methodArnOf } from './lambda-authorizer-request.ts';

export interface LambdaAuthorizerServices {
  readonly lambda: InvokeFunction;
  readonly clock: Clock;
}

/**
 * Makes what asks the function of an authorizer, or its cache, and applies its policy to the
 * method.
 *
 * The refusal is ACCESS_DENIED, or API_CONFIGURATION_ERROR for a context that holds more than
 * simple values.
 *
 * @throws GatewayError UNAUTHORIZED or AUTHORIZER_CONFIGURATION_ERROR, by the promise
 * @see "Use API Gateway Lambda authorizers" (API Gateway Developer Guide)
 */
export function authorizeByLambda(
  authorizer: LambdaAuthorizer,
  services: LambdaAuthorizerServices,
): (context: RoutedContext) => Promise<AuthorizerResult> {
  const { identitySource, authorizerResultTtlInSeconds } = authorizer;
  const { now } = services.clock;
  const identityOf = identityReader(authorizer);
  // Without an identity all callers would share one answer.
  const ttlSeconds = identitySource.length === 0 ? 0 : authorizerResultTtlInSeconds;
  const cache = createAuthorizerCache<PolicyAnswer>({ ttlSeconds, now });
  return async (context) => {
    const identity = identityOf(context);
    const methodArn = methodArnOf(context);
    const key = JSON.stringify(identity);
    const startedMs = now();
    const cached = cache.get(key);
    const answer = cached ?? (await ask(authorizer, methodArn, identity, context, services));
    if (cached === undefined) cache.set(key, answer);
    const latencyMs = cached === undefined ? now() - startedMs : 0;
    return resultOf(answer, latencyMs, policyRefusal(answer, methodArn, authorizer));
  };
}

/** @throws GatewayError UNAUTHORIZED by the reader */
function identityReader({
  type,
  identitySource,
  identityValidationExpression,
}: LambdaAuthorizer): (context: RoutedContext) => string[] {
  const sources = identitySource.map((name) => ({ name, read: compileIdentitySource(name) }));
  const isValid = compileValidationExpression(identityValidationExpression);
  return (context) =>
    sources.map(({ name, read }) => {
      const value = read(context);
      if (value === undefined) throw unauthorized(`the request has no ${name}`);
      if (type === 'TOKEN' && !isValid(value)) {
        throw unauthorized(`${name} does not match ${identityValidationExpression}`);
      }
      return value;
    });
}

async function ask(
  authorizer: LambdaAuthorizer,
  methodArn: string,
  identity: readonly string[],
  context: RoutedContext,
  services: LambdaAuthorizerServices,
): Promise<PolicyAnswer> {
  const uri = replaceStageVariables(
    authorizer.authorizerUri,
    context.deployment.api.stageVariables,
  );
  const functionName = lambdaFunction(uri);
  if (functionName === undefined) {
    const reason = `authorizerUri of "${authorizer.name}" names no function: ${uri}`;
    throw new GatewayError('AUTHORIZER_CONFIGURATION_ERROR', { reason });
  }
  const event = authorizerEvent(authorizer, methodArn, identity[0] ?? '', context);
  const principal = authorizerPrincipal(authorizer, context);
  try {
    return readPolicyAnswer(
      await callLambdaAuthorizer({ functionName, event, principal }, services),
    );
  } catch (error) {
    throw authorizerFailure(error, authorizer);
  }
}

function authorizerFailure(error: unknown, { name }: LambdaAuthorizer): unknown {
  if (!(error instanceof LambdaAuthorizerError)) return error;
  const type = error.isUnauthorized ? 'UNAUTHORIZED' : 'AUTHORIZER_CONFIGURATION_ERROR';
  return new GatewayError(type, { reason: `"${name}": ${error.message}`, cause: error });
}

const NOT_AUTHORIZED = 'User is not authorized to access this resource';

/** Why the policy does not let the caller in; undefined when it does. */
function policyRefusal(
  { policyDocument }: PolicyAnswer,
  methodArn: string,
  { name }: LambdaAuthorizer,
): GatewayError | undefined {
  switch (evaluatePolicy(policyDocument, methodArn)) {
    case 'allow':
      return undefined;
    case 'explicit-deny': {
      const index = matchingStatement(policyDocument, methodArn, 'Deny');
      return new GatewayError('ACCESS_DENIED', {
        message: `${NOT_AUTHORIZED} with an explicit deny in an identity-based policy`,
        reason: `Statement[${index}] of the policy of "${name}" denies ${methodArn}`,
      });
    }
    case 'implicit-deny':
      return new GatewayError('ACCESS_DENIED', {
        message: `${NOT_AUTHORIZED} because no identity-based policy allows the execute-api:Invoke action`,
        reason: `no statement of the policy of "${name}" allows ${methodArn}`,
      });
  }
}

/** Gateway responses may show the context of a policy that denies. */
function resultOf(
  { principalId, context, usageIdentifierKey }: PolicyAnswer,
  integrationLatency: number,
  refusal: GatewayError | undefined,
): AuthorizerResult {
  const own = { principalId, integrationLatency };
  try {
    return { variables: { ...contextTexts(context), ...own }, usageIdentifierKey, refusal };
  } catch (error) {
    if (!(error instanceof LambdaAuthorizerError)) throw error;
    const { message: reason } = error;
    const failure = new GatewayError('API_CONFIGURATION_ERROR', { reason, cause: error });
    return { variables: own, usageIdentifierKey, refusal: refusal ?? failure };
  }
}

function unauthorized(reason: string): GatewayError {
  return new GatewayError('UNAUTHORIZED', { reason });
}
