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
import { checkConstraints } from './parameter-constraints.ts';
import type { ProblemList } from './problem-list.ts';

export interface ParameterValue {
  /** As given or by default; of a list its items joined by commas. */
  readonly text: string;
  /** Set for a list type. */
  readonly items?: readonly string[];
  /** Set when the text only stands for a value of the Parameter Store: the name there. */
  readonly storedName?: string;
  readonly position: Position;
}

/** Lists of one of the types of values that CloudFormation looks up itself, or the values. */
const TYPE =
  /^(?:String|Number|CommaDelimitedList|List<(?:Number|String|AWS::[\w:]+)>|AWS::[\w:]+(?:<.+>)?)$/;
const SSM_VALUE = /^AWS::SSM::Parameter::Value<(.+)>$/;
/** Names of what an account has, such as networks and keys. */
const ACCOUNT_TYPE = /^(?:List<)?AWS::/;
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
    const isOverride = Object.hasOwn(overrides, name);
    const type = parameterType(name, definition, problems);
    const given = isOverride ? overrides[name] : defaultOf(definition);
    if (given === undefined && ACCOUNT_TYPE.test(type)) {
      values.set(name, {
        ...missingValue(name, type, keyPosition, problems),
        position: keyPosition,
      });
      continue;
    }
    if (given === undefined) {
      const message = `parameter "${name}" has no value: give it with --parameter-overrides ${name}=… or set a Default`;
      problems.error(keyPosition, 'missing-parameter', message);
    }
    const value = isOverride ? givenValue(type, given ?? '') : defaultValue(type, given ?? '');
    // Those of a parameter of the Parameter Store are about its name there.
    if (given !== undefined && !SSM_VALUE.test(type)) {
      checkConstraints(name, definition, value.items ?? [value.text], problems);
    }
    values.set(name, { ...value, position: keyPosition });
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

function parameterType(name: string, definition: MappingNode, problems: ProblemList): string {
  const type = scalarText(childOf(definition, 'Type'));
  if (type !== undefined && TYPE.test(type)) return type;
  const found = type === undefined ? 'no Type' : `the type "${type}"`;
  const message = `parameter "${name}" has ${found}: expected String, Number, CommaDelimitedList, List<Number> or a type of AWS`;
  problems.error(positionOfKey(definition, 'Type'), 'invalid-parameter', message);
  return 'String';
}

type Value = Omit<ParameterValue, 'position'>;

/**
 * Local runtime: what the user gives for a parameter of the Parameter Store is its value, as no
 * store can be asked.
 */
function givenValue(type: string, given: string): Value {
  if (!LIST.test(SSM_VALUE.exec(type)?.[1] ?? type)) return { text: given };
  return { text: given, items: given === '' ? [] : given.split(',').map((item) => item.trim()) };
}

/** The default of a parameter of the Parameter Store is a name there. */
function defaultValue(type: string, given: string): Value {
  const stored = SSM_VALUE.exec(type)?.[1];
  if (stored === undefined) return givenValue(type, given);
  const text = accountValue('SSM', given);
  return { text, storedName: given, ...(LIST.test(stored) && { items: [text] }) };
}

/** Local runtime: what an account has is left out, as nothing here uses it. */
function missingValue(
  name: string,
  type: string,
  position: Position,
  problems: ProblemList,
): Value {
  const text = accountValue('Parameter', name);
  const message = `parameter "${name}" (${type}) has no value: it reads as ${text}; give it with --parameter-overrides ${name}=…`;
  problems.warning(position, 'missing-parameter', message);
  return givenValue(type, text);
}

/** Says of a parameter that is used how its value is given, when only an account has it. */
export function reportStoredValue(
  name: string,
  { storedName, text, position }: ParameterValue,
  problems: ProblemList,
): void {
  if (storedName === undefined) return;
  const message = `the value of the SSM parameter "${storedName}" is not known here: "${name}" reads as ${text}; give the value with --parameter-overrides ${name}=…`;
  problems.warning(position, 'unsupported-parameter-type', message);
}
