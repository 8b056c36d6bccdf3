import { ServiceError } from './service-error.ts';

interface Member {
  readonly required?: true;
}

interface StringRule extends Member {
  readonly type: 'string';
  /** In characters. */
  readonly length?: readonly [min: number, max: number];
  readonly values?: readonly string[];
  /** A regular expression, as the message shows it. */
  readonly pattern?: string;
  /** Messages do not show the value. */
  readonly sensitive?: true;
}

interface NumberRule extends Member {
  readonly type: 'integer' | 'float';
  readonly range?: readonly [min: number, max: number];
}

interface BooleanRule extends Member {
  readonly type: 'boolean';
}

interface ListRule extends Member {
  readonly type: 'list';
  readonly item: ParameterRule;
  readonly length?: readonly [min: number, max: number];
}

interface StructureRule extends Member {
  readonly type: 'structure';
  readonly members: ParameterRules;
}

/** What the API model says of one member of an operation's input. */
export type ParameterRule = StringRule | NumberRule | BooleanRule | ListRule | StructureRule;

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
  checkMembers(parameters, rules, '', failures);
  if (failures.length > 0) throw validationErrors(failures);
  // The rules have just been checked; `Input` says the same in types.
  return parameters as Input;
}

function validationErrors(failures: readonly string[]): ServiceError {
  const errors = failures.length === 1 ? 'validation error' : 'validation errors';
  return new ServiceError(
    'ValidationException',
    `${failures.length} ${errors} detected: ${failures.join('; ')}`,
  );
}

/** @param value - as the message shows it: text in apostrophes, null, or nothing */
function failure(value: string, path: string, constraint: string): string {
  const shownValue = value === '' ? 'Value' : `Value ${value}`;
  return `${shownValue} at '${path}' failed to satisfy constraint: ${constraint}`;
}

function shownBy(rule: ParameterRule, value: unknown): string {
  return rule.type === 'string' && rule.sensitive ? '' : `'${shown(value)}'`;
}

function parseBody(body: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (cause) {
    throw notAnObject(cause);
  }
  if (!isObject(value)) throw notAnObject();
  return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The service says nothing more about a body that it cannot read. */
function notAnObject(cause?: unknown): ServiceError {
  return new ServiceError('SerializationException', '', { cause });
}

/** @param prefix - of the path to a member: empty, or ends with a dot */
function checkMembers(
  members: Record<string, unknown>,
  rules: ParameterRules,
  prefix: string,
  failures: string[],
): void {
  for (const name in rules) {
    const value = Object.hasOwn(members, name) ? members[name] : undefined;
    checkValue(value, rules[name] as ParameterRule, `${prefix}${name}`, failures);
  }
}

function checkValue(value: unknown, rule: ParameterRule, path: string, failures: string[]): void {
  if (value === undefined || value === null) {
    if (rule.required) failures.push(failure('null', path, 'Member must not be null'));
    return;
  }
  if (!hasType(value, rule)) throw wrongType(value, rule);
  const constraint = violatedConstraint(value, rule);
  if (constraint !== undefined) failures.push(failure(shownBy(rule, value), path, constraint));
  if (rule.type === 'structure') {
    checkMembers(value as Record<string, unknown>, rule.members, `${path}.`, failures);
  } else if (rule.type === 'list') {
    (value as unknown[]).forEach((item, index) => {
      checkValue(item, rule.item, `${path}.${index + 1}.member`, failures);
    });
  }
}

function hasType(value: unknown, { type }: ParameterRule): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value);
    case 'float':
      return typeof value === 'number';
    case 'list':
      return Array.isArray(value);
    case 'structure':
      return isObject(value);
    default:
      return typeof value === type;
  }
}

const TYPE_NAMES = {
  string: 'a String',
  integer: 'an Integer',
  float: 'a Double',
  boolean: 'a Boolean',
} as const;

function wrongType(value: unknown, { type }: ParameterRule): ServiceError {
  const message =
    type === 'list' || type === 'structure'
      ? `Expected ${type === 'list' ? 'list' : 'structure'} or null`
      : `${tokenName(value)} can not be converted to ${TYPE_NAMES[type]}`;
  return new ServiceError('SerializationException', message);
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

/** A list is shown as Java writes one. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  if (!isObject(value)) return String(value);
  const members = Object.entries(value).map(([key, member]) => `${key}=${shown(member)}`);
  return `{${members.join(', ')}}`;
}

function violatedConstraint(value: unknown, rule: ParameterRule): string | undefined {
  switch (rule.type) {
    case 'string':
      return violatedByText(value as string, rule);
    case 'list':
      return outOf('length', (value as unknown[]).length, rule.length);
    case 'integer':
    case 'float':
      return outOf('value', value as number, rule.range);
    default:
      return undefined;
  }
}

function violatedByText(
  value: string,
  { values, length, pattern }: StringRule,
): string | undefined {
  if (values !== undefined && !values.includes(value)) {
    return `Member must satisfy enum value set: [${values.join(', ')}]`;
  }
  const outOfBounds = outOf('length', value.length, length);
  if (outOfBounds !== undefined || pattern === undefined) return outOfBounds;
  return new RegExp(pattern).test(value)
    ? undefined
    : `Member must satisfy regular expression pattern: ${pattern}`;
}

function outOf(
  quantity: 'length' | 'value',
  found: number,
  bounds: readonly [min: number, max: number] | undefined,
): string | undefined {
  if (bounds === undefined) return undefined;
  const [min, max] = bounds;
  if (found < min) return `Member must have ${quantity} greater than or equal to ${min}`;
  return found > max ? `Member must have ${quantity} less than or equal to ${max}` : undefined;
}
