import { MAX_TEXT_LENGTH } from './limits.ts';

/** An exception that a method of Java throws; it ends the rendering, and API Gateway answers 500. */
export class JavaException extends Error {
  override readonly name = 'JavaException';
}

/**
 * Called before a text is made: it could fill the memory.
 *
 * @throws JavaException when it would be too long
 */
export function checkTextLength(length: number): void {
  if (length <= MAX_TEXT_LENGTH) return;
  throw new JavaException(`the text grows beyond ${MAX_TEXT_LENGTH} characters: shorten it`);
}
