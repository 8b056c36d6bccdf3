import { createTaskTokens, type OpenTask } from '../../../toolbox/sfn/task-tokens.ts';
import { JsonDocument } from '../../../toolbox/shared/json-document.ts';

const OUTPUT = () => JsonDocument.fromText('{"ok": 1.0}');

function anOpenTask(task: Partial<OpenTask> = {}): OpenTask {
  return {
    resourceArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:Machine',
    signal: new AbortController().signal,
    onHeartbeat: () => {},
    ...task,
  };
}

describe('createTaskTokens', () => {
  test('ends an open task with the output that succeeds, as text', async () => {
    const tokens = createTaskTokens('session');
    const token = tokens.issue();
    const outcome = tokens.outcome(token, anOpenTask());

    tokens.succeed(token, OUTPUT);

    expect((await outcome).text).toBe('{"ok": 1.0}');
  });

  test('ends an open task with error and cause when it fails', async () => {
    const tokens = createTaskTokens('session');
    const token = tokens.issue();
    const outcome = tokens.outcome(token, anOpenTask());

    tokens.fail(token, 'Declined', undefined);

    await expect(outcome).rejects.toMatchObject({ error: 'Declined', cause: undefined });
  });

  test('leaves a task open whose output is refused', async () => {
    const tokens = createTaskTokens('session');
    const token = tokens.issue();
    const outcome = tokens.outcome(token, anOpenTask());

    expect(() =>
      tokens.succeed(token, () => {
        throw new Error('no JSON');
      }),
    ).toThrow('no JSON');
    tokens.succeed(token, OUTPUT);

    expect((await outcome).text).toBe('{"ok": 1.0}');
  });

  test('passes a heartbeat on and leaves the task open', () => {
    const onHeartbeat = jest.fn();
    const tokens = createTaskTokens('session');
    const token = tokens.issue();
    void tokens.outcome(token, anOpenTask({ onHeartbeat }));

    tokens.heartbeat(token);
    tokens.heartbeat(token);

    expect(onHeartbeat).toHaveBeenCalledTimes(2);
  });

  test('names the resource of an open task only', () => {
    const tokens = createTaskTokens('session');
    const token = tokens.issue();
    void tokens.outcome(token, anOpenTask({ resourceArn: 'arn:of:it' }));

    expect(tokens.resourceOf(token)).toBe('arn:of:it');
    tokens.succeed(token, OUTPUT);
    expect(tokens.resourceOf(token)).toBeUndefined();
  });

  test('refuses the token of a task that has ended', () => {
    const tokens = createTaskTokens('session');
    const token = tokens.issue();
    void tokens.outcome(token, anOpenTask());
    tokens.succeed(token, OUTPUT);

    expect(() => tokens.succeed(token, OUTPUT)).toThrow(
      expect.objectContaining({ code: 'TaskTimedOut' }),
    );
  });

  test('ends the wait for an attempt that is left behind, and refuses its token', async () => {
    const tokens = createTaskTokens('session');
    const token = tokens.issue();
    const attempt = new AbortController();
    const outcome = tokens.outcome(token, anOpenTask({ signal: attempt.signal }));

    attempt.abort(new Error('time is up'));

    await expect(outcome).rejects.toThrow('time is up');
    expect(() => tokens.heartbeat(token)).toThrow(
      expect.objectContaining({ code: 'TaskTimedOut' }),
    );
  });

  test('refuses the token of another service', () => {
    const token = createTaskTokens('another').issue();

    expect(() => createTaskTokens('session').fail(token, undefined, undefined)).toThrow(
      expect.objectContaining({ code: 'TaskDoesNotExist' }),
    );
  });

  test('refuses a token that it has not issued yet', () => {
    const next = createTaskTokens('session').issue();

    expect(() => createTaskTokens('session').heartbeat(next)).toThrow(
      expect.objectContaining({ code: 'TaskDoesNotExist' }),
    );
  });

  test.each(['', 'NoSuchToken', 'Zm9v'])('refuses %j, which is no token', (token) => {
    expect(() => createTaskTokens('session').succeed(token, OUTPUT)).toThrow(
      expect.objectContaining({ code: 'InvalidToken', message: "Invalid Token: 'Invalid token'" }),
    );
  });
});
