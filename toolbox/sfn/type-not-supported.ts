import { ServiceError } from './service-error.ts';

/** The operation is not for state machines of this type. */
export function typeNotSupported(): ServiceError {
  return new ServiceError(
    'StateMachineTypeNotSupported',
    'This operation is not supported by this type of state machine',
  );
}
