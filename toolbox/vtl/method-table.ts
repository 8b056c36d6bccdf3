import type { MatchBudget } from '../shared/java-pattern/java-pattern.ts';
import { isInteger } from './java-number.ts';
import { isNumber, type VtlValue } from './value.ts';

/**
 * A method of Java: undefined when no overload takes such arguments, and for `void`. What its regular expressions may
 * cost is taken from the budget.
 */
export type Method<Self> = (
  self: Self,
  args: readonly VtlValue[],
  budget: MatchBudget,
) => VtlValue | undefined;

export type MethodTable<Self> = ReadonlyMap<string, Method<Self>>;

export function methodTable<Self>(
  methods: Readonly<Record<string, Method<Self>>>,
): MethodTable<Self> {
  return new Map(Object.entries(methods));
}

/** The only argument, when it is a string. */
export function onlyString(args: readonly VtlValue[]): string | undefined {
  return args.length === 1 && typeof args[0] === 'string' ? args[0] : undefined;
}

/** Both arguments, when they are two strings. */
function twoStrings(args: readonly VtlValue[]): [string, string] | undefined {
  const [first, second] = args;
  return args.length === 2 && typeof first === 'string' && typeof second === 'string'
    ? [first, second]
    : undefined;
}

/** The argument at `index`, when it is an integer. */
export function integerAt(args: readonly VtlValue[], index: number): number | undefined {
  const value = args[index];
  return value !== undefined && isNumber(value) && isInteger(value) ? Number(value) : undefined;
}

/** Turns a method without arguments into one of the table. */
export function plain<Self>(method: (self: Self) => VtlValue): Method<Self> {
  return (self, args) => (args.length === 0 ? method(self) : undefined);
}

/** Turns a method of one string into one of the table. */
export function ofString<Self>(
  method: (self: Self, text: string, budget: MatchBudget) => VtlValue,
): Method<Self> {
  return (self, args, budget) => {
    const text = onlyString(args);
    return text === undefined ? undefined : method(self, text, budget);
  };
}

/** Turns a method of two strings into one of the table. */
export function ofStrings<Self>(
  method: (self: Self, first: string, second: string, budget: MatchBudget) => VtlValue,
): Method<Self> {
  return (self, args, budget) => {
    const texts = twoStrings(args);
    return texts === undefined ? undefined : method(self, ...texts, budget);
  };
}

/** Turns a method of one value of any type into one of the table. */
export function ofValue<Self>(
  method: (self: Self, value: VtlValue) => VtlValue | undefined,
): Method<Self> {
  return (self, args) =>
    args.length === 1 && args[0] !== undefined ? method(self, args[0]) : undefined;
}

/** Turns a method of one integer into one of the table. */
export function ofInteger<Self>(
  method: (self: Self, integer: number) => VtlValue | undefined,
): Method<Self> {
  return (self, args) => {
    const integer = args.length === 1 ? integerAt(args, 0) : undefined;
    return integer === undefined ? undefined : method(self, integer);
  };
}
