import type { Position, Problem } from '../../shared/problem.ts';
import type { HttpApi, HttpRoute } from '../../template/http-api-model.ts';
import { lambdaFunction } from '../integrations/lambda-function.ts';
import { missingStageVariables, withStageVariables } from '../stage-variables.ts';

/** Names what in an API leads nowhere here; the rest the reader of the template has named. */
export function unsupportedFeatures({ routes, stageVariables }: HttpApi): Problem[] {
  return routes.flatMap((route) => [
    ...missingVariables(route, stageVariables),
    ...unreachable(route, stageVariables),
  ]);
}

function missingVariables(
  { routeKey, integration }: HttpRoute,
  stageVariables: HttpApi['stageVariables'],
): Problem[] {
  if (integration === undefined) return [];
  return missingStageVariables(integration, stageVariables).map((name) => {
    const message = `${routeKey} names the stage variable "${name}", which the stage does not have: it is empty.`;
    return warning(integration.position, 'missing-stage-variable', message);
  });
}

/** Streams the answer of a function, or leads to what only a network of AWS has. */
function unreachable(
  { routeKey, integration }: HttpRoute,
  stageVariables: HttpApi['stageVariables'],
): Problem[] {
  if (integration === undefined || integration.kind === 'SERVICE') return [];
  const { kind, uri } = withStageVariables(integration, stageVariables);
  if (kind === 'HTTP_PROXY') {
    if (/^https?:/.test(uri)) return [];
    const message = `${routeKey} answers 503: ${uri} is no URL that can be called here.`;
    return [warning(integration.position, 'unsupported-integration', message)];
  }
  if (lambdaFunction(uri) !== undefined || /^arn:[\w-]+:lambda:/.test(uri)) return [];
  const message = `${routeKey} answers 500: ${uri} names no function.`;
  return [warning(integration.position, 'unsupported-integration', message)];
}

function warning(position: Position, rule: string, message: string): Problem {
  return { position, severity: 'warning', rule, message };
}
