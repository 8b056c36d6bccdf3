import type { Clock } from '../../../shared/clock.ts';
import type { InvokeFunction } from '../../../shared/function-invoker.ts';
import type { JsonObject, JsonValue } from '../../../shared/json.ts';
import type { Principal } from '../../../shared/principal.ts';
import type { RequestAuthorizer } from '../../../template/http-api-model.ts';
import { createAuthorizerCache } from '../../authorizers/authorizer-cache.ts';
import { evaluatePolicy } from '../../authorizers/evaluate-policy.ts';
import { callLambdaAuthorizer } from '../../authorizers/lambda-authorizer.ts';
import {
  type PolicyAnswer,
  readPolicyAnswer,
  readSimpleAnswer,
  type SimpleAnswer,
} from '../../authorizers/lambda-authorizer-answer.ts';
import { LambdaAuthorizerError } from '../../authorizers/lambda-authorizer-error.ts';
import { authorizerArn } from '../../execute-api-arn.ts';
import { credentialsPrincipal } from '../../integrations/integration-principal.ts';
import { lambdaFunction } from '../../integrations/lambda-function.ts';
import { localId } from '../../local-id.ts';
import type { RouteCaller, RoutedHttpContext } from '../context.ts';
import { authorizerEvent1 } from '../events/event-1.ts';
import { authorizerEvent2 } from '../events/event-2.ts';
import { HttpApiError } from '../http-api-error.ts';
import { routeArn } from '../route-arn.ts';
import { compileIdentity } from './identity.ts';
import type { AuthorizeRoute } from './jwt.ts';

export interface RequestAuthorizerOptions {
  readonly lambda: InvokeFunction;
  readonly clock: Clock;
}

type Answer = PolicyAnswer | SimpleAnswer;

/**
 * Makes what authorizes by a function. Its answers are kept by the identity of the caller, for all
 * routes of the API.
 *
 * @throws HttpApiError UNAUTHORIZED when an identity source is missing, FORBIDDEN when the function
 * says no, INTERNAL_ERROR when it fails or answers in a wrong form
 * @see "Working with AWS Lambda authorizers for HTTP APIs" (API Gateway Developer Guide)
 */
export function requestAuthorizer(
  authorizer: RequestAuthorizer,
  { lambda, clock }: RequestAuthorizerOptions,
): AuthorizeRoute {
  const { identitySource, authorizerUri, resultTtlSeconds, enableSimpleResponses } = authorizer;
  const identityOf = compileIdentity(identitySource);
  // Without an identity all callers would share one answer.
  const ttlSeconds = identitySource.length === 0 ? 0 : resultTtlSeconds;
  const cache = createAuthorizerCache<Answer>({ ttlSeconds, now: clock.now });
  const functionName = lambdaFunction(authorizerUri) ?? authorizerUri;
  const principalOf = principalReader(authorizer);
  const readAnswer = enableSimpleResponses ? readSimpleAnswer : readPolicyAnswer;
  return async (context) => {
    const identity = identityOf(context);
    if (identity === undefined) {
      throw new HttpApiError('UNAUTHORIZED', {
        reason: `an identity source of authorizer "${authorizer.name}" is missing`,
      });
    }
    const key = JSON.stringify(identity);
    const cached = cache.get(key);
    if (cached !== undefined) return callerBy(cached, context);
    const event = eventOf(authorizer, identity, context);
    const answer = await callLambdaAuthorizer(
      { functionName, event, principal: principalOf(context) },
      { lambda, clock },
    )
      .then((value: JsonValue) => readAnswer(value))
      .catch((error: unknown) => {
        throw failureOf(error);
      });
    cache.set(key, answer);
    return callerBy(answer, context);
  };
}

function principalReader({
  name,
  credentials,
}: RequestAuthorizer): (context: RoutedHttpContext) => Principal {
  const roleOf = credentials === undefined ? undefined : credentialsPrincipal(credentials);
  return (context) =>
    roleOf?.(context) ?? {
      kind: 'service',
      service: 'apigateway.amazonaws.com',
      sourceArn: authorizerArn(context.deployment, localId(name)),
    };
}

function eventOf(
  { payloadFormatVersion }: RequestAuthorizer,
  identity: readonly string[],
  context: RoutedHttpContext,
): JsonObject {
  const { headers, querystring } = context.request;
  const { rawQuery } = context.incoming;
  const request = { headers, querystring, rawQuery, overwrittenPath: undefined };
  const methodArn = routeArn(context);
  return payloadFormatVersion === '1.0'
    ? authorizerEvent1(context, request, { methodArn, identity })
    : {
        ...authorizerEvent2(context, request),
        type: 'REQUEST',
        routeArn: methodArn,
        identitySource: [...identity],
      };
}

/** Local runtime: a function that fails with `Unauthorized` is assumed to be a failure as any. */
function failureOf(error: unknown): unknown {
  if (!(error instanceof LambdaAuthorizerError)) return error;
  return new HttpApiError('INTERNAL_ERROR', { reason: error.message, cause: error });
}

/** A policy is asked about each route, also one that was kept. */
function callerBy(answer: Answer, context: RoutedHttpContext): RouteCaller {
  if ('isAuthorized' in answer) {
    if (!answer.isAuthorized) throw forbidden('the authorizer says no');
    return { type: 'CUSTOM', context: answer.context, principalId: undefined };
  }
  const outcome = evaluatePolicy(answer.policyDocument, routeArn(context));
  if (outcome !== 'allow') {
    throw forbidden(
      outcome === 'explicit-deny'
        ? 'the policy of the authorizer denies it'
        : `the policy of the authorizer does not allow ${routeArn(context)}`,
    );
  }
  return { type: 'CUSTOM', context: answer.context, principalId: answer.principalId };
}

function forbidden(reason: string): HttpApiError {
  return new HttpApiError('FORBIDDEN', { reason });
}
