/** What API Gateway answers by itself unless the API defines the type otherwise. */
interface GatewayResponseDefaults {
  readonly statusCode: number;
  /** `x-amzn-ErrorType`. */
  readonly errorType: string;
  /** `$context.error.message`. */
  readonly message: string | null;
  /** The template when none is defined; the same with `message` in lower case for all others. */
  readonly template?: string;
  /**
   * The type that an API defines it by, and that the client is told, where one type of AWS has
   * several default answers.
   */
  readonly definedAs?: string;
  /** The status once the API defines the type and names none, where it is another. */
  readonly definedStatusCode?: number;
  /** False for what `x-amazon-apigateway-gateway-responses` has no influence on. */
  readonly isCustomizable?: false;
}

const INTERNAL_SERVER_ERROR = {
  statusCode: 500,
  errorType: 'InternalServerErrorException',
  message: 'Internal server error',
} as const;

/** A blank stands behind the colon, where other errors have none. */
const LAMBDA_PROXY_ERROR = {
  ...INTERNAL_SERVER_ERROR,
  template: '{"message": $context.error.messageString}',
} as const;

/**
 * By type; those that begin with `LAMBDA_PROXY`, MALFORMED_QUERY and METHOD_ARN_TOO_LONG are no types
 * of AWS. Local runtime: the error types
 * of those that only WAF, quotas or authorizers of a deployed API give are assumed from their
 * exceptions.
 *
 * @see "Gateway response types" (API Gateway Developer Guide)
 */
export const gatewayResponseTypes = {
  ACCESS_DENIED: {
    statusCode: 403,
    errorType: 'AccessDeniedException',
    message: 'User is not authorized to access this resource',
    template: '{"Message":$context.error.messageString}',
  },
  API_CONFIGURATION_ERROR: INTERNAL_SERVER_ERROR,
  AUTHORIZER_CONFIGURATION_ERROR: {
    statusCode: 500,
    errorType: 'AuthorizerConfigurationException',
    message: null,
  },
  AUTHORIZER_FAILURE: { ...INTERNAL_SERVER_ERROR, errorType: 'AuthorizerFailureException' },
  BAD_REQUEST_BODY: {
    statusCode: 400,
    errorType: 'BadRequestException',
    message: 'Invalid request body',
  },
  BAD_REQUEST_PARAMETERS: {
    statusCode: 400,
    errorType: 'BadRequestException',
    message: 'Missing required request parameters',
  },
  DEFAULT_4XX: { statusCode: 400, errorType: 'BadRequestException', message: 'Bad Request' },
  DEFAULT_5XX: INTERNAL_SERVER_ERROR,
  EXPIRED_TOKEN: {
    statusCode: 403,
    errorType: 'ExpiredTokenException',
    message: 'The security token included in the request is expired',
  },
  INTEGRATION_FAILURE: { ...INTERNAL_SERVER_ERROR, statusCode: 504 },
  INTEGRATION_TIMEOUT: {
    statusCode: 504,
    errorType: 'InternalServerErrorException',
    message: 'Endpoint request timed out',
  },
  INVALID_API_KEY: { statusCode: 403, errorType: 'ForbiddenException', message: 'Forbidden' },
  INVALID_SIGNATURE: {
    statusCode: 403,
    errorType: 'InvalidSignatureException',
    message:
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  },
  LAMBDA_PROXY_INVOCATION_ERROR: {
    ...LAMBDA_PROXY_ERROR,
    definedAs: 'INTEGRATION_FAILURE',
    definedStatusCode: 504,
  },
  LAMBDA_PROXY_RESPONSE_ERROR: {
    ...LAMBDA_PROXY_ERROR,
    statusCode: 502,
    definedAs: 'DEFAULT_5XX',
  },
  MALFORMED_QUERY: {
    statusCode: 400,
    errorType: 'BadRequestException',
    message: 'Bad Request',
    isCustomizable: false,
  },
  METHOD_ARN_TOO_LONG: {
    statusCode: 414,
    errorType: 'RequestURITooLongException',
    message: 'Request-URI Too Long',
    definedAs: 'DEFAULT_4XX',
  },
  MISSING_AUTHENTICATION_TOKEN: {
    statusCode: 403,
    errorType: 'MissingAuthenticationTokenException',
    message: 'Missing Authentication Token',
  },
  QUOTA_EXCEEDED: {
    statusCode: 429,
    errorType: 'LimitExceededException',
    message: 'Limit Exceeded',
  },
  REQUEST_TOO_LARGE: {
    statusCode: 413,
    errorType: 'RequestTooLargeException',
    message: 'Request Too Long',
    isCustomizable: false,
  },
  RESOURCE_NOT_FOUND: {
    statusCode: 404,
    errorType: 'NotFoundException',
    message: 'Not Found',
  },
  THROTTLED: {
    statusCode: 429,
    errorType: 'TooManyRequestsException',
    message: 'Too Many Requests',
  },
  UNAUTHORIZED: { statusCode: 401, errorType: 'UnauthorizedException', message: 'Unauthorized' },
  UNSUPPORTED_MEDIA_TYPE: {
    statusCode: 415,
    errorType: 'BadRequestException',
    message: 'Unsupported Media Type',
  },
  WAF_FILTERED: { statusCode: 403, errorType: 'ForbiddenException', message: 'Forbidden' },
} as const satisfies Record<string, GatewayResponseDefaults>;

export type GatewayResponseType = keyof typeof gatewayResponseTypes;

export function defaultsOf(type: GatewayResponseType): GatewayResponseDefaults {
  return gatewayResponseTypes[type];
}
