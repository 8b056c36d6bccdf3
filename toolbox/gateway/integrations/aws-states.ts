import type { JsonService, ServiceResponse } from '../../shared/json-service.ts';
import { messageOf } from '../../shared/message-of.ts';
import type { RolePrincipal } from '../../shared/principal.ts';
import type { HeaderPair } from '../gateway.ts';
import { payloadText } from '../payload.ts';
import type { EndpointResponse } from './integration-exchange.ts';
import type { RequestedContext } from './lambda-function.ts';
import { checkServiceHeaders } from './service-headers.ts';

const STATES_ACTION_URI = /^arn:[\w-]+:apigateway:[\w-]+:states:action\/(\w+)$/;
const STATES_HEADERS: readonly HeaderPair[] = [['Content-Type', 'application/x-amz-json-1.0']];

/** The operation that an integration URI names; undefined when it is none of Step Functions. */
export function statesOperation(uri: string | undefined): string | undefined {
  return STATES_ACTION_URI.exec(uri ?? '')?.[1];
}

/**
 * Calls an operation of Step Functions with the rendered body, unchanged. Mapped headers and query
 * parameters do not change what the service does, so they end here.
 *
 * @param principalOf - who calls: the role that the credentials of the integration name
 * @throws GatewayError API_CONFIGURATION_ERROR when a header is mapped that no service accepts
 */
export function statesCall<Context extends RequestedContext>(
  states: JsonService,
  operation: string,
  principalOf: (context: Context) => RolePrincipal | undefined,
): (context: Context) => EndpointResponse | Promise<EndpointResponse> {
  return (context) => {
    const { headers, body } = context.integrationRequest;
    checkServiceHeaders(headers);
    const sent = payloadText(body);
    const answer = states(operation, sent, principalOf(context));
    return answer instanceof Promise
      ? answer.then((late) => endpointResponse(late, sent))
      : endpointResponse(answer, sent);
  };
}

function endpointResponse(response: ServiceResponse, sent: string): EndpointResponse {
  const { statusCode, headers, body, error } = statesAnswer(response);
  const selector = String(statusCode);
  if (error === undefined) return { statusCode, headers, body, selector };
  const reason = [error, unreadable(sent)].filter(Boolean).join(': ');
  return { statusCode, headers, body, selector, error: reason };
}

/** What the service answers as API Gateway receives it; an error is told for the log, too. */
export function statesAnswer({
  statusCode,
  body,
}: ServiceResponse): Pick<EndpointResponse, 'statusCode' | 'headers' | 'body' | 'error'> {
  return statusCode < 400
    ? { statusCode, headers: STATES_HEADERS, body: withDetailsType(body) }
    : { statusCode, headers: STATES_HEADERS, body, error: serviceErrorOf(body) };
}

/** Begins a member of an object; within a text of JSON its quotes would be escaped. */
const DETAILS = /"(?:input|output)Details":\{/g;
const DETAILS_TYPE =
  '"__type":"com.amazonaws.swf.base.model#CloudWatchEventsExecutionDataDetails",';

/**
 * The answer with the type that the service writes into the details of input and output. SDKs take
 * it away, so that it shows here alone, where clients read what the service wrote.
 */
function withDetailsType(body: string): string {
  return body.includes('Details":{')
    ? body.replace(DETAILS, (start) => start + DETAILS_TYPE)
    : body;
}

/** So much of the client's data may the log show. */
const SHOWN_LENGTH = 20;

/** What is wrong with a body of which the service only says that it cannot read it. */
function unreadable(sent: string): string | undefined {
  try {
    JSON.parse(sent);
    return undefined;
  } catch (cause) {
    const message = messageOf(cause);
    const position = /at position (\d+)/.exec(message)?.[1];
    if (position === undefined) return `the integration request is no JSON: ${message}`;
    const end = Number(position) + 1;
    const shown = JSON.stringify(sent.slice(Math.max(0, end - SHOWN_LENGTH), end));
    return `the integration request is no JSON, at the end of ${shown}: ${message}`;
  }
}

/** A ValidationException may repeat the whole input. */
const MAX_ERROR_LENGTH = 400;

/** `AccessDeniedException: User: …`, or the body itself when it tells no type. */
function serviceErrorOf(body: string): string {
  const type = /"__type":"(?:[^"#]*#)?([^"]*)"/.exec(body)?.[1];
  const message = /"[mM]essage":"((?:[^"\\]|\\.)*)"/.exec(body)?.[1];
  const error = type === undefined ? body : [type, message].filter(Boolean).join(': ');
  return error.slice(0, MAX_ERROR_LENGTH);
}
