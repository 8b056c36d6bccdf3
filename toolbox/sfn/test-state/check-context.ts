import { isJsonNumber, isJsonObject, type JsonObject, propertyOf } from '../../shared/json.ts';
import { parseJson } from '../../shared/parse-json.ts';
import type { State } from '../../states/definition.ts';
import { ServiceError } from '../service-error.ts';

/** What the members of the context object have to be. */
const MEMBERS: Readonly<Record<string, Readonly<Record<string, 'string' | 'number'>>>> = {
  Execution: {
    Id: 'string',
    Name: 'string',
    RoleArn: 'string',
    StartTime: 'string',
    RedriveCount: 'number',
    RedriveTime: 'string',
  },
  State: { EnteredTime: 'string', Name: 'string', RetryCount: 'number' },
  StateMachine: { Id: 'string', Name: 'string' },
  Task: { Token: 'string' },
};

const PATTERN_WITH_TOKEN = /\.(?:sync(?::2)?|waitForTaskToken)$/;

/**
 * The context object of a test.
 *
 * @throws ServiceError ValidationException
 */
export function checkContext(text: string, state: State): JsonObject {
  const context = parseObject(text);
  if (propertyOf(context, 'Map') !== undefined) {
    throw invalid("'Map' field is not supported when mocking a Context object");
  }
  if (propertyOf(context, 'Task') !== undefined && !hasToken(state)) {
    throw invalid(
      "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern",
    );
  }
  for (const [name, types] of Object.entries(MEMBERS)) checkMember(context, name, types);
  return context;
}

function hasToken(state: State): boolean {
  return state.Type === 'Task' && PATTERN_WITH_TOKEN.test(state.Resource);
}

function checkMember(
  context: JsonObject,
  name: string,
  types: Readonly<Record<string, 'string' | 'number'>>,
): void {
  const member = propertyOf(context, name);
  if (member === undefined) return;
  if (!isJsonObject(member)) throw invalid(`${name} must be an object`);
  for (const [key, type] of Object.entries(types)) {
    const value = propertyOf(member, key);
    const fits = type === 'number' ? isJsonNumber(value) : typeof value === 'string';
    if (value !== undefined && !fits) throw invalid(`${name}.${key} must be a ${type}`);
  }
}

function parseObject(text: string): JsonObject {
  try {
    const value = parseJson(text);
    if (isJsonObject(value)) return value;
  } catch {
    // Said below, as of any other text that is no object.
  }
  throw invalid('Context object must be a valid JSON object');
}

function invalid(reason: string): ServiceError {
  return new ServiceError('ValidationException', `Invalid Context object provided: ${reason}`);
}
