import {
  commonLogTime,
  contextVariables,
  localId,
} from '../../../../toolbox/gateway/rest-api/context-variables.ts';
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

describe('commonLogTime', () => {
  test.each([
    { timeMs: Date.UTC(2024, 2, 5, 7, 8, 9, 999), text: '05/Mar/2024:07:08:09 +0000' },
    { timeMs: Date.UTC(2024, 2, 5, 7, 8, 10), text: '05/Mar/2024:07:08:10 +0000' },
    { timeMs: Date.UTC(1999, 11, 31, 23, 59, 59), text: '31/Dec/1999:23:59:59 +0000' },
    { timeMs: 0, text: '01/Jan/1970:00:00:00 +0000' },
  ])('writes $text', ({ timeMs, text }) => {
    expect(commonLogTime(timeMs)).toBe(text);
  });
});

describe('localId', () => {
  test('is six lower-case letters and digits, the same for the same name', () => {
    expect(localId('/orders')).toMatch(/^[a-z0-9]{6}$/);
    expect(localId('/orders')).toBe(localId('/orders'));
    expect(localId('/orders')).not.toBe(localId('/pets'));
  });
});
