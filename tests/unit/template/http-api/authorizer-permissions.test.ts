import { aFunction, anApi, anEvent, loadHttpApi } from './an-http-api.ts';

const withAuthorizer = (...members: readonly string[]) =>
  loadHttpApi(
    `${anApi(`Auth: {DefaultAuthorizer: L, Authorizers: {L: {${['FunctionArn: !GetAtt Check.Arn', 'AuthorizerPayloadFormatVersion: 2.0', ...members].join(', ')}}}}`)}${aFunction(anEvent('Path: /a, Method: get'))}${aFunction().replace('Fn:', 'Check:')}`,
  );

// SAM translator 1.170.0: HTTP APIs get the permission of an authorizer only when they ask for it
describe('functionPermissions', () => {
  test('lets an HTTP API ask its authorizer when EnableFunctionDefaultPermissions is set', () => {
    const { template, api, warnings } = withAuthorizer('EnableFunctionDefaultPermissions: true');

    expect(warnings).toEqual([]);
    expect(template.permissions.map(({ sourceArn }) => sourceArn)).toContain(
      `arn:aws:execute-api:eu-west-1:123456789012:${api?.apiId}/authorizers/*`,
    );
  });

  test('warns of an authorizer that API Gateway may not ask', () => {
    expect(withAuthorizer().warnings).toEqual([
      expect.stringMatching(/missing-permission .*invoke "Check": authorizer "L" answers here/),
    ]);
  });

  test('asks for no permission when the authorizer has a role', () => {
    const role = "FunctionInvokeRole: 'arn:aws:iam::123456789012:role/r'";

    expect(withAuthorizer(role).warnings).toEqual([]);
  });
});
