import { aStatesService } from '../../../sfn/states-service-builder.ts';
import { anIntegration, headerValues } from '../../an-api.ts';
import { JSON_TYPE, responses, serveOne } from './serve-one.ts';

const ARN = 'arn:aws:states:us-east-1:123456789012:stateMachine:';

/** Sends a body through an integration to an operation of Step Functions. */
async function sendTo(
  operation: string,
  body: string,
  {
    states = aStatesService().service,
    headers = [],
  }: {
    states?: ReturnType<typeof aStatesService>['service'];
    headers?: readonly (readonly [string, string])[];
  } = {},
) {
  const response = await serveOne({
    integration: anIntegration({
      uri: `arn:aws:apigateway:us-east-1:states:action/${operation}`,
      credentials: 'arn:aws:iam::123456789012:role/api',
      responses: responses({ '4\\d{2}': { statusCode: '400' }, default: {} }),
    }),
    request: { body, headers },
    options: { states },
  });
  return { ...response, answer: JSON.parse(String(response.body)) };
}

const input = (machine: string, parameters: object = {}) =>
  JSON.stringify({ stateMachineArn: `${ARN}${machine}`, ...parameters });

describe('an integration with Step Functions', () => {
  const tutorial = 'SFN-DG "Creating a Step Functions API using API Gateway"';
  const recorded = 'LS test_apigateway_with_step_function_integration[StartExecution]';
  const service = 'com.amazonaws.swf.service.v2.model#';

  test.each([
    {
      source: recorded,
      operation: 'StartExecution',
      body: input('Pass', { name: 'n', input: '{}' }),
      status: 200,
      answer: {
        executionArn: 'arn:aws:states:us-east-1:123456789012:execution:Pass:n',
        startDate: expect.any(Number),
      },
    },
    {
      source: 'execution log note: a wrong action name',
      operation: 'StartSomething',
      body: '{}',
      status: 400,
      answer: { __type: 'com.amazon.coral.service#UnknownOperationException' },
    },
    {
      source: 'issue aws/serverless-application-model#1895: broken JSON',
      operation: 'StartExecution',
      body: '{"input": "a "quote""}',
      status: 400,
      answer: { __type: 'com.amazon.coral.service#SerializationException' },
    },
    {
      source: 'LS-SFN: no such machine',
      operation: 'StartExecution',
      body: input('None'),
      status: 400,
      answer: {
        __type: `${service}StateMachineDoesNotExist`,
        message: `State Machine Does Not Exist: '${ARN}None'`,
      },
    },
    {
      source: 'LS-SFN: input that is no JSON',
      operation: 'StartExecution',
      body: input('Pass', { input: 'x' }),
      status: 400,
      answer: {
        __type: `${service}InvalidExecutionInput`,
        message: expect.stringMatching(/^Invalid State Machine Execution Input: '/),
      },
    },
    {
      source: 'LS-SFN test_invalid_start_execution_input: empty input',
      operation: 'StartExecution',
      body: input('Pass', { input: '' }),
      status: 400,
      answer: { __type: expect.stringMatching(/#InvalidExecutionInput$/) },
    },
    {
      source: 'LS-SFN: no such execution',
      operation: 'DescribeExecution',
      body: JSON.stringify({
        executionArn: 'arn:aws:states:us-east-1:123456789012:execution:Pass:x',
      }),
      status: 400,
      answer: { __type: `${service}ExecutionDoesNotExist` },
    },
    {
      source: 'LS-SFN: an ARN that is none',
      operation: 'StartExecution',
      body: JSON.stringify({ stateMachineArn: 'machine' }),
      status: 400,
      answer: { __type: `${service}InvalidArn` },
    },
    {
      source: 'SFN-API StartExecution: a name with a blank',
      operation: 'StartExecution',
      body: input('Pass', { name: 'a b' }),
      status: 400,
      answer: { __type: `${service}InvalidName` },
    },
    {
      source: 'SFN-API StartSyncExecution: a STANDARD machine',
      operation: 'StartSyncExecution',
      body: input('Pass'),
      status: 400,
      answer: { __type: `${service}StateMachineTypeNotSupported` },
    },
    {
      source: 'LS-SFN test_start_sync_execution',
      operation: 'StartSyncExecution',
      body: input('Express', { input: '{"a":1}' }),
      status: 200,
      answer: { status: 'SUCCEEDED', output: '{"a":1}', input: '{"a":1}' },
    },
    {
      source: 'LS test_apigateway_with_step_function_integration[DeleteStateMachine]',
      operation: 'DeleteStateMachine',
      body: input('Pass'),
      status: 200,
      answer: {},
    },
    {
      source: 'LS-SFN: ListExecutions of an Express machine',
      operation: 'ListExecutions',
      body: input('Express'),
      status: 400,
      answer: { __type: `${service}StateMachineTypeNotSupported` },
    },
  ])('$source', async ({ operation, body, status, answer }) => {
    const response = await sendTo(operation, body);

    expect(response.statusCode).toBe(status);
    expect(response.answer).toMatchObject(answer);
    expect(headerValues(response, 'Content-Type')).toEqual([JSON_TYPE]);
  });

  test(`${tutorial}: startDate has the exponent form of the wire`, async () => {
    const { body } = await sendTo('StartExecution', input('Pass'));

    expect(body).toMatch(/"startDate":\d\.\d+E9\}$/);
  });

  test(`${recorded}: no Content-Type and no X-Amz-Target are needed`, async () => {
    const headers = [['Content-Type', 'text/plain']] as const;

    expect((await sendTo('StartExecution', input('Pass'), { headers })).statusCode).toBe(200);
  });

  test('SFN-API: the same name and input while it runs is the same answer, another input is refused', async () => {
    const { service: states } = aStatesService();
    const start = (parameters: object) =>
      sendTo('StartExecution', input('Task', { name: 'once', ...parameters }), { states });

    const first = await start({ input: '{}' });

    expect((await start({ input: '{}' })).answer).toEqual(first.answer);
    expect(await start({ input: '{"a":1}' })).toMatchObject({
      statusCode: 400,
      answer: {
        __type: `${service}ExecutionAlreadyExists`,
        message: `Execution Already Exists: '${first.answer.executionArn}'`,
      },
    });
  });

  test('SFN-API: StopExecution gives its date', async () => {
    const { service: states, start } = aStatesService();
    const executionArn = await start('Task');

    const { answer } = await sendTo('StopExecution', JSON.stringify({ executionArn }), { states });

    expect(answer).toEqual({ stopDate: expect.any(Number) });
  });

  test('I: a role that may not do it is a 4xx of the service, named in the log', async () => {
    const { service: states } = aStatesService({
      authorize: () =>
        'User: arn:aws:sts::123456789012:assumed-role/api/x is not authorized to perform: states:StartExecution',
    });

    const response = await sendTo('StartExecution', input('Pass'), { states });

    expect(response.statusCode).toBe(400);
    expect(response.answer.__type).toMatch(/AccessDeniedException$/);
    expect(response.entry?.error).toContain('assumed-role/api');
  });
});
