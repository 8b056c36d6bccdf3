import type { JsonObject, JsonValue } from '../../shared/json.ts';

/** What a service answered. */
export interface ServiceAnswer {
  /** With the names of the service's API, each first letter in upper case. */
  readonly output: JsonObject;
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly requestId: string;
}

/** An error of the service, or of the way to it. */
export class ServiceCallError extends Error {
  override readonly name = 'ServiceCallError';
  /** As the service names it; undefined when no answer came. */
  readonly code: string | undefined;
  /** The API describes the error, so that the SDK has a class for it. */
  readonly isModelled: boolean;
  readonly statusCode: number;
  readonly requestId: string;

  constructor(
    message: string,
    answer: Pick<ServiceCallError, 'code' | 'isModelled' | 'statusCode' | 'requestId'>,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.code = answer.code;
    this.isModelled = answer.isModelled;
    this.statusCode = answer.statusCode;
    this.requestId = answer.requestId;
  }
}

/** A client of the AWS SDK for JavaScript that is connected to a local service. */
export interface ServiceClient {
  /** The name of the client's class without `Client`, such as `DynamoDB`. */
  readonly className: string;
  hasOperation(action: string): boolean;
  /**
   * @param action - such as `getItem`
   * @param bytesAs - how bytes are given in the answer; undefined: as text
   * @throws ServiceCallError
   */
  call(
    action: string,
    parameters: JsonValue,
    signal: AbortSignal,
    bytesAs?: 'base64',
  ): Promise<ServiceAnswer>;
}

/** The services that are not in this process, by the names that a Resource has for them. */
export interface ServiceClients {
  /** What the developer has to do before a service can be called; undefined when it can be. */
  remedyOf(service: string): string | undefined;
  /** Of a service that can be called. */
  clientOf(service: string): ServiceClient;
}
