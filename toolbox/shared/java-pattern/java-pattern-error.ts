/** Says why a regular expression of Java cannot be run. */
export class JavaPatternError extends Error {
  override readonly name = 'JavaPatternError';
}

/** A match that would take too long; Java would go on until the request times out. */
export class JavaPatternLimitError extends RangeError {
  override readonly name = 'JavaPatternLimitError';
}
