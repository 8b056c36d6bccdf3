import { contextVariables } from '../../../../toolbox/gateway/rest-api/context-variables.ts';
import { NOW_MS } from '../an-api.ts';
import { anIntegrationContext, anInvocationContext, REQUEST_ID } from './a-context.ts';

describe('contextVariables', () => {
  test('tells of the call as API Gateway does, the path with the stage', () => {
    const context = anIntegrationContext({ request: { userAgent: 'curl/8' } });

    expect(contextVariables(context)).toMatchObject({
      accountId: '123456789012',
      apiId: 'abcde12345',
      domainName: 'localhost:3000',
      domainPrefix: 'localhost',
      httpMethod: 'POST',
      path: '/dev/orders',
      protocol: 'HTTP/1.1',
      requestId: REQUEST_ID,
      requestTime: '31/Jan/2024:10:20:30 +0000',
      requestTimeEpoch: NOW_MS,
      resourcePath: '/orders',
      stage: 'dev',
    });
  });

  test('has the keys of a call without an authorizer', () => {
    expect(Object.keys(contextVariables(anIntegrationContext())).sort()).toEqual([
      'accountId',
      'apiId',
      'deploymentId',
      'domainName',
      'domainPrefix',
      'extendedRequestId',
      'httpMethod',
      'identity',
      'path',
      'protocol',
      'requestId',
      'requestTime',
      'requestTimeEpoch',
      'resourceId',
      'resourcePath',
      'stage',
    ]);
  });

  test('names who called in the identity', () => {
    const caller = {
      accessKey: 'AKIA',
      accountId: '1',
      caller: 'c',
      user: 'u',
      userArn: 'arn:aws:iam::1:user/u',
    };

    const { identity } = contextVariables({ ...anIntegrationContext(), caller });

    expect(identity).toMatchObject({ ...caller, sourceIp: '127.0.0.1', userAgent: 'test' });
  });

  test('does without a request that could not be read', () => {
    expect(contextVariables(anInvocationContext())).toMatchObject({
      httpMethod: 'POST',
      resourcePath: null,
      path: '/dev/orders',
    });
  });
});
