import { randomUUID } from 'node:crypto';
import type { RuntimeOptions } from './runtime-options.ts';
import { type Activities, createActivities } from './sfn/activities.ts';
import { deployedStateMachine } from './sfn/deployed-state-machine.ts';
import { createExecutionStore } from './sfn/execution-store.ts';
import { executionTimes } from './sfn/execution-time.ts';
import { createTaskIntegrations } from './sfn/integrations/index.ts';
import type { IntegrationPorts, WebSocketStage } from './sfn/integrations/integration.ts';
import type { ServiceClients } from './sfn/integrations/service-client.ts';
import { awaitTaskToken } from './sfn/integrations/wait-for-task-token.ts';
import { createMapRunStore } from './sfn/map-run-store.ts';
import { findTestCase, hasTestCases, mockedTasks } from './sfn/mocked-tasks.ts';
import type { StateMachine } from './sfn/state-machine.ts';
import { configurationWithDefaults } from './sfn/state-machine-configuration.ts';
import { createStateMachineStore } from './sfn/state-machine-store.ts';
import { createStatesService } from './sfn/states-service.ts';
import { createTaskTokens } from './sfn/task-tokens.ts';
import type { InvokeApi } from './shared/api-invoker.ts';
import { activityArn } from './shared/arn.ts';
import { systemClock } from './shared/clock.ts';
import type { InvokeFunction } from './shared/function-invoker.ts';
import { sendHttpRequest } from './shared/http-client.ts';
import type { JsonService } from './shared/json-service.ts';
import type { Authorize } from './shared/principal.ts';
import type { TaskIntegrations } from './states/execution.ts';
import type { SamTemplate } from './template/model.ts';

/** What Step Functions reaches the other parts by. */
export interface TaskServices {
  readonly invokeFunction: InvokeFunction;
  readonly invokeApi: InvokeApi;
  readonly webSocketStage: WebSocketStage | undefined;
  readonly serviceClients: ServiceClients;
  readonly authorize: Authorize;
}

/** Makes the Step Functions service of a template. */
export function createStates(options: RuntimeOptions, services: TaskServices): JsonService {
  const { template, log, keep, timeScale } = options;
  const machines = template.stateMachines.map((resource) =>
    deployedStateMachine(resource, systemClock.now(), randomUUID),
  );
  const executions = createExecutionStore(keep);
  const activities = deployedActivities(template);
  const taskTokens = createTaskTokens(randomUUID());
  const portsOf = ({ stateMachineArn, principal }: StateMachine): IntegrationPorts => ({
    ...services,
    states,
    activities,
    taskTokens,
    executionEnded: (executionArn) => executions.get(executionArn)?.ended,
    stateMachineArn,
    principal,
    connections: template.connections,
    sendHttpRequest,
    clock: systemClock,
    uuid: randomUUID,
  });
  const states = createStatesService({
    identity: template.identity,
    stateMachines: createStateMachineStore(machines),
    executions,
    mapRuns: createMapRunStore(keep),
    activities,
    taskTokens,
    clock: systemClock,
    newTime: executionTimes(systemClock, timeScale),
    random: Math.random,
    uuid: randomUUID,
    authorize: services.authorize,
    taskIntegrations: taskIntegrations(options, portsOf),
    onStarted: log.executionStarted,
    onTransition: log.transition,
    onEnded: log.executionEnded,
    onFault: log.fault,
  });
  return states;
}

function deployedActivities({ activities: names, identity }: SamTemplate): Activities {
  const activities = createActivities();
  const { encryptionConfiguration } = configurationWithDefaults({});
  for (const name of names) {
    activities.add({
      activityArn: activityArn(identity, name),
      name,
      creationDate: systemClock.now(),
      encryptionConfiguration,
      tags: new Map(),
    });
  }
  return activities;
}

/** The tasks of an execution, mocked as its test case says; without one all executions share them. */
function taskIntegrations(
  { template, mockConfiguration, mockCase }: RuntimeOptions,
  portsOf: (machine: StateMachine) => IntegrationPorts,
): (machine: StateMachine, testCase: string | undefined) => TaskIntegrations {
  const unmocked = new WeakMap<StateMachine, TaskIntegrations>();

  const unmockedTasks = (machine: StateMachine): TaskIntegrations => {
    const tasks = unmocked.get(machine) ?? createTaskIntegrations(portsOf(machine));
    unmocked.set(machine, tasks);
    return tasks;
  };

  return (machine, namedCase) => {
    const { name, stateMachineArn } = machine;
    const deployed = template.stateMachines.find((one) => one.stateMachineArn === stateMachineArn);
    const names = deployed === undefined ? [name] : [name, deployed.logicalId];
    // State machines that the file does not mention run as they are, such as nested ones.
    const testCase = namedCase ?? (hasTestCases(mockConfiguration, names) ? mockCase : undefined);
    if (testCase === undefined) return unmockedTasks(machine);
    const ports = portsOf(machine);
    return mockedTasks(
      findTestCase(mockConfiguration, names, testCase),
      unmockedTasks(machine),
      (task) => awaitTaskToken(ports, task),
    );
  };
}
