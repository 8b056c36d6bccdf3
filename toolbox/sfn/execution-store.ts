import { createQueue } from '../shared/queue.ts';
import type { Execution } from './execution.ts';

/**
 * Executions by ARN and by state machine, in the order of their start. Finished ones beyond `keep` are forgotten, the
 * first to finish first; a running one never is, unless its state machine is deleted.
 */
export interface ExecutionStore {
  /** The sequence of the execution that is started next. */
  nextSequence(): number;
  add(execution: Execution): void;
  /** Counts the execution as finished, which may make the store forget others. */
  finished(execution: Execution): void;
  /** Counts a finished execution as running again. */
  resumed(execution: Execution): void;
  get(executionArn: string): Execution | undefined;
  /** From the newest start to the oldest. */
  ofStateMachine(stateMachineArn: string): readonly Execution[];
  /** Forgets all executions of a state machine and of its map runs, and gives them. */
  forgetStateMachine(stateMachineArn: string): readonly Execution[];
}

export function createExecutionStore(keep: number): ExecutionStore {
  let sequence = 0;
  const byArn = new Map<string, Execution>();
  const byMachine = new Map<string, Set<Execution>>();
  /** In the order in which they ended. */
  const finished = createQueue<Execution>();

  const forget = (execution: Execution): void => {
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
      if (byArn.get(execution.executionArn) !== execution) return;
      finished.add(execution);
      if (finished.size() <= keep) return;
      const oldest = finished.take();
      if (oldest !== undefined) forget(oldest);
    },
    resumed(execution) {
      finished.remove(new Set([execution]));
    },
    get: (executionArn) => byArn.get(executionArn),
    ofStateMachine: (stateMachineArn) => [...(byMachine.get(stateMachineArn) ?? [])].reverse(),
    forgetStateMachine(stateMachineArn) {
      // The child executions of its map runs have a machine with a label behind its name.
      const machines = [...byMachine.keys()].filter(
        (arn) => arn === stateMachineArn || arn.startsWith(`${stateMachineArn}/`),
      );
      const executions = machines.flatMap((arn) => [...(byMachine.get(arn) ?? [])]);
      executions.forEach(forget);
      finished.remove(new Set(executions));
      for (const arn of machines) byMachine.delete(arn);
      return executions;
    },
  };
}
