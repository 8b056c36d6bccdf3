import type { InvokeApiRequest } from '../../../toolbox/shared/api-invoker.ts';
import { aTaskService } from './task-service-builder.ts';

const ENDPOINT = 'abcde12345.execute-api.us-east-1.amazonaws.com';
const CONNECTION_ID = 'L0SM9cOFvHcCIhw=';

function aTask(action: string, Parameters: object) {
  const Resource = `arn:aws:states:::aws-sdk:apigatewaymanagementapi:${action}`;
  return { Call: { Type: 'Task', Resource, Parameters, End: true } };
}

function aService(statusCode: number, body: string) {
  const requests: InvokeApiRequest[] = [];
  const service = aTaskService({
    ports: {
      webSocketStage: { apiEndpoint: ENDPOINT, stageName: 'dev' },
      async invokeApi(request) {
        requests.push(request);
        return { statusCode, headers: [], body };
      },
    },
  });
  return { ...service, requests };
}

describe('a Task that calls the connections of a WebSocket API through the AWS SDK', () => {
  test.each([
    { action: 'postToConnection', Data: 'text', method: 'POST', body: 'text' },
    { action: 'postToConnection', Data: { a: [1] }, method: 'POST', body: '{"a":[1]}' },
    { action: 'getConnection', Data: null, method: 'GET', body: '' },
    { action: 'deleteConnection', Data: null, method: 'DELETE', body: '' },
  ])(
    'sends $action with $Data as $method, signed by its role (SDK)',
    async ({ action, Data, method, body }) => {
      const { run, requests } = aService(200, '');

      const { output } = await run(aTask(action, { ConnectionId: CONNECTION_ID, Data }));

      expect(output).toBe('{}');
      expect(requests).toMatchObject([
        {
          apiEndpoint: ENDPOINT,
          method,
          rawPath: '/dev/%40connections/L0SM9cOFvHcCIhw%3D',
          body,
          signer: { kind: 'role' },
        },
      ]);
    },
  );

  test('names the members of the answer as the SDK does (SDK)', async () => {
    const { run } = aService(
      200,
      '{"connectedAt":"2024-01-31T10:20:30.000Z","identity":{"sourceIp":"127.0.0.1"}}',
    );

    const { output } = await run(aTask('getConnection', { ConnectionId: CONNECTION_ID }));

    expect(JSON.parse(output ?? '')).toEqual({
      ConnectedAt: '2024-01-31T10:20:30.000Z',
      Identity: { SourceIp: '127.0.0.1' },
    });
  });

  test.each([
    {
      status: 410,
      body: '',
      error: 'GoneException',
      cause: /^null \(Service: ApiGatewayManagementApi, Status Code: 410, /,
    },
    { status: 403, body: '{"message":"no"}', error: 'ForbiddenException', cause: /^no \(/ },
    {
      status: 413,
      body: '{"message":"long"}',
      error: 'PayloadTooLargeException',
      cause: /^long \(/,
    },
    {
      status: 400,
      body: '{"message":"id"}',
      error: 'ApiGatewayManagementApiException',
      cause: /^id \(/,
    },
  ])('fails with $error at the status $status (SDK)', async ({ status, body, error, cause }) => {
    const { run } = aService(status, body);

    const end = await run(aTask('postToConnection', { ConnectionId: CONNECTION_ID, Data: 'x' }));

    expect(end).toMatchObject({
      status: 'FAILED',
      error: `ApiGatewayManagementApi.${error}`,
      cause: expect.stringMatching(cause),
    });
  });

  test('is called as other services are where the template has not one WebSocket API', async () => {
    const service = aTaskService();

    const end = await service.run(aTask('postToConnection', { ConnectionId: 'x', Data: 'x' }));

    expect(end).toMatchObject({
      error: 'States.Runtime',
      cause: expect.stringContaining('No client of apigatewaymanagementapi.'),
    });
  });
});
