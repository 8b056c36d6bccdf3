import { resolve } from 'node:path';
import type { ServiceClient } from '../../../../toolbox/sfn/integrations/service-client.ts';
import { createServiceClients } from '../../../../toolbox/sfn/sdk/service-clients.ts';
import { aService } from './a-service.ts';

const PROJECT = resolve(__dirname, '../../../..');
const JSON_1_0 = { 'content-type': 'application/x-amz-json-1.0' };
const { signal } = new AbortController();

function clients(environment: Record<string, string>) {
  return createServiceClients({ directories: [PROJECT], environment, region: 'eu-west-1' });
}

describe('createServiceClients', () => {
  test.each([
    {
      need: 'the URL of a service whose client is there',
      service: 'sfn',
      remedy: 'Set AWS_ENDPOINT_URL_SFN to the URL of a local service.',
    },
    {
      need: 'the client of a service, and its URL',
      service: 'events',
      remedy:
        'Install the package @aws-sdk/client-eventbridge in the project and set AWS_ENDPOINT_URL_EVENTBRIDGE to the URL of a local service.',
    },
    {
      need: 'the client alone when one URL serves all services',
      service: 'sqs',
      environment: { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' },
      remedy: 'Install the package @aws-sdk/client-sqs in the project.',
    },
    {
      need: 'nothing when both are there',
      service: 'lambda',
      environment: { AWS_ENDPOINT_URL_LAMBDA: 'http://127.0.0.1:3001' },
      remedy: undefined,
    },
  ])('asks for $need', ({ service, environment = {}, remedy }) => {
    expect(clients(environment).remedyOf(service)).toBe(remedy);
  });
});

describe('a client of a local service', () => {
  let service: Awaited<ReturnType<typeof aService>>;
  afterEach(() => service.close());

  async function aClient(statusCode: number, body: string, headers = {}): Promise<ServiceClient> {
    service = await aService(statusCode, body, headers);
    const environment = {
      AWS_ENDPOINT_URL_SFN: service.url,
      AWS_ENDPOINT_URL_LAMBDA: service.url,
    };
    return clients(environment).clientOf(headers === JSON_1_0 ? 'sfn' : 'lambda');
  }

  test('writes parameters by the names of the API, and JSON where it wants text', async () => {
    const client = await aClient(200, '{"executionArn":"arn"}', JSON_1_0);

    await client.call(
      'startExecution',
      { StateMachineArn: 'machine', Input: { count: 1 }, Name: null },
      signal,
    );

    expect(JSON.parse(service.requests[0]?.body ?? '')).toEqual({
      stateMachineArn: 'machine',
      input: '{"count":1}',
    });
    expect(service.requests[0]?.headers['x-amz-target']).toBe('AWSStepFunctions.StartExecution');
  });

  test('reads answers into upper-case names and dates in ISO 8601', async () => {
    const client = await aClient(
      200,
      '{"activities":[{"activityArn":"arn","name":"A","creationDate":0.5}],"nextToken":null}',
      JSON_1_0,
    );

    const answer = await client.call('listActivities', {}, signal);

    expect(answer).toMatchObject({
      statusCode: 200,
      requestId: 'request-1',
      headers: { 'x-amzn-requestid': 'request-1' },
      output: {
        Activities: [{ ActivityArn: 'arn', Name: 'A', CreationDate: '1970-01-01T00:00:00.500Z' }],
      },
    });
  });

  test('sends JSON for bytes, and gives bytes as text', async () => {
    const client = await aClient(200, '{"sum": 3}');

    const { output } = await client.call(
      'invoke',
      { FunctionName: 'Add', Payload: { a: 1 } },
      signal,
    );

    expect(service.requests[0]?.body).toBe('{"a":1}');
    expect(output).toMatchObject({ Payload: '{"sum": 3}', StatusCode: 200 });
  });

  test('gives bytes in Base64 when it is asked to', async () => {
    const client = await aClient(200, '{"sum": 3}');

    const { output } = await client.call('invoke', { FunctionName: 'Add' }, signal, 'base64');

    expect(output).toMatchObject({ Payload: Buffer.from('{"sum": 3}').toString('base64') });
  });

  test.each([
    {
      error: 'that the API describes',
      type: 'com.amazonaws.swf.service.v2.model#ActivityDoesNotExist',
      expected: { code: 'ActivityDoesNotExist', isModelled: true, statusCode: 400 },
    },
    {
      error: 'that it does not',
      type: 'com.amazon.coral.service#ThrottlingException',
      expected: { code: 'ThrottlingException', isModelled: false, statusCode: 400 },
    },
  ])('names an error $error', async ({ type, expected }) => {
    const body = JSON.stringify({ __type: type, message: 'why' });
    const client = await aClient(400, body, JSON_1_0);

    await expect(client.call('listActivities', {}, signal)).rejects.toMatchObject({
      ...expected,
      message: 'why',
      requestId: 'request-1',
    });
  });

  test('has no code for an error when nobody answers', async () => {
    const client = await aClient(200, '{}', JSON_1_0);
    await service.close();

    await expect(client.call('listActivities', {}, signal)).rejects.toMatchObject({
      name: 'ServiceCallError',
      code: undefined,
    });
  });

  test('knows the operations of the service', async () => {
    const client = await aClient(200, '{}', JSON_1_0);

    expect(client.className).toBe('SFN');
    expect(client.hasOperation('listActivities')).toBe(true);
    expect(client.hasOperation('listQueues')).toBe(false);
  });
});
