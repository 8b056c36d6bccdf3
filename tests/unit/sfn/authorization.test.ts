import type { Principal } from '../../../toolbox/shared/principal.ts';
import { aStatesService } from './states-service-builder.ts';

const CALLER: Principal = {
  kind: 'role',
  roleArn: 'arn:aws:iam::123456789012:role/CallerRole',
  sessionName: 'caller',
};
const REFUSAL = 'User: caller is not authorized, because';
const EXECUTION_ARN = 'arn:aws:states:us-east-1:123456789012:execution:Pass:none';
const MACHINE_ARN = 'arn:aws:states:us-east-1:123456789012:stateMachine:Pass';

/** A service that refuses every principal, and what it was asked. */
function aStrictService() {
  const questions: [Principal, string, string][] = [];
  const service = aStatesService({
    authorize: (...question) => {
      questions.push(question);
      return REFUSAL;
    },
  });
  const callAs = async (
    principal: Principal | undefined,
    operation: string,
    parameters: object,
  ) => {
    const { statusCode, body } = await service.service(
      operation,
      JSON.stringify(parameters),
      principal,
    );
    return { statusCode, body };
  };
  return { ...service, questions, callAs };
}

/**
 * @see "Actions, resources, and condition keys for AWS Step Functions" (Service Authorization
 * Reference)
 */
const RESOURCES = [
  ['DescribeExecution', { executionArn: EXECUTION_ARN }, EXECUTION_ARN],
  ['DescribeStateMachine', { stateMachineArn: MACHINE_ARN }, MACHINE_ARN],
  ['DescribeStateMachineForExecution', { executionArn: EXECUTION_ARN }, EXECUTION_ARN],
  ['GetExecutionHistory', { executionArn: EXECUTION_ARN }, EXECUTION_ARN],
  ['ListExecutions', { stateMachineArn: MACHINE_ARN }, MACHINE_ARN],
  ['ListStateMachines', {}, '*'],
  ['StartExecution', { stateMachineArn: MACHINE_ARN }, MACHINE_ARN],
  ['StopExecution', { executionArn: EXECUTION_ARN }, EXECUTION_ARN],
] as const;

describe('an operation that is called by a principal', () => {
  test.each(RESOURCES)('%s is authorized with %j for %s', async (operation, parameters, arn) => {
    const { callAs, questions } = aStrictService();

    const refused = await callAs(CALLER, operation, parameters);

    expect(questions).toEqual([[CALLER, `states:${operation}`, arn]]);
    expect(refused).toEqual({
      statusCode: 400,
      body: `{"__type":"com.amazon.coral.service#AccessDeniedException","Message":"${REFUSAL}"}`,
    });
  });

  test('StartExecution is authorized for the state machine, whatever test case is asked for', async () => {
    const { callAs, questions } = aStrictService();

    await callAs(CALLER, 'StartExecution', { stateMachineArn: `${MACHINE_ARN}#Declined` });

    expect(questions).toEqual([[CALLER, 'states:StartExecution', MACHINE_ARN]]);
  });

  test('does nothing when it is refused', async () => {
    const { call, callAs, arn } = aStrictService();

    await callAs(CALLER, 'StartExecution', { stateMachineArn: MACHINE_ARN, name: 'refused' });

    const { answer } = await call('ListExecutions', { stateMachineArn: arn('Pass') });
    expect(answer).toEqual({ executions: [] });
  });

  test('is not authorized before its parameters are right', async () => {
    const { callAs, questions } = aStrictService();

    const { body } = await callAs(CALLER, 'StartExecution', {});

    expect(body).toContain('ValidationException');
    expect(questions).toEqual([]);
  });

  test('is done when nothing speaks against it', async () => {
    const { service } = aStatesService({ authorize: () => undefined });

    expect(await service('ListStateMachines', '{}', CALLER)).toMatchObject({ statusCode: 200 });
  });
});

describe('an operation that is called by nobody in particular', () => {
  test.each(RESOURCES)('%s is not authorized', async (operation, parameters) => {
    const { callAs, questions } = aStrictService();

    const { body } = await callAs(undefined, operation, parameters);

    expect(body).not.toContain('AccessDeniedException');
    expect(questions).toEqual([]);
  });
});
