import { JavaPatternError, javaPattern } from '../../shared/java-pattern/java-pattern.ts';
import { GatewayError } from '../gateway-error.ts';

/**
 * Makes the test of `identityValidationExpression`, which the whole text has to match; without one
 * every text passes.
 *
 * @throws GatewayError AUTHORIZER_CONFIGURATION_ERROR by the test, for a wrong regular expression
 */
export function compileValidationExpression(
  expression: string | undefined,
): (text: string) => boolean {
  if (expression === undefined) return () => true;
  try {
    const pattern = javaPattern(expression);
    return (text) => pattern.matches(text);
  } catch (error) {
    if (!(error instanceof JavaPatternError)) throw error;
    return () => {
      const reason = `identityValidationExpression: ${error.message}`;
      throw new GatewayError('AUTHORIZER_CONFIGURATION_ERROR', { reason, cause: error });
    };
  }
}
