const arnOf = (type, name) => `arn:aws:states:us-east-1:123456789012:${type}:${name}`;

export const ROLE_ARN = 'arn:aws:iam::123456789012:role/Worker';
export const machineArn = (name) => arnOf('stateMachine', name);
export const executionArn = (name) => arnOf('execution', name);
export const activityArn = (name) => arnOf('activity', name);

/** The definition with a single state. It has no space: the command lines are cut at these. */
export function definitionOf(state, name = 'Only') {
  return JSON.stringify({ StartAt: name, States: { [name]: state } });
}

export const PASS = definitionOf({ Type: 'Pass', End: true });

export const create = (name, definition) => [
  `create-state-machine --name ${name} --role-arn ${ROLE_ARN} --definition ${definition}`,
  'stateMachineArn',
  machineArn(name),
];

/** @param machine - its name, with the version or alias if there is one */
export const start = (machine, name, input = '{}') => [
  `start-execution --state-machine-arn ${machineArn(machine)} --name ${name} --input ${input}`,
  'executionArn',
  executionArn(`${machine.split(':', 1)}:${name}`),
];

export const describe = (execution, query, answer) => [
  `describe-execution --execution-arn ${executionArn(execution)}`,
  query,
  answer,
];
