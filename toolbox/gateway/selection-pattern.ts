import {
  type JavaPattern,
  JavaPatternError,
  javaPattern,
} from '../shared/java-pattern/java-pattern.ts';

const NEVER = javaPattern('(?!)');

/**
 * The pattern for the whole selector of an endpoint's response; one that cannot be translated is
 * named at start and matches nothing.
 */
export function selectionPattern(source: string): JavaPattern {
  try {
    return javaPattern(source);
  } catch (error) {
    if (error instanceof JavaPatternError) return NEVER;
    throw error;
  }
}
