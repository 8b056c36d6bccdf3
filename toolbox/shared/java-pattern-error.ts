/** Says why a regular expression of Java cannot be run. */
export class JavaPatternError extends Error {
  override readonly name = 'JavaPatternError';
}

/** The place in the regular expression that the translation has come to. */
export interface PatternCursor {
  readonly source: string;
  position: number;
}
