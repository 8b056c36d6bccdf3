import type { RequestValidator } from '../model.ts';
import { childOf, isMapping, scalarText, type TemplateNode } from '../nodes.ts';
import type { OpenApiDocument } from '../open-api/open-api-document.ts';

const VALIDATORS = 'x-amazon-apigateway-request-validators';
const VALIDATOR = 'x-amazon-apigateway-request-validator';

/** The validator of an operation: its own, else the one of the root, else none. */
export function readRequestValidator(
  operation: TemplateNode,
  { root, problems }: OpenApiDocument,
): RequestValidator | undefined {
  const chosen = childOf(operation, VALIDATOR) ?? childOf(root, VALIDATOR);
  const name = scalarText(chosen);
  if (chosen === undefined || name === undefined) return undefined;
  const validators = childOf(root, VALIDATORS);
  const validator = childOf(validators, name);
  if (validator === undefined) {
    const names = isMapping(validators) ? [...validators.entries.keys()] : [];
    const message = `"${name}" is none of the ${VALIDATORS} (${names.join(', ')}): nothing is validated`;
    problems.warning(chosen.position, 'unknown-validator', message);
    return undefined;
  }
  const isSet = (key: string): boolean => scalarText(childOf(validator, key)) === 'true';
  return {
    validateRequestBody: isSet('validateRequestBody'),
    validateRequestParameters: isSet('validateRequestParameters'),
  };
}
