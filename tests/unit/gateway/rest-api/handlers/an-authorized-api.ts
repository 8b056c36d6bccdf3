import type { InvokeFunction } from '../../../../../toolbox/shared/function-invoker.ts';
import type { JsonValue } from '../../../../../toolbox/shared/json.ts';
import type {
  LambdaAuthorizer,
  UserPoolsAuthorizer,
} from '../../../../../toolbox/template/authorizer-model.ts';
import type { Method, RestApi } from '../../../../../toolbox/template/model.ts';
import {
  aLambdaProxy,
  aMethod,
  aRecordingLambda,
  aRestApi,
  FUNCTION_ARN,
  LAMBDA_URI,
} from '../../an-api.ts';

const POSITION = { file: 'swagger.yaml', line: 1, column: 1 };

export const AUTHORIZER_ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:check';
export const API_ARN = 'arn:aws:execute-api:eu-west-1:123456789012:abcde12345';

export function aTokenAuthorizer(changes: Partial<LambdaAuthorizer> = {}): LambdaAuthorizer {
  return {
    type: 'TOKEN',
    name: 'Check',
    authorizerId: 'a1b2c3d4e5',
    position: POSITION,
    authorizerUri: LAMBDA_URI.replace(FUNCTION_ARN, AUTHORIZER_ARN),
    identitySource: ['method.request.header.Authorization'],
    authorizerResultTtlInSeconds: 300,
    ...changes,
  };
}

export function aRequestAuthorizer(changes: Partial<LambdaAuthorizer> = {}): LambdaAuthorizer {
  return aTokenAuthorizer({ type: 'REQUEST', ...changes });
}

export function aUserPoolsAuthorizer(
  changes: Partial<UserPoolsAuthorizer> = {},
): UserPoolsAuthorizer {
  return {
    type: 'COGNITO_USER_POOLS',
    name: 'Pool',
    authorizerId: 'a1b2c3d4e5',
    position: POSITION,
    identitySource: ['method.request.header.Authorization'],
    providerArns: ['arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Pool'],
    ...changes,
  };
}

/** An API whose methods, by default `POST /orders`, take the authorizer and call a function. */
export function anAuthorizedApi(
  authorizer: LambdaAuthorizer | UserPoolsAuthorizer,
  { method = {}, ...api }: Partial<RestApi> & { readonly method?: Partial<Method> } = {},
): RestApi {
  const isUserPool = authorizer.type === 'COGNITO_USER_POOLS';
  const definition = aMethod({
    authorizationType: isUserPool ? 'COGNITO_USER_POOLS' : 'CUSTOM',
    authorizer,
    integration: aLambdaProxy(),
    ...method,
  });
  return aRestApi({ methods: [definition], ...api });
}

export function aPolicy(Effect: string, Resource = '*', changes: object = {}): JsonValue {
  return {
    principalId: 'me',
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect, Action: 'execute-api:Invoke', Resource }],
    },
    ...changes,
  };
}

/** A Lambda whose authorizer answers so, and whose other functions answer with 200. */
export function aCheckingLambda(answer: JsonValue | InvokeFunction = aPolicy('Allow')) {
  const check =
    typeof answer === 'function'
      ? answer
      : aRecordingLambda({ payload: JSON.stringify(answer) }).lambda;
  const checked: Parameters<InvokeFunction>[0][] = [];
  const invoked: Parameters<InvokeFunction>[0][] = [];
  const { lambda: respond } = aRecordingLambda({ payload: '{"statusCode":200}' });
  const lambda: InvokeFunction = (request) => {
    const isCheck = request.functionName === AUTHORIZER_ARN;
    (isCheck ? checked : invoked).push(request);
    return isCheck ? check(request) : respond(request);
  };
  return { lambda, checked, invoked };
}
