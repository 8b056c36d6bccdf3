import { JavaPatternError, javaPattern } from '../shared/java-pattern.ts';
import type { Problem } from '../shared/problem.ts';
import type { Integration, Method, RestApi } from '../template/model.ts';
import { unsupportedReason } from './integrations/index.ts';

/** Names everything in an API that would work when deployed and that the local runtime does not serve. */
export function unsupportedFeatures(api: RestApi): Problem[] {
  return [
    ...unsupportedSettings(api),
    ...api.methods.flatMap(unsupportedIntegration),
    ...integrationsOf(api).flatMap(unsupportedPatterns),
  ];
}

function unsupportedSettings({
  binaryMediaTypes,
  minimumCompressionSize,
  methods,
  position,
}: RestApi): Problem[] {
  const settings: Problem[] = [];
  if (binaryMediaTypes.length > 0) {
    settings.push(
      warning(
        position,
        'unsupported-binary-media-types',
        `The local runtime treats every body as UTF-8 text, those of ${binaryMediaTypes.join(', ')} too.`,
      ),
    );
  }
  if (minimumCompressionSize !== undefined) {
    settings.push(
      warning(
        position,
        'unsupported-compression',
        'The local runtime neither compresses nor decompresses bodies.',
      ),
    );
  }
  for (const method of methods.filter(({ apiKeyRequired }) => apiKeyRequired)) {
    settings.push(
      warning(
        method.position,
        'unsupported-api-key',
        `${nameOf(method)} requires an API key; the local runtime does not ask for one.`,
      ),
    );
  }
  return settings;
}

function unsupportedIntegration(method: Method): Problem[] {
  const { integration, position } = method;
  if (integration === undefined) {
    const message = `${nameOf(method)} has no x-amazon-apigateway-integration: it answers 500.`;
    return [warning(position, 'missing-integration', message)];
  }
  const reason = unsupportedReason(integration);
  const problems: Problem[] = [];
  if (reason !== undefined) {
    const message = `${nameOf(method)} answers 500: ${reason}.`;
    problems.push(warning(integration.position, 'unsupported-integration', message));
  }
  if (integration.contentHandling === 'CONVERT_TO_BINARY') {
    const message = `${nameOf(method)}: the local runtime ignores contentHandling CONVERT_TO_BINARY.`;
    problems.push(warning(integration.position, 'unsupported-content-handling', message));
  }
  return problems;
}

function unsupportedPatterns({ responses }: Integration): Problem[] {
  return responses.flatMap(({ selectionPattern, position }) => {
    try {
      javaPattern(selectionPattern ?? '', { whole: true });
      return [];
    } catch (error) {
      if (!(error instanceof JavaPatternError)) throw error;
      const message = `This response is never selected: ${error.message}.`;
      return [warning(position, 'unsupported-selection-pattern', message)];
    }
  });
}

function integrationsOf({ methods }: RestApi): Integration[] {
  return methods.flatMap(({ integration }) => integration ?? []);
}

function nameOf({ httpMethod, resourcePath }: Method): string {
  return `${httpMethod} ${resourcePath}`;
}

function warning(position: Problem['position'], rule: string, message: string): Problem {
  return { position, severity: 'warning', rule, message };
}
