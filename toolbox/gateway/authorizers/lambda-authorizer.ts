import type { Clock } from '../../shared/clock.ts';
import { type InvokeFunction, LambdaServiceError } from '../../shared/function-invoker.ts';
import type { JsonObject, JsonValue } from '../../shared/json.ts';
import { parseJson } from '../../shared/parse-json.ts';
import type { Principal } from '../../shared/principal.ts';
import { functionErrorOf } from '../integrations/lambda-function.ts';
import { LambdaAuthorizerError } from './lambda-authorizer-error.ts';

export interface LambdaAuthorizerCall {
  /** Name or ARN. */
  readonly functionName: string;
  readonly event: JsonObject;
  readonly principal: Principal;
}

const TIMEOUT_MS = 10_000;

/**
 * Invokes the function of an authorizer and waits ten seconds for its answer.
 *
 * @returns what it answered, unchecked
 * @throws LambdaAuthorizerError
 */
export async function callLambdaAuthorizer(
  { functionName, event, principal }: LambdaAuthorizerCall,
  { lambda, clock }: { readonly lambda: InvokeFunction; readonly clock: Clock },
): Promise<JsonValue> {
  const end = new AbortController();
  const answer = lambda({ functionName, payload: JSON.stringify(event), principal });
  const timeout = clock.sleep(TIMEOUT_MS, end.signal).then(() => undefined);
  const result = await Promise.race([answer, timeout])
    .catch((error: unknown) => {
      throw refusalOf(error);
    })
    .finally(() => end.abort());
  if (result === undefined) {
    throw new LambdaAuthorizerError(`the authorizer did not answer in ${TIMEOUT_MS} ms`);
  }
  if (result.functionError !== undefined) throw functionFailure(result.payload);
  return parseAnswer(result.payload);
}

function refusalOf(error: unknown): unknown {
  if (!(error instanceof LambdaServiceError)) return error;
  const message = `the authorizer was not invoked: ${error.code}: ${error.message}`;
  return new LambdaAuthorizerError(message, { cause: error });
}

function functionFailure(payload: string): LambdaAuthorizerError {
  const { errorType, errorMessage } = functionErrorOf(payload);
  return new LambdaAuthorizerError(
    `the authorizer failed: ${errorType || 'no errorType'}: ${errorMessage || 'no errorMessage'}`,
    { isUnauthorized: errorMessage === 'Unauthorized' },
  );
}

/** An endpoint elsewhere need not answer with JSON. */
function parseAnswer(payload: string): JsonValue {
  try {
    return parseJson(payload);
  } catch (error) {
    throw new LambdaAuthorizerError('the authorizer answered no JSON', { cause: error });
  }
}
