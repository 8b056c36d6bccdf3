import { JavaPatternError, javaPattern } from '../../shared/java-pattern/java-pattern.ts';
import type { Environment } from '../../shared/local-services.ts';
import type { Position, Problem } from '../../shared/problem.ts';
import type { Integration, Method, RestApi } from '../../template/model.ts';
import { missingS3, s3Target } from '../integrations/aws-s3.ts';
import { gatewayResponseMapping, requestMapping, responseMapping } from '../mapping-targets.ts';
import { missingStageVariables, withStageVariables } from '../stage-variables.ts';
import { unsupportedReason } from './integration-call.ts';
import { unsupportedAuthorizers } from './unsupported-authorizers.ts';

/**
 * Names everything in an API that would work when deployed and that the local runtime does not
 * serve, or that deploys and does not work.
 *
 * @param environment - where the URLs of local services stand
 */
export function unsupportedFeatures(api: RestApi, environment: Environment): Problem[] {
  return [
    ...unsupportedSettings(api),
    ...unsupportedAuthorizers(api),
    ...Object.values(api.gatewayResponses).flatMap(({ responseParameters, position }) =>
      unsupportedMappings(responseParameters, gatewayResponseMapping, position),
    ),
    ...api.methods.flatMap((method) => unsupportedByMethod(method, { api, environment })),
  ];
}

function unsupportedSettings(api: RestApi): Problem[] {
  const { minimumCompressionSize, position } = api;
  if (minimumCompressionSize === undefined) return [];
  const message = 'The local runtime neither compresses nor decompresses bodies.';
  return [warning(position, 'unsupported-compression', message)];
}

interface Surroundings {
  readonly api: RestApi;
  readonly environment: Environment;
}

/** At the root of an API these belong to the health check. */
const RESERVED_PATHS: ReadonlySet<string> = new Set(['/ping', '/sping']);

function unsupportedByMethod(method: Method, surroundings: Surroundings): Problem[] {
  const { integration, position, apiKeyRequired } = method;
  const name = `${method.httpMethod} ${method.resourcePath}`;
  const problems: Problem[] = [];
  if (apiKeyRequired && surroundings.api.apiKeys.length === 0) {
    const message = `${name} requires an API key, and none is in a usage plan for stage "${surroundings.api.stageName}": it answers 403.`;
    problems.push(warning(position, 'missing-api-key', message));
  }
  if (RESERVED_PATHS.has(method.resourcePath)) {
    const message = `${name}: API Gateway keeps ${method.resourcePath} for its health check, so that it does not answer behind a custom domain name.`;
    problems.push(warning(position, 'reserved-path', message));
  }
  if (integration === undefined) {
    const message = `${name} has no x-amazon-apigateway-integration: it answers 500.`;
    problems.push(warning(position, 'missing-integration', message));
    return problems;
  }
  return [...problems, ...unsupportedByIntegration(name, integration, surroundings)];
}

function unsupportedByIntegration(
  name: string,
  integration: Integration,
  surroundings: Surroundings,
): Problem[] {
  const { requestParameters, responses, position } = integration;
  const problems = [
    ...unservedTarget(name, integration, surroundings),
    ...unsupportedMappings(requestParameters, requestMapping, position),
  ];
  for (const response of responses) {
    problems.push(
      ...unsupportedPattern(response.selectionPattern, response.position),
      ...unsupportedMappings(response.responseParameters, responseMapping, response.position),
    );
  }
  return problems;
}

function unservedTarget(
  name: string,
  written: Integration,
  { api: { stageVariables }, environment }: Surroundings,
): Problem[] {
  const { position, type } = written;
  const problems = missingStageVariables(written, stageVariables).map((variable) => {
    const message = `${name}: the stage has no variable ${variable}, so that it is empty in the URI or the credentials; add it to the stage's Variables.`;
    return warning(position, 'missing-stage-variable', message);
  });
  const integration = withStageVariables(written, stageVariables);
  const reason = unsupportedReason(integration);
  if (reason !== undefined) {
    const message = `${name} answers 500: ${reason}.`;
    problems.push(warning(position, 'unsupported-integration', message));
  }
  const isS3 = type === 'AWS' && s3Target(integration.uri) !== undefined;
  const withoutS3 = isS3 ? missingS3(environment) : undefined;
  if (withoutS3 !== undefined) {
    problems.push(warning(position, 'missing-endpoint', `${name} answers 504: ${withoutS3}.`));
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
