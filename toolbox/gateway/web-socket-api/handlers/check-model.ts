import { GatewayError } from '../../gateway-error.ts';
import type { RoutedMessageContext } from '../context.ts';

/**
 * Validates the message by the model that the model selection expression of its route selects.
 * Without a model everything passes.
 *
 * @throws GatewayError BAD_REQUEST_BODY
 */
export function checkModel({
  route,
  body,
  deployment,
}: RoutedMessageContext): void | Promise<void> {
  const { modelValidators, selectModel } = route;
  if (modelValidators.size === 0) return;
  const { stageVariables } = deployment.api;
  const key = selectModel({ body, contextVariables: {}, stageVariables });
  const validate = modelValidators.get(key) ?? modelValidators.get('$default');
  const complaint = validate?.(body);
  return complaint instanceof Promise ? complaint.then(refuse) : refuse(complaint);
}

function refuse(complaint: string | undefined): void {
  if (complaint === undefined) return;
  throw new GatewayError('BAD_REQUEST_BODY', { reason: `Bad request body: ${complaint}` });
}
