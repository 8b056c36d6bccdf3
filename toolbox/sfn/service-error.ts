import type { ServiceResponse } from '../shared/json-service.ts';

/** The namespace that the wire's `__type` puts before the name of an error. */
const NAMESPACES = {
  AccessDeniedException: 'com.amazon.coral.service',
  ValidationException: 'com.amazon.coral.validate',
  SerializationException: 'com.amazon.coral.service',
  UnknownOperationException: 'com.amazon.coral.service',
  InternalFailure: 'com.amazon.coral.service',
} as const;

const STATES_NAMESPACE = 'com.amazonaws.swf.service.v2.model';

/** The errors that the supported operations answer with. */
export type ServiceErrorCode =
  | keyof typeof NAMESPACES
  | 'ActivityAlreadyExists'
  | 'ActivityDoesNotExist'
  | 'ConflictException'
  | 'ExecutionAlreadyExists'
  | 'ExecutionDoesNotExist'
  | 'ExecutionNotRedrivable'
  | 'InvalidArn'
  | 'InvalidDefinition'
  | 'InvalidEncryptionConfiguration'
  | 'InvalidExecutionInput'
  | 'InvalidLoggingConfiguration'
  | 'InvalidName'
  | 'InvalidOutput'
  | 'InvalidToken'
  | 'MissingRequiredParameter'
  | 'ResourceNotFound'
  | 'ServiceQuotaExceededException'
  | 'StateMachineAlreadyExists'
  | 'StateMachineDoesNotExist'
  | 'StateMachineTypeNotSupported'
  | 'TaskDoesNotExist'
  | 'TaskTimedOut'
  | 'TooManyTags';

/** An error of the Step Functions API, as one of its operations answers it. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code: ServiceErrorCode;

  /** @param message - empty where AWS sends none */
  constructor(code: ServiceErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The errors that are not HTTP 400. */
const STATUS_CODES: Readonly<Partial<Record<ServiceErrorCode, number>>> = {
  ConflictException: 409,
  InternalFailure: 500,
  ServiceQuotaExceededException: 402,
};

/** An error on the wire: its `__type` is namespaced. */
export function errorResponse({ code, message }: ServiceError): ServiceResponse {
  const namespace = Object.hasOwn(NAMESPACES, code)
    ? NAMESPACES[code as keyof typeof NAMESPACES]
    : STATES_NAMESPACE;
  const type = `${namespace}#${code}`;
  // The one error that comes from the front of the service spells it so.
  const messageKey = code === 'AccessDeniedException' ? 'Message' : 'message';
  return {
    statusCode: STATUS_CODES[code] ?? 400,
    body: JSON.stringify(
      message === '' ? { __type: type } : { __type: type, [messageKey]: message },
    ),
  };
}
