import { hashCodeOf } from './java-hash-code.ts';
import { type Method, methodTable, ofValue, plain } from './method-table.ts';
import { textOf } from './value.ts';

/** @see "java.lang.Boolean" (Java SE API) */
export const BOOLEAN_METHODS = methodTable<boolean>({
  booleanValue: plain((self) => self),
  compareTo: ofValue((self, value) =>
    typeof value === 'boolean' ? Number(self) - Number(value) : undefined,
  ),
  equals: ofValue((self, value) => self === value),
  hashCode: plain<boolean>(hashCodeOf),
  logicalAnd: ofBooleans((left, right) => left && right),
  logicalOr: ofBooleans((left, right) => left || right),
  logicalXor: ofBooleans((left, right) => left !== right),
  parseBoolean: ofValue((_self, value) => textOf(value).toLowerCase() === 'true'),
  toString: plain(String),
  valueOf: ofValue((_self, value) => textOf(value).toLowerCase() === 'true'),
});

/** A static method of two booleans. */
function ofBooleans(method: (left: boolean, right: boolean) => boolean): Method<boolean> {
  return (_self, [left, right]) =>
    typeof left === 'boolean' && typeof right === 'boolean' ? method(left, right) : undefined;
}
