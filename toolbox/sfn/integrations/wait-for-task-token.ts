import { JsonDocument } from '../../shared/json-document.ts';
import type { TaskRequest } from '../../states/execution.ts';
import { StatesError } from '../../states/states-error.ts';
import type { Integration, IntegrationPorts } from './integration.ts';

/**
 * The pattern `.waitForTaskToken`: calls the service, then waits until the token ends the task.
 *
 * @see "Wait for a Callback with Task Token" (Step Functions Developer Guide)
 */
export function waitForTaskToken(integration: Integration): Integration {
  return {
    ...integration,
    // Once the service has answered, only the token ends the task.
    invoke: (ports, task) =>
      untilToken(
        ports,
        task,
        () => integration.invoke(ports, task),
        () => new Promise(() => {}),
      ),
  };
}

/**
 * Does work that the task token may end. Local runtime: a token that is used before the service has
 * answered ends the task when it has (assumed), whatever the answer is.
 *
 * @param submit - gives the service's answer
 * @param finish - goes on after it
 */
export async function untilToken(
  ports: IntegrationPorts,
  task: TaskRequest,
  submit: () => Promise<JsonDocument>,
  finish: (answer: JsonDocument) => Promise<JsonDocument>,
): Promise<JsonDocument> {
  const outcome = outcomeOf(ports, task);
  let hasEnded = false;
  const onEnd = (): void => {
    hasEnded = true;
  };
  outcome.then(onEnd, onEnd);
  try {
    const answer = await submit();
    task.onSubmitted(answer);
    return hasEnded ? outcome : Promise.race([outcome, finish(answer)]);
  } catch (error) {
    if (hasEnded) return outcome;
    throw error;
  }
}

const NO_ANSWER = JsonDocument.fromValue({});

/**
 * A task whose call nobody makes: only its token ends it.
 *
 * @throws StatesError States.Runtime when its resource gives no token
 */
export async function awaitTaskToken(
  ports: IntegrationPorts,
  task: TaskRequest,
): Promise<JsonDocument> {
  if (task.taskToken !== undefined) {
    const outcome = outcomeOf(ports, task);
    task.onSubmitted(NO_ANSWER);
    return outcome;
  }
  throw new StatesError(
    'States.Runtime',
    `The mocked response of the state '${task.stateName}' waits for a task token, which the resource '${task.resource}' does not have.`,
  );
}

function outcomeOf(
  { taskTokens, stateMachineArn }: IntegrationPorts,
  { taskToken, signal, onHeartbeat }: TaskRequest,
): Promise<JsonDocument> {
  // The interpreter gives each attempt with these patterns a token.
  const token = taskToken as string;
  return taskTokens.outcome(token, { resourceArn: stateMachineArn, signal, onHeartbeat });
}
