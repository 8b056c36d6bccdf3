/** An authorizer that gave no answer, or a wrong one; the message is for the log. */
export class LambdaAuthorizerError extends Error {
  override readonly name = 'LambdaAuthorizerError';
  /** Whether the function failed with exactly `Unauthorized`, which is an answer to the client. */
  readonly isUnauthorized: boolean;

  constructor(message: string, options: ErrorOptions & { readonly isUnauthorized?: boolean } = {}) {
    super(message, options);
    this.isUnauthorized = options.isUnauthorized ?? false;
  }
}
