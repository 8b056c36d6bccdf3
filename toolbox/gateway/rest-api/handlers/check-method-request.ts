import type { RequestParameter } from '../../../template/model.ts';
import { GatewayError } from '../../gateway-error.ts';
import type { InvocationRequest, RoutedContext } from '../context.ts';

/**
 * Validates the required parameters, then the body.
 *
 * @throws GatewayError BAD_REQUEST_PARAMETERS, BAD_REQUEST_BODY
 * @see "Request validation for REST APIs in API Gateway" (API Gateway Developer Guide)
 */
export function checkMethodRequest(context: RoutedContext): void | Promise<void> {
  const { requiredParameters, modelValidators } = context.route.method;
  if (requiredParameters.length > 0) checkParameters(context, requiredParameters);
  // A media type without a model is not validated; what becomes of it is up to the passthrough
  // behavior.
  const complaint = modelValidators.get(context.request.contentType)?.(context.request.body);
  return complaint instanceof Promise ? complaint.then(refuseBody) : refuseBody(complaint);
}

function checkParameters(
  { request, route }: RoutedContext,
  required: readonly RequestParameter[],
): void {
  const missing = required.filter((parameter) => {
    const value =
      parameter.in === 'path'
        ? route.pathParameters[parameter.name]
        : requestParameter(request, parameter);
    return value === undefined || value.trim() === '';
  });
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name).join(', ');
  throw new GatewayError('BAD_REQUEST_PARAMETERS', {
    message: `Missing required request parameters: [${names}]`,
  });
}

/** Local runtime: the presence of a header does not depend on its spelling, as HTTP wants it. */
function requestParameter(
  { headers, querystring }: InvocationRequest,
  { name, in: place }: RequestParameter,
): string | undefined {
  if (place === 'querystring') return querystring[name];
  const lowerCase = name.toLowerCase();
  const sent = Object.keys(headers).find((header) => header.toLowerCase() === lowerCase);
  return sent === undefined ? undefined : headers[sent];
}

function refuseBody(complaint: string | undefined): void {
  if (complaint === undefined) return;
  throw new GatewayError('BAD_REQUEST_BODY', {
    validationErrorString: `[${complaint}]`,
    reason: `Invalid request body: ${complaint}`,
  });
}
