import { ARRAY_FUNCTIONS } from './intrinsics/array-functions.ts';
import { MATH_FUNCTIONS } from './intrinsics/math-functions.ts';
import { STRING_FUNCTIONS } from './intrinsics/string-functions.ts';

/**
 * The intrinsic functions, by name without `States.`.
 *
 * @see "Intrinsics for JSONPath states in Step Functions" (Step Functions Developer Guide)
 */
export const INTRINSIC_FUNCTIONS = {
  ...ARRAY_FUNCTIONS,
  ...MATH_FUNCTIONS,
  ...STRING_FUNCTIONS,
};

export type IntrinsicFunctionName = keyof typeof INTRINSIC_FUNCTIONS;

export function isIntrinsicFunctionName(name: string): name is IntrinsicFunctionName {
  return Object.hasOwn(INTRINSIC_FUNCTIONS, name);
}
