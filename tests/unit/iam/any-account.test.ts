import { inAnyAccount } from '../../../toolbox/iam/any-account.ts';

describe('inAnyAccount', () => {
  test.each([
    ['arn:aws:states:eu-west-1:123456789012:stateMachine:A', 'arn:aws:states:*:*:stateMachine:A'],
    ['arn:aws:states:us-gov-west-1:*:execution:A:*', 'arn:aws:states:*:*:execution:A:*'],
    ['arn:aws:execute-api:*:123456789012:a1/dev/*', 'arn:aws:execute-api:*:*:a1/dev/*'],
    ['arn:aws:execute-api:eu-west-1:123456789012:*', 'arn:aws:execute-api:*:*:*'],
    ['arn:aws:states:*:stateMachine:A', 'arn:aws:states:*:stateMachine:A'],
    ['arn:aws:states:*', 'arn:aws:states:*'],
    ['arn:aws:states:eu-*:12345678901?:*', 'arn:aws:states:eu-*:12345678901?:*'],
    ['*', '*'],
    ['text:of:no:eu-west-1:123456789012:arn', 'text:of:no:eu-west-1:123456789012:arn'],
  ])('makes %s %s', (pattern, expected) => {
    expect(inAnyAccount(pattern)).toBe(expected);
  });
});
