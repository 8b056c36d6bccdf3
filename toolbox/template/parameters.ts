import { accountValue } from '../shared/account-value.ts';
import type { Position } from '../shared/problem.ts';
import {
  childOf,
  isMapping,
  type MappingNode,
  positionOfKey,
  scalarText,
  type TemplateNode,
} from './nodes.ts';
import type { ProblemList } from './problem-list.ts';

export interface ParameterValue {
  /** As given or by default; of a list its items joined by commas. */
  readonly text: string;
  /** Set for a list type. */
  readonly items?: readonly string[];
}

/** Lists of one of the types of values that CloudFormation looks up itself, or the values. */
const TYPE =
  /^(?:String|Number|CommaDelimitedList|List<(?:Number|String|AWS::[\w:]+)>|AWS::[\w:]+(?:<.+>)?)$/;
const SSM_VALUE = /^AWS::SSM::Parameter::Value<(.+)>$/;
const LIST = /^(?:CommaDelimitedList|List<.+>)$/;

/**
 * The values of the template's `Parameters`: what the user gave, else the default.
 *
 * @param overrides - `--parameter-overrides` by name
 */
export function readParameters(
  section: TemplateNode | undefined,
  overrides: Readonly<Record<string, string>>,
  problems: ProblemList,
): Map<string, ParameterValue> {
  const values = new Map<string, ParameterValue>();
  if (!isMapping(section)) return values;
  for (const [name, { keyPosition, value: definition }] of section.entries) {
    if (!isMapping(definition)) {
      problems.error(
        keyPosition,
        'invalid-parameter',
        `parameter "${name}" needs a mapping with a Type`,
      );
      continue;
    }
    const given = Object.hasOwn(overrides, name) ? overrides[name] : defaultOf(definition);
    if (given === undefined) {
      const message = `parameter "${name}" has no value: give it with --parameter-overrides ${name}=… or set a Default`;
      problems.error(keyPosition, 'missing-parameter', message);
    }
    const value = parameterValue(name, definition, given ?? '', keyPosition, problems);
    if (given !== undefined) checkConstraints(name, definition, value, problems);
    values.set(name, value);
  }
  for (const name of Object.keys(overrides).filter((key) => !section.entries.has(key))) {
    const message = `the template has no parameter "${name}": correct the name given with --parameter-overrides`;
    problems.warning(section.position, 'unknown-parameter', message);
  }
  return values;
}

function defaultOf(definition: MappingNode): string | undefined {
  return scalarText(childOf(definition, 'Default'));
}

function parameterValue(
  name: string,
  definition: MappingNode,
  given: string,
  position: Position,
  problems: ProblemList,
): ParameterValue {
  const type = scalarText(childOf(definition, 'Type'));
  if (type === undefined || !TYPE.test(type)) {
    const found = type === undefined ? 'no Type' : `the type "${type}"`;
    const message = `parameter "${name}" has ${found}: expected String, Number, CommaDelimitedList, List<Number> or a type of AWS`;
    problems.error(positionOfKey(definition, 'Type'), 'invalid-parameter', message);
    return { text: given };
  }
  const stored = SSM_VALUE.exec(type)?.[1];
  if (stored !== undefined) {
    const text = accountValue('SSM', given);
    const message = `the value of the SSM parameter "${given}" is not known here: "${name}" reads as ${text}`;
    problems.warning(position, 'unsupported-parameter-type', message);
    return LIST.test(stored) ? { text, items: [text] } : { text };
  }
  if (!LIST.test(type)) return { text: given };
  return { text: given, items: given === '' ? [] : given.split(',').map((item) => item.trim()) };
}

/** A rule of the definition that a single value has to keep. */
type Constraint = (value: string, definition: MappingNode) => string | undefined;

const CONSTRAINTS: readonly Constraint[] = [
  (value, definition) => {
    const isNumber = /Number/.test(scalarText(childOf(definition, 'Type')) ?? '');
    return isNumber && (value.trim() === '' || Number.isNaN(Number(value)))
      ? 'a number'
      : undefined;
  },
  (value, definition) => {
    const allowed = childOf(definition, 'AllowedValues');
    const values = allowed?.kind === 'sequence' ? allowed.items.map(scalarText) : [value];
    return values.includes(value) ? undefined : `one of ${values.join(', ')}`;
  },
  (value, definition) => {
    const pattern = scalarText(childOf(definition, 'AllowedPattern'));
    return pattern === undefined || matchesWhole(pattern, value)
      ? undefined
      : `text like ${pattern}`;
  },
  bound('MinLength', (value, limit) => value.length >= limit, 'at least', ' characters'),
  bound('MaxLength', (value, limit) => value.length <= limit, 'at most', ' characters'),
  bound('MinValue', (value, limit) => Number(value) >= limit, 'at least', ''),
  bound('MaxValue', (value, limit) => Number(value) <= limit, 'at most', ''),
];

function bound(
  key: string,
  isKept: (value: string, limit: number) => boolean,
  relation: string,
  unit: string,
): Constraint {
  return (value, definition) => {
    const limit = scalarText(childOf(definition, key));
    if (limit === undefined || isKept(value, Number(limit))) return undefined;
    return `${relation} ${limit}${unit}`;
  };
}

/** A pattern that only Java understands holds nobody up. */
function matchesWhole(pattern: string, value: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 'su').test(value);
  } catch {
    return true;
  }
}

function checkConstraints(
  name: string,
  definition: MappingNode,
  { text, items }: ParameterValue,
  problems: ProblemList,
): void {
  if (SSM_VALUE.test(scalarText(childOf(definition, 'Type')) ?? '')) return;
  const description = scalarText(childOf(definition, 'ConstraintDescription'));
  for (const value of items ?? [text]) {
    for (const constraint of CONSTRAINTS) {
      const expected = constraint(value, definition);
      if (expected === undefined) continue;
      const reason = description === undefined ? '' : ` (${description})`;
      const message = `parameter "${name}" is "${value}": expected ${expected}${reason}`;
      problems.error(definition.position, 'invalid-parameter', message);
      return;
    }
  }
}
