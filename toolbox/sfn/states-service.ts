import type { JsonService, ServiceResponse } from '../shared/json-service.ts';
import { accessCheck } from './access-check.ts';
import { operations } from './operations/index.ts';
import { errorResponse, ServiceError } from './service-error.ts';
import type { StatesContext } from './states-context.ts';

/** Step Functions as its callers see it: operations by name, JSON text in and out, every error an answer. */
export function createStatesService(context: StatesContext): JsonService {
  return (operation, body, principal, caller) => {
    const handler = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
    if (handler === undefined) return errorResponse(notServed(operation));
    const failed = (error: unknown): ServiceResponse => {
      if (error instanceof ServiceError) return errorResponse(error);
      context.onFault(error);
      return errorResponse(new ServiceError('InternalFailure', ''));
    };
    try {
      const checkAccess = accessCheck(context, principal, operation);
      const answer = handler(context, body, checkAccess, caller);
      return typeof answer === 'string' ? answered(answer) : answer.then(answered, failed);
    } catch (error) {
      return failed(error);
    }
  };
}

function answered(body: string): ServiceResponse {
  return { statusCode: 200, body };
}

/** AWS says no more than the name of the error; here the reason may be that the operation is not served. */
function notServed(operation: string): ServiceError {
  const served = Object.keys(operations).join(', ');
  return new ServiceError(
    'UnknownOperationException',
    `The local runtime does not serve the operation '${operation}', but ${served}.`,
  );
}
