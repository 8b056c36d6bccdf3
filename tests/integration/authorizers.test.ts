import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { type RunningStepgate, startStepgate, stepgate } from '../stepgate.ts';
import { aProject, type Project } from './project-builder.ts';

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      Auth:
        ApiKeyRequired: true
        UsagePlan: { CreateUsagePlan: PER_API }
        Authorizers:
          Token: { FunctionArn: !GetAtt CheckFunction.Arn, Identity: { ReauthorizeEvery: 0 } }
          Pool: { UserPoolArn: !GetAtt UserPool.Arn }
  UserPool: { Type: AWS::Cognito::UserPool }
  CheckFunction:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      InlineCode: |
        exports.handler = async ({ authorizationToken, methodArn }) => {
          if (authorizationToken === 'nobody') throw new Error('Unauthorized');
          return {
            principalId: authorizationToken,
            policyDocument: {
              Version: '2012-10-17',
              Statement: [{ Effect: authorizationToken === 'bad' ? 'Deny' : 'Allow', Action: 'execute-api:Invoke', Resource: methodArn }],
            },
            context: { seen: true },
          };
        };
  WhoFunction:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      InlineCode: |
        exports.handler = async ({ requestContext }) => ({ statusCode: 200, body: JSON.stringify(requestContext.authorizer ?? null) });
      Events:
        Token: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /token, Method: get, Auth: { Authorizer: Token, ApiKeyRequired: false } } }
        Pool: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /pool, Method: get, Auth: { Authorizer: Pool, ApiKeyRequired: false } } }
        Key: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /key, Method: get } }
Outputs:
  Key: { Value: !Ref ApiApiKey }
`;

let project: Project;
let stepgateWithKeys: RunningStepgate;
let token: (claims: Record<string, unknown>) => Promise<string>;

beforeAll(async () => {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'key', alg: 'RS256' }];
  project = await aProject({
    'template.yaml': TEMPLATE,
    'jwks.json': JSON.stringify({ keys }),
    'broken.json': '{"keys": "none"}',
  });
  stepgateWithKeys = await startStepgate(['--jwks', 'jwks.json'], { cwd: project.directory });
  token = (claims) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'key' })
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(privateKey);
});

afterAll(async () => {
  await stepgateWithKeys.stop();
  await project.remove();
});

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${stepgateWithKeys.apiUrl}${path}`, { headers });
  return [response.status, await response.json()];
}

describe('an API with authorizers', () => {
  test.each([
    ['nobody', 401, { message: 'Unauthorized' }],
    ['bad', 403, { Message: expect.stringContaining('explicit deny') }],
    ['me', 200, { principalId: 'me', integrationLatency: expect.any(Number), seen: 'true' }],
  ])('asks the function about the token %s', async (authorization, status, body) => {
    expect(await get('/token', { authorization })).toEqual([status, body]);
  });

  test('tells why a caller was refused, on the line of the request', async () => {
    await get('/token', { authorization: 'bad' });

    await stepgateWithKeys.printed(/GET \/token .*403.*Statement\[0\] of the policy of "Token"/);
  });

  test('verifies the token of a user pool with the keys of --jwks', async () => {
    const [, refused] = await get('/pool', { authorization: await token({}) });
    const [, iss] = await stepgateWithKeys.printed(/the token's iss is not (\S+)/);
    const authorization = await token({ iss, token_use: 'id', sub: 'me' });

    expect(refused).toEqual({ message: 'Unauthorized' });
    expect(iss).toMatch(/^https:\/\/cognito-idp\.us-east-1\.amazonaws\.com\/us-east-1_/);
    expect(await get('/pool', { authorization })).toEqual([
      200,
      { claims: expect.objectContaining({ sub: 'me' }) },
    ]);
  });

  test('asks for the API key that is printed at start', async () => {
    const [, value = ''] = await stepgateWithKeys.printed(/Api: the API key ApiApiKey is (\S+)/);

    expect(await get('/key')).toEqual([403, { message: 'Forbidden' }]);
    expect(await get('/key', { 'x-api-key': value })).toEqual([200, null]);
  });
});

describe('--jwks', () => {
  test('is announced when it is not given', async () => {
    const one = await startStepgate([], { cwd: project.directory });
    await one.stop();

    expect(one.output.stdout).toMatch(/Api: tokens of https:\/\/cognito-idp\S+ .* --jwks gives/);
    expect(stepgateWithKeys.output.stdout).not.toContain('--jwks gives');
  });

  test.each([
    ['broken.json', 'broken.json:1:1 jwks expected a JSON Web Key Set'],
    ['missing.json', 'missing.json:1:1 unreadable-file'],
  ])('refuses %s', async (file, message) => {
    const { exitCode, stderr } = await stepgate(['start', '--jwks', file], {
      cwd: project.directory,
    });

    expect(exitCode).toBe(1);
    expect(stderr).toContain(message);
  });
});
