import { restApisOf } from '../../../../toolbox/template/apis.ts';
import { load } from '../load.ts';

describe('authorizerSchemes', () => {
  const DG = 'CloudFormation "AWS::ApiGateway::Authorizer"';
  const FUNCTION = 'arn:aws:lambda:eu-west-1:123456789012:function:check';
  const POOL = 'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_A';

  function loadMethod(authorizer: string, method: string) {
    const loaded = load(`Resources:
  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: api}}
  Check: {Type: AWS::ApiGateway::Authorizer, Properties: {RestApiId: !Ref Api, Name: check, ${authorizer}}}
  Method:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: GET
      ${method}
      Integration: {Type: MOCK}
  Deployment: {Type: AWS::ApiGateway::Deployment, DependsOn: Method, Properties: {RestApiId: !Ref Api, StageName: live}}
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: check
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub arn:aws:execute-api:eu-west-1:\${AWS::AccountId}:\${Api}/authorizers/\${Check}
`);
    return { ...loaded, method: restApisOf(loaded.template)[0]?.methods[0] };
  }

  test(`${DG}: a TOKEN authorizer, which the permission names by its id`, () => {
    const uri = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`;
    const { method, template, errors } = loadMethod(
      `Type: TOKEN, AuthorizerUri: '${uri}', IdentitySource: method.request.header.Auth, IdentityValidationExpression: 'a+', AuthorizerResultTtlInSeconds: 60`,
      'AuthorizationType: CUSTOM\n      AuthorizerId: !Ref Check',
    );

    expect(errors).toEqual([]);
    expect(method).toMatchObject({
      authorizationType: 'CUSTOM',
      authorizer: {
        type: 'TOKEN',
        authorizerUri: uri,
        identitySource: ['method.request.header.Auth'],
        identityValidationExpression: 'a+',
        authorizerResultTtlInSeconds: 60,
      },
    });
    expect(template.permissions[0]?.sourceArn).toMatch(
      new RegExp(`/authorizers/${method?.authorizer?.authorizerId}$`),
    );
  });

  test(`${DG}: user pools with scopes of the method`, () => {
    const { method, errors } = loadMethod(
      `Type: COGNITO_USER_POOLS, ProviderARNs: ['${POOL}'], IdentitySource: method.request.header.Authorization`,
      'AuthorizationType: COGNITO_USER_POOLS\n      AuthorizerId: !Ref Check\n      AuthorizationScopes: [a/read]',
    );

    expect(errors).toEqual([]);
    expect(method).toMatchObject({
      authorizationType: 'COGNITO_USER_POOLS',
      authorizationScopes: ['a/read'],
      authorizer: { providerArns: [POOL] },
    });
  });

  test('an authorizer that is not in the template lets nobody in', () => {
    const { method, warnings } = loadMethod(
      `Type: COGNITO_USER_POOLS, ProviderARNs: ['${POOL}']`,
      'AuthorizationType: CUSTOM\n      AuthorizerId: abc123',
    );

    expect(method?.authorizationType).toBe('CUSTOM');
    expect(method).not.toHaveProperty('authorizer');
    expect(warnings).toEqual([
      expect.stringContaining('unknown-authorizer AuthorizerId of "Method"'),
    ]);
  });
});
