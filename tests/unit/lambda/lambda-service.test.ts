import {
  createLambdaService,
  type LambdaService,
  type LambdaServiceOptions,
} from '../../../toolbox/lambda/lambda-service.ts';
import type { Principal } from '../../../toolbox/shared/principal.ts';
import { aFunction, IDENTITY } from './a-function.ts';

const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:pets';
const PRINCIPAL: Principal = {
  kind: 'role',
  roleArn: 'arn:aws:iam::123456789012:role/Caller',
  sessionName: 'caller',
};
const REFUSAL = 'User: caller is not authorized';

function aService(changes: Partial<LambdaServiceOptions>): LambdaService {
  return createLambdaService({
    functions: [aFunction('pets', { qualifiers: ['1', 'live'] })],
    identity: IDENTITY,
    projectDirectory: '/project',
    workerUrl: new URL('file:///stepgate/dist/lambda-worker.cjs'),
    environmentVariables: () => ({}),
    endpoints: {},
    clock: { now: () => 0, sleep: () => Promise.resolve() },
    log: () => undefined,
    ...changes,
  });
}

describe('createLambdaService with authorize', () => {
  const dryRun = { payload: '{}', invocationType: 'DryRun', principal: PRINCIPAL } as const;

  test.each([
    { request: { functionName: 'pets' }, resource: ARN },
    { request: { functionName: 'pets:live' }, resource: `${ARN}:live` },
    { request: { functionName: ARN, qualifier: '$LATEST' }, resource: `${ARN}:$LATEST` },
  ])('asks for $resource when the call says $request', async ({ request, resource }) => {
    const authorize = jest.fn(() => undefined);

    await aService({ authorize }).invoke({ ...dryRun, ...request });

    expect(authorize.mock.calls).toEqual([[PRINCIPAL, 'lambda:InvokeFunction', resource]]);
  });

  test.each(['RequestResponse', 'Event', 'DryRun'] as const)(
    'refuses a caller that may not do it: %s',
    async (invocationType) => {
      const service = aService({ authorize: () => REFUSAL });

      await expect(
        service.invoke({ ...dryRun, functionName: 'pets', invocationType }),
      ).rejects.toMatchObject({
        name: 'LambdaServiceError',
        code: 'AccessDeniedException',
        statusCode: 403,
        message: REFUSAL,
      });
    },
  );

  test('refuses before it looks at the payload', async () => {
    const service = aService({ authorize: () => REFUSAL });

    await expect(
      service.invoke({ ...dryRun, functionName: 'pets', payload: 'no JSON' }),
    ).rejects.toMatchObject({ code: 'AccessDeniedException' });
  });

  test('asks nothing about a caller without a principal', async () => {
    const service = aService({ authorize: () => REFUSAL });

    await expect(
      service.invoke({ functionName: 'pets', payload: '{}', invocationType: 'DryRun' }),
    ).resolves.toMatchObject({ payload: '' });
  });

  test('asks nothing about a function that is not in the template', async () => {
    const service = aService({ authorize: () => REFUSAL });

    await expect(service.invoke({ ...dryRun, functionName: 'dogs' })).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
    });
  });
});
