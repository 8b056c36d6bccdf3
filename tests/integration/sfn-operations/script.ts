import { randomUUID } from 'node:crypto';
import type { CreateStateMachineInput, SFN } from '@aws-sdk/client-sfn';

/** What a caller does with Step Functions and sees of it, by what it shows. */
export type Scripts = Readonly<Record<string, (sfn: SFN) => Promise<void>>>;

export const ROLE_ARN = 'arn:aws:iam::123456789012:role/Worker';

/** Passes its input on. */
export const PASS = definitionOf({ Type: 'Pass', End: true });
/** Waits longer than any test. */
export const WAIT = definitionOf({ Type: 'Wait', Seconds: 3600, End: true });

/** The definition with a single state, `Only`. */
export function definitionOf(state: object, rest: object = {}): string {
  return JSON.stringify({ ...rest, StartAt: 'Only', States: { Only: state } });
}

/** A name that no other script has given. */
export function aName(): string {
  return `script-${randomUUID()}`;
}

/** Creates a state machine and gives its ARN. */
export async function createStateMachine(
  sfn: SFN,
  definition: string,
  rest: Partial<CreateStateMachineInput> = {},
): Promise<string> {
  const input = { name: aName(), definition, roleArn: ROLE_ARN, ...rest };
  const { stateMachineArn } = await sfn.createStateMachine(input);
  return present(stateMachineArn);
}

/** Starts an execution and gives its ARN. */
export async function startExecution(
  sfn: SFN,
  stateMachineArn: string,
  input = '{}',
): Promise<string> {
  const { executionArn } = await sfn.startExecution({ stateMachineArn, input });
  return present(executionArn);
}

/** A member that the SDK's types call optional and the service always gives. */
export function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('the answer lacks a member');
  return value;
}
