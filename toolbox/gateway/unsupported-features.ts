import { JavaPatternError, javaPattern } from '../shared/java-pattern/java-pattern.ts';
import type { Position, Problem } from '../shared/problem.ts';
import type { Integration, Method, RestApi } from '../template/model.ts';
import { unsupportedReason } from './integrations/index.ts';
import { gatewayResponseMapping, requestMapping, responseMapping } from './mapping-targets.ts';

/**
 * Names everything in an API that would work when deployed and that the local runtime does not
 * serve.
 */
export function unsupportedFeatures(api: RestApi): Problem[] {
  return [
    ...unsupportedSettings(api),
    ...Object.values(api.gatewayResponses).flatMap(({ responseParameters, position }) =>
      unsupportedMappings(responseParameters, gatewayResponseMapping, position),
    ),
    ...api.methods.flatMap(unsupportedByMethod),
  ];
}

function unsupportedSettings(api: RestApi): Problem[] {
  const { binaryMediaTypes, minimumCompressionSize, position } = api;
  const problems: Problem[] = [];
  if (binaryMediaTypes.length > 0) {
    const message = `The local runtime treats every body as UTF-8 text, those of ${binaryMediaTypes.join(', ')} too.`;
    problems.push(warning(position, 'unsupported-binary-media-types', message));
  }
  if (minimumCompressionSize !== undefined) {
    const message = 'The local runtime neither compresses nor decompresses bodies.';
    problems.push(warning(position, 'unsupported-compression', message));
  }
  return problems;
}

function unsupportedByMethod(method: Method): Problem[] {
  const { integration, position, apiKeyRequired } = method;
  const name = `${method.httpMethod} ${method.resourcePath}`;
  const problems: Problem[] = [];
  if (apiKeyRequired) {
    const message = `${name} requires an API key; the local runtime does not ask for one.`;
    problems.push(warning(position, 'unsupported-api-key', message));
  }
  if (integration === undefined) {
    const message = `${name} has no x-amazon-apigateway-integration: it answers 500.`;
    problems.push(warning(position, 'missing-integration', message));
    return problems;
  }
  return [...problems, ...unsupportedByIntegration(name, integration)];
}

function unsupportedByIntegration(name: string, integration: Integration): Problem[] {
  const { contentHandling, requestParameters, responses, position } = integration;
  const problems: Problem[] = [];
  const reason = unsupportedReason(integration);
  if (reason !== undefined) {
    const message = `${name} answers 500: ${reason}.`;
    problems.push(warning(position, 'unsupported-integration', message));
  }
  if (contentHandling === 'CONVERT_TO_BINARY') {
    const message = `${name}: the local runtime ignores contentHandling CONVERT_TO_BINARY.`;
    problems.push(warning(position, 'unsupported-content-handling', message));
  }
  problems.push(...unsupportedMappings(requestParameters, requestMapping, position));
  for (const response of responses) {
    problems.push(
      ...unsupportedPattern(response.selectionPattern, response.position),
      ...unsupportedMappings(response.responseParameters, responseMapping, response.position),
    );
  }
  return problems;
}

function unsupportedPattern(selectionPattern: string | undefined, position: Position): Problem[] {
  try {
    javaPattern(selectionPattern ?? '');
    return [];
  } catch (error) {
    if (!(error instanceof JavaPatternError)) throw error;
    const message = `This response is never selected: ${error.message}.`;
    return [warning(position, 'unsupported-selection-pattern', message)];
  }
}

function unsupportedMappings(
  parameters: Readonly<Record<string, string>>,
  compile: (entry: readonly [string, string]) => object | undefined,
  position: Position,
): Problem[] {
  return Object.entries(parameters)
    .filter((entry) => compile(entry) === undefined)
    .map(([target, source]) => {
      const message = `The local runtime ignores the mapping "${target}: ${source}".`;
      return warning(position, 'unsupported-mapping', message);
    });
}

function warning(position: Position, rule: string, message: string): Problem {
  return { position, severity: 'warning', rule, message };
}
