import { deployedStateMachine } from '../../../toolbox/sfn/deployed-state-machine.ts';

describe('deployedStateMachine', () => {
  test('calls in its role, in a session with a name of 32 letters', () => {
    const roleArn = 'arn:aws:iam::123456789012:role/StateMachineRole';
    const value = { StartAt: 'Pass', States: { Pass: { Type: 'Pass', End: true } } };

    const { principal } = deployedStateMachine(
      {
        name: 'Machine',
        stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:Machine',
        type: 'STANDARD',
        roleArn,
        definition: { text: JSON.stringify(value), value },
      },
      0,
      () => '01234567-89ab-4cde-8f01-23456789abcd',
    );

    expect(principal).toEqual({
      kind: 'role',
      roleArn,
      sessionName: expect.stringMatching(/^[a-z]{32}$/),
    });
  });
});
