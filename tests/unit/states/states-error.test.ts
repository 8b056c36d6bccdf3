import { errorMatches } from '../../../toolbox/states/states-error.ts';

describe('errorMatches', () => {
  test.each([
    ['MyError', 'MyError', true],
    ['MyError', 'myerror', false],
    ['States.ALL', 'MyError', true],
    ['States.ALL', 'States.Timeout', true],
    ['States.ALL', 'States.DataLimitExceeded', true],
    ['States.ALL', undefined, true],
    ['States.ALL', 'States.Runtime', false],
    ['States.Runtime', 'States.Runtime', false],
    ['States.TaskFailed', 'MyError', true],
    ['States.TaskFailed', 'States.Timeout', false],
    ['States.TaskFailed', 'States.HeartbeatTimeout', false],
    ['States.TaskFailed', 'States.Runtime', false],
    ['States.Timeout', 'States.HeartbeatTimeout', true],
    ['States.HeartbeatTimeout', 'States.Timeout', false],
  ])('%s against %s is %s', (name, error, expected) => {
    expect(errorMatches(['Other', name], error)).toBe(expected);
  });
});
