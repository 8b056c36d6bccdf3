import { ServiceError } from './service-error.ts';

/** What the API model says of one member of an operation's input. */
export interface ParameterRule {
  readonly type: 'string' | 'integer' | 'boolean';
  readonly required?: true;
  /** Length of a string, in characters. */
  readonly length?: readonly [min: number, max: number];
  readonly range?: readonly [min: number, max: number];
  readonly values?: readonly string[];
}

export type ParameterRules = Readonly<Record<string, ParameterRule>>;

/**
 * Parses the JSON text of an operation's input and checks each member against its rule; members without a rule are
 * ignored, as the service does.
 *
 * @typeParam Input - the members that the rules describe
 * @throws ServiceError SerializationException for text that is no JSON object or a member of another type,
 *   ValidationException that lists every constraint which is not satisfied
 */
export function parseParameters<Input>(body: string, rules: ParameterRules): Input {
  const parameters = parseBody(body);
  const failures: string[] = [];
  for (const name in rules) {
    const rule = rules[name] as ParameterRule;
    const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    if (value === undefined || value === null) {
      if (rule.required) failures.push(failure('null', name, 'Member must not be null'));
      continue;
    }
    checkType(value, rule);
    const constraint = violatedConstraint(value, rule);
    if (constraint !== undefined) failures.push(failure(`'${value}'`, name, constraint));
  }
  if (failures.length > 0) {
    const errors = failures.length === 1 ? 'validation error' : 'validation errors';
    throw new ServiceError(
      'ValidationException',
      `${failures.length} ${errors} detected: ${failures.join('; ')}`,
    );
  }
  // The rules have just been checked; `Input` says the same in types.
  return parameters as Input;
}

function parseBody(body: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (cause) {
    throw notAnObject(cause);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw notAnObject();
  }
  return value as Record<string, unknown>;
}

/** The service says nothing more about a body that it cannot read. */
function notAnObject(cause?: unknown): ServiceError {
  return new ServiceError('SerializationException', '', { cause });
}

function failure(value: string, name: string, constraint: string): string {
  return `Value ${value} at '${name}' failed to satisfy constraint: ${constraint}`;
}

const TYPE_NAMES = { string: 'a String', integer: 'an Integer', boolean: 'a Boolean' } as const;

function checkType(value: unknown, { type }: ParameterRule): void {
  const fits = type === 'integer' ? Number.isInteger(value) : typeof value === type;
  if (!fits) {
    const found = tokenName(value);
    throw new ServiceError(
      'SerializationException',
      `${found} can not be converted to ${TYPE_NAMES[type]}`,
    );
  }
}

/** The name of a JSON token as the service's parser calls it. */
function tokenName(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return 'STRING_VALUE';
    case 'number':
      return 'NUMBER_VALUE';
    case 'boolean':
      return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
    default:
      return Array.isArray(value) ? 'START_ARRAY' : 'START_OBJECT';
  }
}

function violatedConstraint(value: unknown, rule: ParameterRule): string | undefined {
  if (typeof value === 'string') {
    const [min, max] = rule.length ?? [0, Number.POSITIVE_INFINITY];
    if (value.length < min) return `Member must have length greater than or equal to ${min}`;
    if (value.length > max) return `Member must have length less than or equal to ${max}`;
    if (rule.values !== undefined && !rule.values.includes(value)) {
      return `Member must satisfy enum value set: [${rule.values.join(', ')}]`;
    }
  }
  if (typeof value === 'number' && rule.range !== undefined) {
    const [min, max] = rule.range;
    if (value < min) return `Member must have value greater than or equal to ${min}`;
    if (value > max) return `Member must have value less than or equal to ${max}`;
  }
  return undefined;
}
