import type { MappingExpression } from '../http-api-model.ts';
import { isMapping, type MappingNode, scalarText } from '../nodes.ts';
import type { ProblemList } from '../problem-list.ts';
import { parseMappingExpression } from './mapping-expression.ts';
import { mappingFault } from './parameter-mappings.ts';
import { OTHER_SERVICE_ACTIONS, SERVICE_ACTIONS } from './service-actions.ts';

/** Reports a subtype that API Gateway does not have, and names one that is not served here. */
export function checkSubtype(
  subtype: string,
  integration: MappingNode,
  key: string,
  problems: ProblemList,
): void {
  if (Object.hasOwn(SERVICE_ACTIONS, subtype)) return;
  const position = integration.entries.get(key)?.value.position ?? integration.position;
  if (OTHER_SERVICE_ACTIONS.has(subtype)) {
    const message = `the integration ${subtype} is not supported here, only those of Step Functions: it answers 503`;
    problems.warning(position, 'unsupported-integration', message);
  } else {
    const known = [...Object.keys(SERVICE_ACTIONS), ...OTHER_SERVICE_ACTIONS];
    const message = `"${subtype}" is no integration subtype: expected one of ${known.join(', ')}`;
    problems.error(position, 'invalid-integration', message);
  }
}

/** Reads the parameters of an action; one that is missing or unknown is reported. */
export function readServiceParameters(
  subtype: string,
  parameters: MappingNode | undefined,
  integration: MappingNode,
  problems: ProblemList,
): Record<string, MappingExpression> {
  const action = Object.hasOwn(SERVICE_ACTIONS, subtype) ? SERVICE_ACTIONS[subtype] : undefined;
  const known = action && [...action.required, ...action.optional];
  const missing = action?.required.filter((name) => !parameters?.entries.has(name)) ?? [];
  if (missing.length > 0) {
    const message = `Operation: ${subtype} requires enabling passthrough, or defining all of the following parameters: ${action?.required.join(', ')}; add ${missing.join(', ')} to the request parameters`;
    problems.error(parameters?.position ?? integration.position, 'missing-property', message);
  }
  const expressions: Record<string, MappingExpression> = {};
  for (const [name, { keyPosition, value }] of parameters?.entries ?? []) {
    const text = scalarText(value);
    const expression = text === undefined ? undefined : parseMappingExpression(text, 'request');
    if (known !== undefined && !known.includes(name)) {
      const message = `"${name}" is no parameter of ${subtype}: expected ${known.join(', ')}`;
      problems.error(keyPosition, 'invalid-mapping', message);
    } else if (expression !== undefined) {
      expressions[name] = expression;
    } else if (isMapping(value) || value.kind === 'sequence' || !value.unresolved) {
      problems.error(value.position, 'invalid-mapping', mappingFault(text, 'request'));
    }
  }
  return expressions;
}
