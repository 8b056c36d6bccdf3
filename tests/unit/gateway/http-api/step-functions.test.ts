import type { JsonService } from '../../../../toolbox/shared/json-service.ts';
import type { ServiceIntegration } from '../../../../toolbox/template/http-api-model.ts';
import { aRecordingService, aRequest, headerValues } from '../an-api.ts';
import { aMapping, anApiOf, aService, ROLE, respond } from './an-http-api.ts';

const MACHINE = 'arn:aws:states:eu-west-1:123456789012:stateMachine:Orders';

async function called(
  integration: ServiceIntegration,
  request: Parameters<typeof aRequest>[0] = {},
  answer = '{"executionArn":"a"}',
) {
  const { states, calls } = aRecordingService(answer);
  const api = anApiOf({ integration });
  const response = await respond(api, aRequest(request), { states });
  const [operation, body] = calls[0] ?? [];
  return { ...response, operation, parameters: body === undefined ? undefined : JSON.parse(body) };
}

describe('stepFunctionsCall', () => {
  // DG "Integration subtype reference"; PAT apigw-sfn for the usual Input
  test.each<[string, Record<string, string>, object]>([
    [
      'StartExecution',
      { StateMachineArn: MACHINE, Input: '$request.body', Name: '$request.header.x-name' },
      { stateMachineArn: MACHINE, input: '{"a": 1.0}', name: 'one' },
    ],
    ['StartExecution', { StateMachineArn: MACHINE }, { stateMachineArn: MACHINE }],
    [
      'StartExecution',
      { StateMachineArn: MACHINE, Input: '{"b": ${request.body.a}, "path": "${request.path}"}' },
      { stateMachineArn: MACHINE, input: '{"b": 1.0, "path": "/orders"}' },
    ],
    [
      'StartSyncExecution',
      { StateMachineArn: MACHINE, Input: '$request.body', TraceHeader: 'Root=1', Region: 'x' },
      { stateMachineArn: MACHINE, input: '{"a": 1.0}', traceHeader: 'Root=1' },
    ],
    [
      'StopExecution',
      { ExecutionArn: '$request.querystring.arn', Cause: 'a', Error: 'b' },
      { executionArn: 'arn', cause: 'a', error: 'b' },
    ],
  ])('calls %s with %j', async (action, parameters, expected) => {
    const { operation, parameters: sent } = await called(aService(action, parameters), {
      body: '{"a": 1.0}',
      rawQuery: 'arn=arn',
      headers: [['X-Name', 'one']],
    });

    expect([operation, sent]).toEqual([action, expected]);
  });

  test('sends no parameter whose source is missing', async () => {
    const integration = aService('StartExecution', {
      StateMachineArn: MACHINE,
      Input: '$request.body',
    });

    expect((await called(integration)).parameters).toEqual({ stateMachineArn: MACHINE });
  });

  test('calls in the name of the role of its credentials', async () => {
    let principal: unknown;
    const states: JsonService = (_operation, _body, given) => {
      principal = given;
      return { statusCode: 200, body: '{}' };
    };

    await respond(anApiOf({ integration: aService('StartExecution', {}) }), aRequest(), { states });

    expect(principal).toMatchObject({ kind: 'role', roleArn: ROLE });
  });

  // issue aws-samples/contact-form-processing-with-synchronous-express-workflows#6
  test('passes the answer on as it is, also of an execution that failed', async () => {
    const answer = '{"status":"FAILED","output":null,"startDate":1.6E9}';

    const { statusCode, body } = await called(aService('StartSyncExecution', {}), {}, answer);

    expect([statusCode, body]).toEqual([200, answer]);
  });

  test('passes an error of the service with its own status, and logs it', async () => {
    const body = '{"__type":"a#InvalidName","message":"Invalid Name"}';

    const response = await respond(
      anApiOf({ integration: aService('StartExecution', {}) }),
      aRequest(),
      { states: () => ({ statusCode: 400, body }) },
    );

    expect([response.statusCode, response.body]).toEqual([400, body]);
    expect(response.entry?.error).toBe('InvalidName: Invalid Name');
  });

  // DG "Transforming API requests and responses": only headers and the status can be changed
  test('maps the headers and the status of the answer', async () => {
    const integration = {
      ...aService('StartSyncExecution', {}),
      responseParameters: {
        200: [
          aMapping('overwrite:statuscode', '202', 'response'),
          aMapping('append:header.x-status', '$response.body.status', 'response'),
        ],
      },
    };

    const response = await called(integration, {}, '{"status":"SUCCEEDED"}');

    expect(response.statusCode).toBe(202);
    expect(headerValues(response, 'x-status')).toEqual(['SUCCEEDED']);
  });

  // issues cortexlabs/cortex#1225, serverless/serverless#11222
  test('answers 503 when the service takes too long, and tells it so', async () => {
    let signal: AbortSignal | undefined;
    const states: JsonService = (_operation, _body, _principal, caller) => {
      signal = caller;
      return new Promise(() => {});
    };

    const { statusCode, body, headers, entry } = await respond(
      anApiOf({ integration: aService('StartSyncExecution', {}) }),
      aRequest(),
      { states, clock: { now: () => 0, sleep: () => Promise.resolve() } },
    );

    expect([statusCode, body]).toEqual([503, '{"message":"Service Unavailable"}']);
    expect(headers.map(([name]) => name)).toEqual(['Apigw-Requestid']);
    expect(entry?.error).toBe('the integration did not answer within 30000 ms');
    expect(signal?.aborted).toBe(true);
  });

  test('answers 503 for the action of another service, and names it', async () => {
    const integration = { ...aService('x', {}), integrationSubtype: 'SQS-SendMessage' };

    const { statusCode, entry } = await called(integration);

    expect(statusCode).toBe(503);
    expect(entry?.error).toBe(
      'the local runtime has no SQS-SendMessage, only the actions of Step Functions',
    );
  });
});
