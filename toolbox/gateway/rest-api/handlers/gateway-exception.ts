import type { GatewayResponse, HeaderPair } from '../../gateway.ts';
import { GatewayError } from '../../gateway-error.ts';
import { defaultsOf } from '../../gateway-response-types.ts';
import { headerValue } from '../../http-rules.ts';
import { mappedHeaders } from '../../mapping-targets.ts';
import { APPLICATION_JSON } from '../../media-type.ts';
import type { MappingValues } from '../../parameter-mapping.ts';
import type { UnfinishedContext } from '../context.ts';
import { contextVariables } from '../context-variables.ts';
import { requestValues } from '../template-input.ts';
import { selectByAccept } from './map-integration-response.ts';

/**
 * The gateway response to an error that a stage threw; the client never learns more than its type
 * tells.
 */
export function gatewayResponse(context: UnfinishedContext, thrown: unknown): GatewayResponse {
  const error = asGatewayError(thrown);
  const response = context.deployment.gatewayResponses[error.type];
  const values = exceptionValues(context, error);
  const mapped = mappedHeaders(response.headerMappings, values).map(
    ([name, value]): HeaderPair => [name, headerValue(value)],
  );
  const hasContentType = mapped.some(([name]) => name.toLowerCase() === 'content-type');
  const template = selectByAccept(response.templates, context.request?.accept ?? APPLICATION_JSON);
  return {
    statusCode: response.statusCode,
    headers: [
      ['x-amzn-RequestId', context.requestId],
      ['x-amz-apigw-id', context.extendedRequestId],
      ['x-amzn-ErrorType', error.errorType],
      ...mapped,
      ...(hasContentType ? [] : [['Content-Type', APPLICATION_JSON] as const]),
    ],
    body: template?.(values) ?? '',
  };
}

function asGatewayError(thrown: unknown): GatewayError {
  if (thrown instanceof GatewayError) return thrown;
  return new GatewayError('API_CONFIGURATION_ERROR', { cause: thrown });
}

function exceptionValues(context: UnfinishedContext, error: GatewayError): MappingValues {
  const variables = context.contextVariables ?? contextVariables(context);
  return {
    ...requestValues(context),
    contextVariables: {
      ...variables,
      error: {
        message: error.clientMessage,
        messageString: JSON.stringify(error.clientMessage),
        responseType: defaultsOf(error.type).definedAs ?? error.type,
        validationErrorString: error.validationErrorString,
      },
    },
  };
}
