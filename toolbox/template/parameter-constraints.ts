import { childOf, type MappingNode, scalarText } from './nodes.ts';
import type { ProblemList } from './problem-list.ts';

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

/**
 * Reports a value that the definition of its parameter does not take.
 *
 * @param values - one, or the items of a list
 * @see "Parameters" (CloudFormation User Guide)
 */
export function checkConstraints(
  name: string,
  definition: MappingNode,
  values: readonly string[],
  problems: ProblemList,
): void {
  const description = scalarText(childOf(definition, 'ConstraintDescription'));
  for (const value of values) {
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
