import { stateMachineArn as arnOf } from '../../shared/arn.ts';
import type { JsonDocument } from '../../shared/json-document.ts';
import type { State } from '../../states/definition.ts';
import type { ExecutionRun } from '../../states/execution.ts';
import { createExecutionHistory } from '../../states/history.ts';
import { rolePrincipal } from '../role-principal.ts';
import type { StateMachine } from '../state-machine.ts';
import { configurationWithDefaults } from '../state-machine-configuration.ts';
import type { StatesContext } from '../states-context.ts';
import { tasksInTime } from '../tasks-in-time.ts';

/** An execution of a state machine that has only the tested state, as an Express one. */
export function testedRun(
  context: StatesContext,
  state: State,
  input: JsonDocument,
  roleArn: string | undefined,
): ExecutionRun {
  const { random, uuid } = context;
  const time = context.newTime();
  const { clock, wait } = time;
  const machine = machineOf(context, state, roleArn);
  const tasks = context.taskIntegrations(machine, undefined);
  const { stateMachineArn } = machine;
  const name = uuid();
  const { signal } = new AbortController();
  return {
    definition: machine.definition,
    input,
    context: {
      Execution: {
        Id: `${stateMachineArn.replace(':stateMachine:', ':express:')}:${name}`,
        Input: input.value,
        Name: name,
        RoleArn: roleArn ?? null,
        StartTime: new Date(clock.now()).toISOString(),
      },
      StateMachine: { Id: stateMachineArn, Name: machine.name },
    },
    clock,
    wait,
    random,
    uuid,
    ...tasksInTime(tasks, time),
    history: createExecutionHistory(clock),
    startMapRun() {
      throw new Error('A Map state is tested with a mock only');
    },
    signal: () => signal,
  };
}

function machineOf(
  { identity, clock, uuid }: StatesContext,
  state: State,
  roleArn = '',
): StateMachine {
  const name = uuid();
  const now = clock.now();
  return {
    stateMachineArn: arnOf(identity, name),
    name,
    type: 'EXPRESS',
    roleArn,
    principal: rolePrincipal(roleArn, uuid),
    definitionText: '{}',
    definition: {
      StartAt: state.Name,
      States: new Map([[state.Name, state]]),
      TimeoutSeconds: undefined,
    },
    creationDate: now,
    updateDate: now,
    ...configurationWithDefaults({}),
  };
}
