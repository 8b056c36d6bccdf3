import type { Position } from '../shared/problem.ts';

/** An authorizer of a REST API. */
export type RestApiAuthorizer = LambdaAuthorizer | UserPoolsAuthorizer;

interface AuthorizerBase {
  readonly name: string;
  /** What stands behind `/authorizers/` in the ARN that invokes its function. */
  readonly authorizerId: string;
  readonly position: Position;
  /** A regular expression of Java for the token, or for the `aud` of a user pool's token. */
  readonly identityValidationExpression?: string;
}

export interface LambdaAuthorizer extends AuthorizerBase {
  readonly type: 'TOKEN' | 'REQUEST';
  readonly authorizerUri: string;
  readonly authorizerCredentials?: string;
  /**
   * `method.request.header.X`, `method.request.querystring.X`, `stageVariables.X` or `context.X`;
   * of a TOKEN authorizer the one header.
   */
  readonly identitySource: readonly string[];
  /** 0 for no caching. */
  readonly authorizerResultTtlInSeconds: number;
}

export interface UserPoolsAuthorizer extends AuthorizerBase {
  readonly type: 'COGNITO_USER_POOLS';
  /** The one header that holds the token: `method.request.header.X`. */
  readonly identitySource: readonly string[];
  /** ARNs of user pools. */
  readonly providerArns: readonly string[];
}

/** An API key that is in a usage plan of the stage. */
export interface ApiKey {
  readonly apiKeyId: string;
  readonly name: string;
  readonly value: string;
  /** Whether AWS would make the value, so that nobody knows the one that is used here. */
  readonly isValueGenerated: boolean;
}
