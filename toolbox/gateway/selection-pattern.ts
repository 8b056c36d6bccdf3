import { JavaPatternError, javaPattern } from '../shared/java-pattern.ts';

const NEVER = /(?!)/;

/**
 * The pattern for the whole selector of an endpoint's response; one that cannot be translated is
 * named at start and matches nothing.
 */
export function selectionPattern(source: string): RegExp {
  try {
    return javaPattern(source, { whole: true });
  } catch (error) {
    if (error instanceof JavaPatternError) return NEVER;
    throw error;
  }
}
