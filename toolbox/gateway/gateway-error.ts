import { type GatewayResponseType, gatewayResponseTypes } from './gateway-response-types.ts';

/** What an error tells besides its type. */
interface GatewayErrorDetails extends ErrorOptions {
  /** What the client reads instead of the default message of the type; null prints as such. */
  readonly message?: string | null;
  /** `x-amzn-ErrorType`, where it differs from that of the type. */
  readonly errorType?: string;
  /** What was wrong with the body: `$context.error.validationErrorString`. */
  readonly validationErrorString?: string;
  /** For the log only: why the gateway refused or failed. */
  readonly reason?: string;
}

/** A refusal or failure of API Gateway itself; one place turns it into a response. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly type: GatewayResponseType;
  readonly clientMessage: string | null;
  readonly errorType: string;
  readonly validationErrorString: string;

  constructor(type: GatewayResponseType, details: GatewayErrorDetails = {}) {
    const defaults = gatewayResponseTypes[type];
    const clientMessage = details.message === undefined ? defaults.message : details.message;
    super(details.reason ?? clientMessage ?? type, details);
    this.type = type;
    this.clientMessage = clientMessage;
    this.errorType = details.errorType ?? defaults.errorType;
    this.validationErrorString = details.validationErrorString ?? '';
  }
}
