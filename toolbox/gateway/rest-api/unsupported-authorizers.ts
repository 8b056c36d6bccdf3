import { JavaPatternError, javaPattern } from '../../shared/java-pattern/java-pattern.ts';
import type { Problem } from '../../shared/problem.ts';
import type { RestApiAuthorizer } from '../../template/authorizer-model.ts';
import type { RestApi } from '../../template/model.ts';
import { userPoolIssuer } from '../authorizers/user-pool-issuer.ts';
import { lambdaFunction } from '../integrations/lambda-function.ts';
import { replaceStageVariables } from '../stage-variables.ts';
import { isIdentitySource } from './identity-source.ts';

/** Names what makes an authorizer of an API refuse callers that AWS might let in. */
export function unsupportedAuthorizers({ methods, stageVariables }: RestApi): Problem[] {
  const authorizers = new Set(methods.map(({ authorizer }) => authorizer));
  return [...authorizers].flatMap((authorizer) =>
    authorizer === undefined
      ? []
      : reasonsOf(authorizer, stageVariables).map((reason): Problem => {
          const message = `Authorizer "${authorizer.name}" refuses everybody: ${reason}.`;
          const { position } = authorizer;
          return { position, severity: 'warning', rule: 'unsupported-authorizer', message };
        }),
  );
}

function reasonsOf(
  authorizer: RestApiAuthorizer,
  stageVariables: RestApi['stageVariables'],
): string[] {
  const unknown = authorizer.identitySource.filter((source) => !isIdentitySource(source));
  const own =
    authorizer.type === 'COGNITO_USER_POOLS'
      ? authorizer.providerArns
          .filter((arn) => userPoolIssuer(arn) === undefined)
          .map((arn) => `${arn} is no ARN of a user pool`)
      : uriReasons(replaceStageVariables(authorizer.authorizerUri, stageVariables));
  return [
    ...unknown.map((source) => `${source} is no identity source of API Gateway`),
    ...own,
    ...patternReasons(authorizer.identityValidationExpression ?? ''),
  ];
}

function uriReasons(uri: string): string[] {
  if (lambdaFunction(uri) !== undefined) return [];
  return [
    `its authorizerUri has to be arn:…:lambda:path/2015-03-31/functions/<ARN>/invocations, not "${uri}"`,
  ];
}

function patternReasons(expression: string): string[] {
  try {
    javaPattern(expression);
    return [];
  } catch (error) {
    if (!(error instanceof JavaPatternError)) throw error;
    return [`identityValidationExpression: ${error.message}`];
  }
}
