/** A function's code cannot be made ready to run; the message says where, or how to mend it. */
export class BuildError extends Error {
  override readonly name = 'BuildError';
}
