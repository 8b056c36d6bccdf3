import { GET_A, loadEvents } from './events-of-an-api.ts';

const CALLER = 'arn:aws:iam::*:user/*';
const ROLE = 'arn:aws:iam::123456789012:role/invoke';
const OTHER_ROLE = 'arn:aws:iam::123456789012:role/other';
const AUTHORIZERS = 'Authorizers: {Pool: {UserPoolArn: a}, Check: {FunctionArn: b}}';

/** The method of an event whose API, and which itself, have these members of `Auth`. */
function methodOf(apiAuth: string, eventAuth: string, event = GET_A) {
  const loaded = loadEvents([eventAuth === '' ? event : `${event}, Auth: {${eventAuth}}`], {
    api: apiAuth === '' ? '' : `Auth: {${apiAuth}}`,
  });
  const { authorizationType, apiKeyRequired, integration } = loaded.method ?? {};
  return {
    ...loaded,
    answer: [authorizationType, integration?.credentials, apiKeyRequired],
  };
}

describe('eventSecurity', () => {
  test.each([
    ['', '', 'NONE', undefined, false],
    ['DefaultAuthorizer: NONE', '', 'NONE', undefined, false],
    ['DefaultAuthorizer: AWS_IAM', '', 'AWS_IAM', CALLER, false],
    ['DefaultAuthorizer: AWS_IAM', 'Authorizer: NONE', 'NONE', undefined, false],
    ['', 'Authorizer: AWS_IAM', 'AWS_IAM', CALLER, false],
    ['DefaultAuthorizer: AWS_IAM, InvokeRole: NONE', '', 'AWS_IAM', undefined, false],
    ['DefaultAuthorizer: AWS_IAM, InvokeRole: null', '', 'AWS_IAM', undefined, false],
    [`DefaultAuthorizer: AWS_IAM, InvokeRole: '${ROLE}'`, '', 'AWS_IAM', ROLE, false],
    ['InvokeRole: NONE', 'Authorizer: AWS_IAM', 'AWS_IAM', undefined, false],
    [
      `InvokeRole: '${ROLE}'`,
      `Authorizer: AWS_IAM, InvokeRole: '${OTHER_ROLE}'`,
      'AWS_IAM',
      OTHER_ROLE,
      false,
    ],
    [
      `InvokeRole: '${ROLE}'`,
      'Authorizer: AWS_IAM, InvokeRole: CALLER_CREDENTIALS',
      'AWS_IAM',
      CALLER,
      false,
    ],
    ['', `InvokeRole: '${ROLE}'`, 'NONE', undefined, false],
    ['', 'ApiKeyRequired: true', 'NONE', undefined, true],
    ['ApiKeyRequired: true', '', 'NONE', undefined, true],
    ['ApiKeyRequired: true', 'ApiKeyRequired: false', 'NONE', undefined, false],
  ])('API {%s} and event {%s}', (api, event, ...expected) => {
    const { answer, errors, warnings } = methodOf(api, event);

    expect([...errors, ...warnings]).toEqual([]);
    expect(answer).toEqual(expected);
  });

  test('an event with any Auth of its own inherits IAM, but no credentials', () => {
    const api = `DefaultAuthorizer: AWS_IAM, InvokeRole: '${ROLE}'`;

    expect(methodOf(api, 'ApiKeyRequired: true').answer).toEqual(['AWS_IAM', undefined, true]);
    expect(methodOf(api, `InvokeRole: '${ROLE}'`).answer).toEqual(['AWS_IAM', undefined, false]);
  });

  test('a default that a parameter gives leads to no credentials', () => {
    const { answer } = methodOf('DefaultAuthorizer: !Sub AWS_IAM', '');

    expect(answer).toEqual(['AWS_IAM', undefined, false]);
  });

  test('OPTIONS goes without the defaults when the API says so', () => {
    const options = 'RestApiId: !Ref Api, Path: /a, Method: options';
    const api = 'DefaultAuthorizer: AWS_IAM, InvokeRole: NONE, ApiKeyRequired: true';
    const open =
      'AddDefaultAuthorizerToCorsPreflight: false, AddApiKeyRequiredToCorsPreflight: false';

    expect(methodOf(api, '', options).answer).toEqual(['AWS_IAM', undefined, true]);
    expect(methodOf(`${api}, ${open}`, '', options).answer).toEqual(['NONE', undefined, false]);
    expect(methodOf(`${api}, ${open}`, '').answer).toEqual(['AWS_IAM', undefined, true]);
  });

  test('the credentials of callers are of the partition', () => {
    const { method } = loadEvents([`${GET_A}, Auth: {Authorizer: AWS_IAM}`], {
      region: 'cn-north-1',
    });

    expect(method?.integration?.credentials).toBe('arn:aws-cn:iam::*:user/*');
  });

  test.each([
    [`DefaultAuthorizer: Pool, ${AUTHORIZERS}`, '', 'COGNITO_USER_POOLS', 'Pool'],
    [`DefaultAuthorizer: Pool, ${AUTHORIZERS}`, 'Authorizer: Check', 'CUSTOM', 'Check'],
    [
      `DefaultAuthorizer: Pool, ${AUTHORIZERS}`,
      'ApiKeyRequired: true',
      'COGNITO_USER_POOLS',
      'Pool',
    ],
    [AUTHORIZERS, 'Authorizer: Check', 'CUSTOM', 'Check'],
    [AUTHORIZERS, '', 'NONE', undefined],
  ])('API {%s} and event {%s} takes an authorizer', (api, event, type, name) => {
    const { method, errors, warnings } = methodOf(api, event);

    expect([...errors, ...warnings]).toEqual([]);
    expect([method?.authorizationType, method?.authorizer?.name]).toEqual([type, name]);
  });

  test.each([
    ['', ['a/read']],
    ['Authorizer: Pool', ['a/read']],
    ['Authorizer: Pool, AuthorizationScopes: [b/write, c]', ['b/write', 'c']],
    ['Authorizer: Other, AuthorizationScopes: [b/write]', ['b/write']],
    ['Authorizer: Other', undefined],
  ])('event {%s} takes the scopes %j', (event, scopes) => {
    const arn = 'arn:aws:cognito-idp:eu-west-1:1:userpool/eu-west-1_A';
    const pools = `Pool: {UserPoolArn: '${arn}', AuthorizationScopes: [a/read]}, Other: {UserPoolArn: '${arn}'}`;
    const { method, errors } = methodOf(`DefaultAuthorizer: Pool, Authorizers: {${pools}}`, event);

    expect(errors).toEqual([]);
    expect(method?.authorizationScopes).toEqual(scopes);
  });

  test('NONE turns a named default off', () => {
    const { answer } = methodOf(`DefaultAuthorizer: Pool, ${AUTHORIZERS}`, 'Authorizer: NONE');

    expect(answer).toEqual(['NONE', undefined, false]);
  });

  test.each([
    ['', 'Authorizer: NONE', /:10:102 unknown-authorizer Authorizer NONE/],
    ['', 'Authorizer: Check', /:10:102 unknown-authorizer "Check" is none of the Authorizers/],
    [AUTHORIZERS, 'Authorizer: aws_iam', /:10:102 unknown-authorizer "aws_iam"/],
    [`DefaultAuthorizer: Nope, ${AUTHORIZERS}`, '', /:3:93 unknown-authorizer "Nope"/],
    ['', 'ApiKeyRequired: false', /:10:106 invalid-property ApiKeyRequired false/],
    ['Foo: 1', '', /:3:74 unknown-property "Foo"/],
    [AUTHORIZERS, 'AuthorizationScopes: [a]', /:10:\d+ invalid-property AuthorizationScopes/],
  ])('refuses API {%s} with event {%s}', (api, event, message) => {
    expect(methodOf(api, event).errors).toEqual([expect.stringMatching(message)]);
  });

  test('warns of a default that is declared nowhere, which leaves the methods open', () => {
    const { answer, warnings } = methodOf('DefaultAuthorizer: Nope', '');

    expect(answer).toEqual(['NONE', undefined, false]);
    expect(warnings).toEqual([expect.stringMatching(/:3:93 unknown-authorizer .*"Nope"/)]);
  });

  test.each([
    ['ResourcePolicy: {}', '', /:3:74 unsupported-property ResourcePolicy of API "Api"/],
    [
      'UsagePlan: {CreateUsagePlan: NONE, Quota: {Limit: 1}}',
      '',
      /:3:\d+ unsupported-property Quota of usage plans/,
    ],
    ['', 'ResourcePolicy: {}', /:10:90 unsupported-property ResourcePolicy of the event "One"/],
  ])('names API {%s} with event {%s} as not supported', (api, event, message) => {
    expect(methodOf(api, event).warnings).toEqual([expect.stringMatching(message)]);
  });
});
