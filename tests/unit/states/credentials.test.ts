import { FUNCTION_ARN, runToEnd } from './a-run.ts';

const ROLE = 'arn:aws:iam::210987654321:role/Other';

function aTask(fields: object) {
  return {
    StartAt: 'Step',
    States: { Step: { Type: 'Task', Resource: FUNCTION_ARN, End: true, ...fields } },
  };
}

describe('Credentials', () => {
  test.each([
    { form: 'a fixed role', fields: { Credentials: { RoleArn: ROLE } } },
    { form: 'a path', fields: { Credentials: { 'RoleArn.$': '$.role' } } },
    {
      form: 'a JSONata expression',
      fields: { QueryLanguage: 'JSONata', Credentials: { RoleArn: '{% $states.input.role %}' } },
    },
  ])('tell the invoker the role of the task by $form', async ({ fields }) => {
    const roles: unknown[] = [];

    const { events } = await runToEnd(aTask(fields), {
      inputText: JSON.stringify({ role: ROLE }),
      invokeTask: async ({ roleArn, payload }) => {
        roles.push(roleArn);
        return payload;
      },
    });

    expect(roles).toEqual([ROLE]);
    expect(events[2]).toMatchObject({
      lambdaFunctionScheduledEventDetails: { taskCredentials: { roleArn: ROLE } },
    });
  });

  test('are recorded with a service integration', async () => {
    const { events } = await runToEnd(
      aTask({ Resource: 'arn:aws:states:::lambda:invoke', Credentials: { RoleArn: ROLE } }),
    );

    expect(events[2]).toMatchObject({
      taskScheduledEventDetails: { taskCredentials: { roleArn: ROLE } },
    });
  });

  test('fail the state when they give no text', async () => {
    const { outcome, events } = await runToEnd(aTask({ Credentials: { 'RoleArn.$': '$.role' } }), {
      inputText: '{"role": 1}',
    });

    expect(outcome).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(events).toHaveLength(3);
  });
});
