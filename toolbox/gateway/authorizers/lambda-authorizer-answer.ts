import {
  isJsonNumber,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  propertyOf,
} from '../../shared/json.ts';
import { statementsOf } from './evaluate-policy.ts';
import { LambdaAuthorizerError } from './lambda-authorizer-error.ts';

/** An authorizer that answers with an IAM policy. */
export interface PolicyAnswer {
  readonly principalId: string;
  readonly policyDocument: JsonObject;
  readonly context: JsonObject;
  /** The API key of the client, where the API takes it from the authorizer. */
  readonly usageIdentifierKey: string | undefined;
}

/** An authorizer of an HTTP API that answers with yes or no. */
export interface SimpleAnswer {
  readonly isAuthorized: boolean;
  readonly context: JsonObject;
}

/** @throws LambdaAuthorizerError when the answer has not the form of a policy */
export function readPolicyAnswer(answer: JsonValue): PolicyAnswer {
  if (!isJsonObject(answer)) throw wrong('is no object');
  const principalId = textOf(answer, 'principalId');
  const policyDocument = propertyOf(answer, 'policyDocument');
  if (principalId === undefined) throw wrong('has no principalId');
  if (!isJsonObject(policyDocument)) throw wrong('has no policyDocument');
  checkPolicy(policyDocument);
  return {
    principalId,
    policyDocument,
    context: contextOf(answer),
    usageIdentifierKey: textOf(answer, 'usageIdentifierKey'),
  };
}

/** Local runtime: as in the context, numbers and booleans count as text. */
function textOf(answer: JsonObject, name: string): string | undefined {
  const value = propertyOf(answer, name) ?? null;
  if (value === null) return undefined;
  if (typeof value === 'object' && !isJsonNumber(value)) throw wrong(`has no text as ${name}`);
  return String(value);
}

/** @throws LambdaAuthorizerError when the answer is no simple response */
export function readSimpleAnswer(answer: JsonValue): SimpleAnswer {
  const isAuthorized = isJsonObject(answer) ? propertyOf(answer, 'isAuthorized') : undefined;
  if (!isJsonObject(answer) || typeof isAuthorized !== 'boolean') {
    throw wrong('has no isAuthorized that is true or false');
  }
  return { isAuthorized, context: contextOf(answer) };
}

/**
 * The context as REST and WebSocket APIs know it: all texts; null values are left out.
 *
 * @throws LambdaAuthorizerError for an object or an array
 */
export function contextTexts(context: JsonObject): Readonly<Record<string, string>> {
  const texts = Object.entries(context).flatMap(([key, value]): [string, string][] => {
    if (value === null) return [];
    if (isJsonObject(value) || Array.isArray(value)) {
      throw wrong(`has an object or an array as context value "${key}"`);
    }
    return [[key, String(value)]];
  });
  return Object.fromEntries(texts);
}

const MAX_RESOURCE_LENGTH = 512;

function checkPolicy(policyDocument: JsonObject): void {
  const statements = statementsOf(policyDocument);
  if (statements.length === 0) throw wrong('has a policyDocument without a Statement');
  for (const statement of statements) {
    const effect = propertyOf(statement, 'Effect');
    if (effect !== 'Allow' && effect !== 'Deny') {
      throw wrong('has a Statement whose Effect is neither Allow nor Deny');
    }
    const resource = propertyOf(statement, 'Resource') ?? [];
    const resources = Array.isArray(resource) ? resource : [resource];
    if (resources.some((one) => typeof one === 'string' && one.length > MAX_RESOURCE_LENGTH)) {
      throw wrong(`has a Resource of more than ${MAX_RESOURCE_LENGTH} characters`);
    }
  }
}

function contextOf(answer: JsonObject): JsonObject {
  const context = propertyOf(answer, 'context') ?? {};
  if (!isJsonObject(context)) throw wrong('has a context that is no object');
  return context;
}

function wrong(what: string): LambdaAuthorizerError {
  return new LambdaAuthorizerError(`the authorizer's answer ${what}`);
}
