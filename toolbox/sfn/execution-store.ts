import type { Execution } from './execution.ts';
import type { StateMachine } from './state-machine.ts';

/**
 * Executions by ARN and by state machine, in the order of their start. Finished ones beyond `keep` are forgotten, the
 * first to finish first; a running one never is.
 */
export interface ExecutionStore {
  /** The sequence of the execution that is started next. */
  nextSequence(): number;
  add(execution: Execution): void;
  /** Counts the execution as finished, which may make the store forget others. */
  finished(execution: Execution): void;
  get(executionArn: string): Execution | undefined;
  /** From the newest start to the oldest. */
  ofStateMachine(machine: StateMachine): readonly Execution[];
}

export function createExecutionStore(keep: number): ExecutionStore {
  let sequence = 0;
  const byArn = new Map<string, Execution>();
  const byMachine = new Map<string, Set<Execution>>();
  /** In the order in which they ended: a Set gives its oldest member first. */
  const finished = new Set<Execution>();

  const forget = (execution: Execution): void => {
    finished.delete(execution);
    byArn.delete(execution.executionArn);
    byMachine.get(execution.stateMachine.stateMachineArn)?.delete(execution);
  };

  return {
    nextSequence() {
      sequence += 1;
      return sequence;
    },
    add(execution) {
      byArn.set(execution.executionArn, execution);
      const { stateMachineArn } = execution.stateMachine;
      const executions = byMachine.get(stateMachineArn);
      if (executions === undefined) byMachine.set(stateMachineArn, new Set([execution]));
      else executions.add(execution);
    },
    finished(execution) {
      finished.add(execution);
      if (finished.size <= keep) return;
      const [oldest] = finished;
      if (oldest !== undefined) forget(oldest);
    },
    get: (executionArn) => byArn.get(executionArn),
    ofStateMachine: ({ stateMachineArn }) => [...(byMachine.get(stateMachineArn) ?? [])].reverse(),
  };
}
