import { aStatesService, START_MS } from './states-service-builder.ts';

const SECONDS = START_MS / 1000;
const MODEL = 'com.amazonaws.swf.service.v2.model#';

describe('StartSyncExecution', () => {
  test('answers when the execution has ended', async () => {
    const { call, arn } = aStatesService();

    const { answer } = await call('StartSyncExecution', {
      stateMachineArn: arn('Express'),
      name: 'one',
      input: '{"a": 1.0}',
      traceHeader: 'Root=1',
    });

    expect(answer).toEqual({
      billingDetails: { billedDurationInMilliseconds: 100, billedMemoryUsedInMB: 64 },
      executionArn: expect.stringMatching(/:express:Express:one:uuid-\d+$/),
      input: '{"a": 1.0}',
      inputDetails: { included: true },
      name: 'one',
      output: '{"a": 1.0}',
      outputDetails: { included: true },
      startDate: SECONDS,
      stateMachineArn: arn('Express'),
      status: 'SUCCEEDED',
      stopDate: SECONDS,
      traceHeader: 'Root=1',
    });
  });

  test('answers with status 200 for an execution that fails', async () => {
    const { call } = aStatesService();
    const created = await call('CreateStateMachine', {
      name: 'Failing',
      type: 'EXPRESS',
      definition: '{"StartAt": "F", "States": {"F": {"Type": "Fail", "Error": "E", "Cause": "c"}}}',
      roleArn: 'arn:aws:iam::123456789012:role/Role',
    });

    const { statusCode, answer } = await call('StartSyncExecution', {
      stateMachineArn: created.answer.stateMachineArn,
    });

    expect(statusCode).toBe(200);
    expect(answer).toMatchObject({ status: 'FAILED', error: 'E', cause: 'c', input: '{}' });
    expect(answer).not.toHaveProperty('output');
    expect(answer).not.toHaveProperty('outputDetails');
  });

  test('leaves the data out when only metadata is asked for', async () => {
    const { call, arn } = aStatesService();

    const { answer } = await call('StartSyncExecution', {
      stateMachineArn: arn('Express'),
      includedData: 'METADATA_ONLY',
    });

    expect(answer).toMatchObject({
      inputDetails: { included: false },
      outputDetails: { included: false },
    });
    expect(answer).not.toHaveProperty('input');
    expect(answer).not.toHaveProperty('output');
  });

  test.each([
    ['Pass', {}, 'StateMachineTypeNotSupported'],
    ['None', {}, 'StateMachineDoesNotExist'],
    ['Express', { input: '{' }, 'InvalidExecutionInput'],
    ['Express', { name: 'a b' }, 'InvalidName'],
  ])('refuses %s with %j: %s', async (name, parameters, type) => {
    const { call, arn } = aStatesService();

    const { answer } = await call('StartSyncExecution', {
      stateMachineArn: arn(name),
      ...parameters,
    });

    expect(answer.__type).toBe(`${MODEL}${type}`);
  });
});
