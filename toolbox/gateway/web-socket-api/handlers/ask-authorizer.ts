import type { Clock } from '../../../shared/clock.ts';
import type { InvokeFunction } from '../../../shared/function-invoker.ts';
import type { JsonObject } from '../../../shared/json.ts';
import type { Principal } from '../../../shared/principal.ts';
import type { WebSocketAuthorizer } from '../../../template/web-socket-api-model.ts';
import { evaluatePolicy } from '../../authorizers/evaluate-policy.ts';
import { callLambdaAuthorizer } from '../../authorizers/lambda-authorizer.ts';
import { contextTexts, readPolicyAnswer } from '../../authorizers/lambda-authorizer-answer.ts';
import { LambdaAuthorizerError } from '../../authorizers/lambda-authorizer-error.ts';
import { executeApiArn } from '../../execute-api-arn.ts';
import { GatewayError } from '../../gateway-error.ts';
import { assumedRole } from '../../integrations/integration-principal.ts';
import { lambdaFunction } from '../../integrations/lambda-function.ts';
import { localId } from '../../local-id.ts';
import { compileMappingSource, type MappingValues } from '../../parameter-mapping.ts';
import { lastValues } from '../../query-string.ts';
import type { Authorization, RoutedConnectContext } from '../context.ts';
import { connectParts } from './build-proxy-event.ts';
import { contextVariables } from './context-variables.ts';

export type AskAuthorizer = (
  context: RoutedConnectContext,
  authorizer: WebSocketAuthorizer,
) => Promise<Authorization>;

const HEADER_SOURCE = 'route.request.header.';

/** @see "Amazon API Gateway quotas and important notes" (API Gateway Developer Guide) */
const MAX_RESULT_BYTES = 8 * 1024;

/**
 * Makes what asks the Lambda authorizer of an API whether a client may connect.
 *
 * @throws GatewayError UNAUTHORIZED without a call when an identity source is missing, and by the
 * word of the function; ACCESS_DENIED by its policy; AUTHORIZER_CONFIGURATION_ERROR when it fails
 * @see "Creating a Lambda REQUEST authorizer function" (API Gateway Developer Guide)
 */
export function askAuthorizerWith(lambda: InvokeFunction, clock: Clock): AskAuthorizer {
  return async (context, authorizer) => {
    checkIdentity(context, authorizer);
    const methodArn = executeApiArn(context.deployment, '$connect', '');
    const functionName = lambdaFunction(authorizer.authorizerUri);
    if (functionName === undefined) {
      throw failure(`${authorizer.authorizerUri} names no function`);
    }
    const beginMs = clock.now();
    const call = {
      functionName,
      event: authorizerEvent(context, methodArn),
      principal: principalOf(context, authorizer),
    };
    try {
      const answer = await callLambdaAuthorizer(call, { lambda, clock });
      const {
        principalId,
        policyDocument,
        context: values,
        usageIdentifierKey,
      } = readPolicyAnswer(answer);
      checkSize(values);
      if (evaluatePolicy(policyDocument, methodArn) !== 'allow') {
        const reason = `the authorizer's policy does not allow execute-api:Invoke on ${methodArn}`;
        throw new GatewayError('ACCESS_DENIED', { message: 'Forbidden', reason });
      }
      const integrationLatency = clock.now() - beginMs;
      return {
        authorizer: { principalId, integrationLatency, ...contextTexts(values) },
        ...(usageIdentifierKey !== undefined && { usageIdentifierKey }),
      };
    } catch (error) {
      throw error instanceof LambdaAuthorizerError ? refusalOf(error) : error;
    }
  };
}

function checkIdentity(
  context: RoutedConnectContext,
  { identitySource }: WebSocketAuthorizer,
): void {
  const { headers, query } = context.request;
  const byName = lastValues(headers.map(([name, value]) => [name.toLowerCase(), value] as const));
  const values: MappingValues = {
    contextVariables: contextVariables({ ...context, authorization: {} }),
    stageVariables: context.deployment.api.stageVariables,
    header: (name) => byName[name],
    querystring: lastValues(query),
    path: {},
    body: () => '',
    allHeaders: () => [],
    allQuerystring: () => [],
  };
  const missing = identitySource.find((source) => {
    // HTTP does not tell upper case from lower case in names of headers.
    const isHeader = source.startsWith(HEADER_SOURCE);
    const comparable = isHeader ? source.toLowerCase() : source;
    return compileMappingSource(comparable, 'route.request')?.(values) === undefined;
  });
  if (missing === undefined) return;
  throw new GatewayError('UNAUTHORIZED', { reason: `the identity source ${missing} is missing` });
}

/** That of a REST API's authorizer without what a connection does not have. */
function authorizerEvent(context: RoutedConnectContext, methodArn: string): JsonObject {
  const { request, deployment } = context;
  return {
    type: 'REQUEST',
    methodArn,
    queryStringParameters: {},
    multiValueQueryStringParameters: {},
    ...connectParts(request),
    stageVariables: { ...deployment.api.stageVariables },
    requestContext: contextVariables({ ...context, authorization: {} }),
  };
}

function principalOf(
  { deployment }: RoutedConnectContext,
  { name, authorizerCredentialsArn }: WebSocketAuthorizer,
): Principal {
  if (authorizerCredentialsArn !== undefined) return assumedRole(authorizerCredentialsArn);
  const { partition, region, accountId } = deployment.identity;
  const { apiId } = deployment.api;
  return {
    kind: 'service',
    service: 'apigateway.amazonaws.com',
    sourceArn: `arn:${partition}:execute-api:${region}:${accountId}:${apiId}/authorizers/${localId(`${apiId} ${name}`)}`,
  };
}

function checkSize(values: JsonObject): void {
  const bytes = Buffer.byteLength(JSON.stringify(values));
  if (bytes <= MAX_RESULT_BYTES) return;
  throw failure(`the authorizer's context has ${bytes} bytes, more than ${MAX_RESULT_BYTES}`);
}

function refusalOf(error: LambdaAuthorizerError): GatewayError {
  const { message: reason } = error;
  return error.isUnauthorized
    ? new GatewayError('UNAUTHORIZED', { reason, cause: error })
    : failure(reason, error);
}

function failure(reason: string, cause?: Error): GatewayError {
  return new GatewayError('AUTHORIZER_CONFIGURATION_ERROR', {
    message: 'Internal server error',
    reason,
    cause,
  });
}
