import { createActivities } from '../../../toolbox/sfn/activities.ts';
import { createExecutionStore } from '../../../toolbox/sfn/execution-store.ts';
import { executionTimes } from '../../../toolbox/sfn/execution-time.ts';
import { createMapRunStore } from '../../../toolbox/sfn/map-run-store.ts';
import type { StateMachine } from '../../../toolbox/sfn/state-machine.ts';
import { createStateMachineStore } from '../../../toolbox/sfn/state-machine-store.ts';
import type { StatesContext } from '../../../toolbox/sfn/states-context.ts';
import { createStatesService } from '../../../toolbox/sfn/states-service.ts';
import { createTaskTokens } from '../../../toolbox/sfn/task-tokens.ts';
import type { JsonValue } from '../../../toolbox/shared/json.ts';
import type { Authorize } from '../../../toolbox/shared/principal.ts';
import type { TaskInvoker } from '../../../toolbox/states/execution.ts';
import { parseDefinition } from '../../../toolbox/states/parse-definition.ts';

const ARN = 'arn:aws:states:us-east-1:123456789012:stateMachine:';

const ROLE_ARN = 'arn:aws:iam::123456789012:role/StateMachineRole';

export const START_MS = 1_486_772_644_911;

const PASS: JsonValue = { StartAt: 'Pass', States: { Pass: { Type: 'Pass', End: true } } };
const TASK: JsonValue = {
  StartAt: 'Task',
  States: {
    Task: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:F', End: true },
  },
};

function aStateMachine(
  name: string,
  definition: JsonValue,
  type: StateMachine['type'],
): StateMachine {
  return {
    stateMachineArn: `${ARN}${name}`,
    name,
    type,
    roleArn: ROLE_ARN,
    principal: { kind: 'role', roleArn: ROLE_ARN, sessionName: 'session' },
    definitionText: JSON.stringify(definition),
    definition: parseDefinition(definition),
    creationDate: START_MS,
    updateDate: START_MS,
    loggingConfiguration: { level: 'OFF', includeExecutionData: false },
    tracingConfiguration: { enabled: false },
    encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
  };
}

/** A service with the machines Pass, Task (whose invoker never answers unless given) and Express. */
export function aStatesService({
  keep = 100,
  authorize,
  invokeTask = ({ signal, onStarted }) => {
    onStarted();
    return new Promise((_, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason)),
    );
  },
}: {
  keep?: number;
  authorize?: Authorize;
  invokeTask?: TaskInvoker;
} = {}) {
  let uuids = 0;
  const machines = [
    aStateMachine('Pass', PASS, 'STANDARD'),
    aStateMachine('Task', TASK, 'STANDARD'),
    aStateMachine('Express', PASS, 'EXPRESS'),
  ];
  const taskTokens = createTaskTokens('session');
  const clock = { now: () => START_MS, sleep: () => new Promise<void>(() => {}) };
  const context: StatesContext = {
    identity: { partition: 'aws', region: 'us-east-1', accountId: '123456789012' },
    stateMachines: createStateMachineStore(machines),
    executions: createExecutionStore(keep),
    mapRuns: createMapRunStore(keep),
    activities: createActivities(),
    taskTokens,
    clock,
    newTime: executionTimes(clock, 1),
    random: () => 0.5,
    uuid: () => {
      uuids += 1;
      return `uuid-${uuids}`;
    },
    taskIntegrations: () => ({
      parameterErrors: () => [],
      issueTaskToken: taskTokens.issue,
      invokeTask,
    }),
    authorize,
    onFault: (error) => {
      throw error;
    },
  };
  const service = createStatesService(context);

  /** Calls an operation and parses its answer. */
  const call = async (operation: string, parameters: object) => {
    const { statusCode, body } = await service(operation, JSON.stringify(parameters));
    return { statusCode, body, answer: JSON.parse(body) };
  };
  return {
    service,
    call,
    arn: (name: string) => `${ARN}${name}`,
    /** Starts an execution and gives its ARN. */
    start: async (machine: string, parameters: object = {}): Promise<string> => {
      const { answer } = await call('StartExecution', {
        stateMachineArn: `${ARN}${machine}`,
        ...parameters,
      });
      return answer.executionArn;
    },
    /** Lets the executions that wait for nothing run to their end. */
    settle: () => new Promise((resolve) => setImmediate(resolve)),
  };
}
