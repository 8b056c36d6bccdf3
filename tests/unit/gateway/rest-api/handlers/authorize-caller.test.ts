import {
  aLambdaProxy,
  aMethod,
  aRecordingLambda,
  aRequest,
  aRestApi,
  respond,
} from '../../an-api.ts';

describe('authorizeCallerWith', () => {
  test.each(['CUSTOM', 'COGNITO_USER_POOLS'])('refuses %s without an authorizer', async (type) => {
    const { lambda, calls } = aRecordingLambda({ payload: '{"statusCode":200}' });
    const method = aMethod({ authorizationType: type, integration: aLambdaProxy() });

    const response = await respond(aRestApi({ methods: [method] }), aRequest(), { lambda });

    expect(response).toMatchObject({ statusCode: 500, body: '{"message":null}' });
    expect(response.entry?.error).toContain(type);
    expect(calls).toEqual([]);
  });

  test.each(['NONE', 'AWS_IAM'])('lets %s pass', async (authorizationType) => {
    const { lambda } = aRecordingLambda({ payload: '{"statusCode":200}' });
    const method = aMethod({ authorizationType, integration: aLambdaProxy() });

    expect(await respond(aRestApi({ methods: [method] }), aRequest(), { lambda })).toMatchObject({
      statusCode: 200,
    });
  });
});
