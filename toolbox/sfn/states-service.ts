import type { JsonService } from '../shared/json-service.ts';
import { accessCheck } from './access-check.ts';
import { operations } from './operations/index.ts';
import { errorResponse, ServiceError } from './service-error.ts';
import type { StatesContext } from './states-context.ts';

/** Step Functions as its callers see it: operations by name, JSON text in and out, every error an answer. */
export function createStatesService(context: StatesContext): JsonService {
  return (operation, body, principal) => {
    const handler = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
    if (handler === undefined) return errorResponse(notServed(operation));
    try {
      const checkAccess = accessCheck(context, principal, operation);
      return { statusCode: 200, body: handler(context, body, checkAccess) };
    } catch (error) {
      if (error instanceof ServiceError) return errorResponse(error);
      context.onFault(error);
      return errorResponse(new ServiceError('InternalFailure', ''));
    }
  };
}

/** AWS says no more than the name of the error; here the reason may be that the operation is not served. */
function notServed(operation: string): ServiceError {
  const served = Object.keys(operations).join(', ');
  return new ServiceError(
    'UnknownOperationException',
    `The local runtime does not serve the operation '${operation}', but ${served}.`,
  );
}
