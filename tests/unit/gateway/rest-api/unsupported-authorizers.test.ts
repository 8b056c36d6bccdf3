import { unsupportedAuthorizers } from '../../../../toolbox/gateway/rest-api/unsupported-authorizers.ts';
import type { RestApiAuthorizer } from '../../../../toolbox/template/authorizer-model.ts';
import {
  anAuthorizedApi,
  aRequestAuthorizer,
  aTokenAuthorizer,
  aUserPoolsAuthorizer,
} from './handlers/an-authorized-api.ts';

describe('unsupportedAuthorizers', () => {
  test.each<[name: string, authorizer: RestApiAuthorizer]>([
    ['of the type TOKEN', aTokenAuthorizer({ identityValidationExpression: 'Bearer .+' })],
    ['of the type REQUEST', aRequestAuthorizer({ identitySource: ['context.identity.sourceIp'] })],
    ['of user pools', aUserPoolsAuthorizer()],
    [
      'whose function a stage variable names',
      aTokenAuthorizer({
        authorizerUri:
          'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${stageVariables.check}/invocations',
      }),
    ],
  ])('finds nothing in an authorizer %s', (_name, authorizer) => {
    const stageVariables = { check: 'arn:aws:lambda:eu-west-1:123456789012:function:check' };

    expect(unsupportedAuthorizers(anAuthorizedApi(authorizer, { stageVariables }))).toEqual([]);
  });

  test.each<[name: string, authorizer: RestApiAuthorizer]>([
    ['identityValidationExpression', aTokenAuthorizer({ identityValidationExpression: '(' })],
    ['method.request.path.id', aRequestAuthorizer({ identitySource: ['method.request.path.id'] })],
    ['"https://example.com"', aTokenAuthorizer({ authorizerUri: 'https://example.com' })],
    ['pool is no ARN', aUserPoolsAuthorizer({ providerArns: ['pool'] })],
  ])('names %s', (text, authorizer) => {
    const problems = unsupportedAuthorizers(anAuthorizedApi(authorizer));

    expect(problems).toMatchObject([{ rule: 'unsupported-authorizer', severity: 'warning' }]);
    expect(problems[0]?.message).toContain(text);
  });
});
