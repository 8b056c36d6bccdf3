import { createActivities } from '../../../toolbox/sfn/activities.ts';
import { createExecutionStore } from '../../../toolbox/sfn/execution-store.ts';
import { executionTimes } from '../../../toolbox/sfn/execution-time.ts';
import { createTaskIntegrations } from '../../../toolbox/sfn/integrations/index.ts';
import type { IntegrationPorts } from '../../../toolbox/sfn/integrations/integration.ts';
import { createMapRunStore } from '../../../toolbox/sfn/map-run-store.ts';
import { createStateMachineStore } from '../../../toolbox/sfn/state-machine-store.ts';
import type { StatesContext } from '../../../toolbox/sfn/states-context.ts';
import { createStatesService } from '../../../toolbox/sfn/states-service.ts';
import { createTaskTokens } from '../../../toolbox/sfn/task-tokens.ts';
import type { JsonObject } from '../../../toolbox/shared/json.ts';
import type { Authorize } from '../../../toolbox/shared/principal.ts';
import { simulatedClock } from '../../simulated-clock.ts';
import { integrationPorts } from './integration-ports.ts';

export const START_MS = Date.parse('2026-01-02T03:04:05.678Z');

interface TaskServiceOptions {
  readonly ports?: Partial<IntegrationPorts>;
  readonly authorize?: Authorize;
  readonly timeScale?: number;
}

export interface Ending {
  readonly status: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  /** `2<0 TaskStateEntered` for each event. */
  readonly lines: readonly string[];
  readonly events: readonly Readonly<Record<string, unknown>>[];
}

/** A service whose tasks are done by the integrations, on a clock that skips every wait. */
export function aTaskService({ ports, authorize, timeScale = 1 }: TaskServiceOptions = {}) {
  const clock = simulatedClock(START_MS);
  const activities = createActivities();
  const taskTokens = createTaskTokens('session');
  let uuids = 0;
  const uuid = (): string => {
    uuids += 1;
    return `uuid-${uuids}`;
  };
  const context: StatesContext = {
    identity: { partition: 'aws', region: 'us-east-1', accountId: '123456789012' },
    stateMachines: createStateMachineStore([]),
    executions: createExecutionStore(100),
    mapRuns: createMapRunStore(10),
    activities,
    taskTokens,
    clock,
    newTime: executionTimes(clock, timeScale),
    random: () => 0.5,
    uuid,
    authorize,
    taskIntegrations: ({ stateMachineArn, principal }) =>
      createTaskIntegrations(
        integrationPorts({
          states: service,
          activities,
          taskTokens,
          executionEnded: (executionArn) => context.executions.get(executionArn)?.ended,
          stateMachineArn,
          principal,
          clock,
          uuid,
          ...ports,
        }),
      ),
    onFault: (error) => {
      throw error;
    },
  };
  const service = createStatesService(context);

  const call = async (operation: string, parameters: object) => {
    const { statusCode, body } = await service(operation, JSON.stringify(parameters));
    return { statusCode, answer: JSON.parse(body) };
  };
  const create = async (name: string, states: object): Promise<string> => {
    const [StartAt] = Object.keys(states);
    const { answer } = await call('CreateStateMachine', {
      name,
      definition: JSON.stringify({ StartAt, States: states }),
      roleArn: 'arn:aws:iam::123456789012:role/MachineRole',
    });
    return answer.stateMachineArn;
  };
  const start = async (stateMachineArn: string, input: object = {}): Promise<string> => {
    const { answer } = await call('StartExecution', {
      stateMachineArn,
      input: JSON.stringify(input),
    });
    return answer.executionArn;
  };
  const ending = async (executionArn: string): Promise<Ending> => {
    await clock.runUntil(Promise.resolve(context.executions.get(executionArn)?.ended));
    const { answer } = await call('DescribeExecution', { executionArn });
    const history = await call('GetExecutionHistory', { executionArn });
    const { events } = history.answer as { events: JsonObject[] };
    return {
      ...answer,
      events,
      lines: events.map(({ id, previousEventId, type }) => `${id}<${previousEventId} ${type}`),
    };
  };
  return {
    service,
    call,
    create,
    start,
    ending,
    clock,
    /** Creates a machine and runs it to its end. */
    run: async (states: object, input: object = {}): Promise<Ending> =>
      ending(await start(await create('Parent', states), input)),
    /** Lets everything go on that waits for nothing. */
    settle: () => new Promise((resolve) => setImmediate(resolve)),
  };
}
