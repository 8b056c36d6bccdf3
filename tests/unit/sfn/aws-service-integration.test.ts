import {
  ServiceCallError,
  type ServiceClient,
} from '../../../toolbox/sfn/integrations/service-client.ts';
import type { JsonObject, JsonValue } from '../../../toolbox/shared/json.ts';
import { aTaskService } from './task-service-builder.ts';

/** A service that answers every call alike, and what it was asked. */
function aClient(className: string, answer: JsonObject | Error) {
  const calls: { readonly action: string; readonly parameters: JsonValue }[] = [];
  const client: ServiceClient = {
    className,
    hasOperation: (action) => action !== 'unknown',
    async call(action, parameters) {
      calls.push({ action, parameters });
      if (answer instanceof Error) throw answer;
      return {
        output: answer,
        statusCode: 200,
        headers: { 'content-type': 'application/json' },
        requestId: 'request-1',
      };
    },
  };
  const serviceClients = { remedyOf: () => undefined, clientOf: () => client };
  const service = aTaskService({ ports: { serviceClients } });
  const run = (resource: string, Parameters: object) =>
    service.run({
      Call: { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Parameters, End: true },
    });
  return { calls, run };
}

function serviceError(code: string | undefined, isModelled: boolean): ServiceCallError {
  return new ServiceCallError('why', { code, isModelled, statusCode: 400, requestId: 'request-1' });
}

describe('a Task that calls a service with an integration of its own', () => {
  test('adds the metadata of the SDK to the answer', async () => {
    const { run } = aClient('DynamoDB', { Item: { id: { S: '1' } } });

    const { output } = await run('dynamodb:getItem', { TableName: 'T', Key: { id: { S: '1' } } });

    expect(JSON.parse(output ?? '')).toEqual({
      Item: { id: { S: '1' } },
      SdkHttpMetadata: {
        AllHttpHeaders: { 'content-type': ['application/json'] },
        HttpHeaders: { 'content-type': 'application/json' },
        HttpStatusCode: 200,
      },
      SdkResponseMetadata: { RequestId: 'request-1' },
    });
  });

  test.each([
    { resource: 'sqs:sendMessage', name: 'MessageBody' },
    { resource: 'sns:publish', name: 'Message' },
  ])('sends the $name of $resource as JSON', async ({ resource, name }) => {
    const { run, calls } = aClient('Service', {});

    await run(resource, { [name]: { a: [1] }, Other: 'text' });

    expect(calls[0]?.parameters).toEqual({ [name]: '{"a":[1]}', Other: 'text' });
  });

  test('tells events where they come from, and their answer has no metadata', async () => {
    const { run, calls } = aClient('EventBridge', { Entries: [], FailedEntryCount: 0 });

    const { output } = await run('events:putEvents', {
      Entries: [{ Detail: { a: 1 }, Resources: ['arn:mine'] }, { Detail: '{}' }],
    });

    const sources = [
      expect.stringMatching(/^arn:aws:states:us-east-1:123456789012:execution:Parent:uuid-\d+$/),
      'arn:aws:states:us-east-1:123456789012:stateMachine:Parent',
    ];
    expect(calls[0]?.parameters).toEqual({
      Entries: [
        { Detail: '{"a":1}', Resources: ['arn:mine', ...sources] },
        { Detail: '{}', Resources: sources },
      ],
    });
    expect(output).toBe('{"Entries":[],"FailedEntryCount":0}');
  });

  test('fails when an event is refused', async () => {
    const answer = { Entries: [{ ErrorCode: 'MalformedDetail' }], FailedEntryCount: 1 };

    const { error, cause } = await aClient('EventBridge', answer).run('events:putEvents', {
      Entries: [],
    });

    expect(error).toBe('EventBridge.FailedEntry');
    expect(cause).toBe(JSON.stringify(answer));
  });

  test.each([
    {
      kind: 'that the API describes',
      failure: serviceError('ResourceNotFoundException', true),
      error: 'DynamoDB.ResourceNotFoundException',
      cause:
        'why (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ResourceNotFoundException; Request ID: request-1; Proxy: null)',
    },
    {
      kind: 'that it does not describe',
      failure: serviceError('ValidationException', false),
      error: 'DynamoDB.AmazonDynamoDBException',
      cause:
        'why (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ValidationException; Request ID: request-1; Proxy: null)',
    },
    {
      kind: 'of the way to the service',
      failure: serviceError(undefined, false),
      error: 'DynamoDB.SdkClientException',
      cause: 'why',
    },
  ])('fails with the class of an error $kind', async ({ failure, error, cause }) => {
    expect(await aClient('DynamoDB', failure).run('dynamodb:getItem', {})).toMatchObject({
      error,
      cause,
    });
  });
});

describe('a Task that calls a service through the AWS SDK', () => {
  test('gives the answer alone', async () => {
    const { run, calls } = aClient('S3', { Body: 'text' });

    const { output } = await run('aws-sdk:s3:getObject', { Bucket: 'b', Key: 'k' });

    expect(calls).toEqual([{ action: 'getObject', parameters: { Bucket: 'b', Key: 'k' } }]);
    expect(output).toBe('{"Body":"text"}');
  });

  test.each([
    { className: 'S3', code: 'NoSuchKey', isModelled: true, error: 'S3.NoSuchKeyException' },
    {
      className: 'DynamoDB',
      code: 'ResourceNotFoundException',
      isModelled: true,
      error: 'DynamoDb.ResourceNotFoundException',
    },
    {
      className: 'DynamoDB',
      code: 'ValidationException',
      isModelled: false,
      error: 'DynamoDb.DynamoDbException',
    },
    { className: 'SQS', code: undefined, isModelled: false, error: 'Sqs.SdkClientException' },
    {
      className: 'SecretsManager',
      code: 'AccessDenied',
      isModelled: false,
      error: 'SecretsManager.SecretsManagerException',
    },
  ])('names $code of $className $error', async ({ className, code, isModelled, error }) => {
    const { run } = aClient(className, serviceError(code, isModelled));

    expect(await run('aws-sdk:any:doIt', {})).toMatchObject({ error });
  });

  test('says what to do when the service cannot be reached', async () => {
    const service = aTaskService();

    const { error, cause } = await service.run({
      Send: { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:sqs:sendMessage', End: true },
    });

    expect(error).toBe('States.Runtime');
    expect(cause).toBe(
      "The local runtime cannot call the resource 'arn:aws:states:::aws-sdk:sqs:sendMessage' of the state 'Send'. No client of sqs. Or mock the state (--mock-config).",
    );
  });

  test('says when the service has no such operation', async () => {
    const { cause } = await aClient('SQS', {}).run('aws-sdk:sqs:unknown', {});

    expect(cause).toContain("The client of the AWS SDK has no operation 'unknown'.");
  });
});
