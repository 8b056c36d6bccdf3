import type { StateMachine } from './state-machine.ts';

/** A revision that was published under a number. */
export interface StateMachineVersion {
  readonly number: number;
  readonly stateMachineVersionArn: string;
  readonly machine: StateMachine;
  /** Milliseconds since 1970. */
  readonly creationDate: number;
  readonly description?: string;
}

export interface Route {
  readonly version: StateMachineVersion;
  /** Percentage of the executions; those of an alias add up to 100. */
  readonly weight: number;
}

export interface StateMachineAlias {
  /** Grows with each alias: the order of ListStateMachineAliases. */
  readonly sequence: number;
  readonly name: string;
  readonly stateMachineAliasArn: string;
  readonly description?: string;
  readonly routes: readonly Route[];
  /** Milliseconds since 1970. */
  readonly creationDate: number;
  readonly updateDate: number;
}

/** Everything that belongs to one state machine. */
export interface StateMachineRecord {
  /** Grows with each creation: the order of ListStateMachines. */
  readonly sequence: number;
  /** What the machine was created with besides its first revision. */
  readonly created: { readonly publish: boolean; readonly versionDescription?: string };
  current: StateMachine;
  /** By number, in the order of their publication. */
  readonly versions: Map<number, StateMachineVersion>;
  /** The last number that was given to a version; none is given twice. */
  lastVersion: number;
  /** By name, in the order of their creation. */
  readonly aliases: Map<string, StateMachineAlias>;
  /** The last sequence that was given to an alias. */
  lastAlias: number;
  readonly tags: Map<string, string>;
}

/** The state machines of the service by their unqualified ARNs. */
export interface StateMachineStore {
  get(stateMachineArn: string): StateMachineRecord | undefined;
  add(
    machine: StateMachine,
    created?: StateMachineRecord['created'],
    tags?: Iterable<readonly [string, string]>,
  ): StateMachineRecord;
  delete(stateMachineArn: string): void;
  /** In the order of their creation. */
  all(): Iterable<StateMachineRecord>;
}

/** @param deployed - the machines that are there from the start */
export function createStateMachineStore(deployed: Iterable<StateMachine>): StateMachineStore {
  let sequence = 0;
  const records = new Map<string, StateMachineRecord>();
  const store: StateMachineStore = {
    get: (stateMachineArn) => records.get(stateMachineArn),
    add(machine, created = { publish: false }, tags = []) {
      sequence += 1;
      const record: StateMachineRecord = {
        sequence,
        created,
        current: machine,
        versions: new Map(),
        lastVersion: 0,
        aliases: new Map(),
        lastAlias: 0,
        tags: new Map(tags),
      };
      records.set(machine.stateMachineArn, record);
      return record;
    },
    delete: (stateMachineArn) => {
      records.delete(stateMachineArn);
    },
    all: () => records.values(),
  };
  for (const machine of deployed) store.add(machine);
  return store;
}
