/** An exception that a method of Java throws; it ends the rendering, and API Gateway answers 500. */
export class JavaException extends Error {
  override readonly name = 'JavaException';
}
