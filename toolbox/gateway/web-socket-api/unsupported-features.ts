import { JavaPatternError, javaPattern } from '../../shared/java-pattern/java-pattern.ts';
import type { Position, Problem } from '../../shared/problem.ts';
import type {
  WebSocketApi,
  WebSocketIntegration,
  WebSocketRoute,
} from '../../template/web-socket-api-model.ts';
import { requestMapping } from '../mapping-targets.ts';
import { patternSource } from './deployment.ts';
import { unsupportedReason } from './integration-call.ts';
import { compileSelectionExpression } from './selection-expression.ts';

/** Names everything in an API that the local runtime does not serve, or that selects nothing. */
export function unsupportedFeatures(api: WebSocketApi): Problem[] {
  const { position, routeSelectionExpression, apiKeySelectionExpression } = api;
  return [
    ...expressionProblems('RouteSelectionExpression', routeSelectionExpression, position),
    ...expressionProblems('ApiKeySelectionExpression', apiKeySelectionExpression, position),
    ...api.routes.flatMap((route) => unsupportedByRoute(route, api)),
  ];
}

function unsupportedByRoute(route: WebSocketRoute, { models }: WebSocketApi): Problem[] {
  const { routeKey, position, requestModels, modelSelectionExpression, integration } = route;
  const unknown = Object.values(requestModels).filter((name) => !Object.hasOwn(models, name));
  return [
    ...apiKeyProblems(route),
    ...expressionProblems('ModelSelectionExpression', modelSelectionExpression, position),
    ...unknown.map((name) => {
      const message = `RequestModels of the route "${routeKey}" names "${name}", which is no model of the API: messages are not validated by it`;
      return warning(position, 'unknown-model', message);
    }),
    ...(integration === undefined ? [] : unsupportedByIntegration(routeKey, integration)),
  ];
}

function apiKeyProblems({ routeKey, position, apiKeyRequired }: WebSocketRoute): Problem[] {
  if (!apiKeyRequired || routeKey === '$connect') return [];
  const message = `ApiKeyRequired of the route "${routeKey}": clients are asked for a key on $connect only`;
  return [warning(position, 'unsupported-api-key', message)];
}

function unsupportedByIntegration(routeKey: string, integration: WebSocketIntegration): Problem[] {
  const { position, templateSelectionExpression, requestParameters } = integration;
  const reason = unsupportedReason(integration);
  return [
    ...(reason === undefined
      ? []
      : [warning(position, 'unsupported-integration', `the route "${routeKey}" fails: ${reason}`)]),
    ...expressionProblems('TemplateSelectionExpression', templateSelectionExpression, position),
    ...Object.entries(requestParameters)
      .filter((entry) => requestMapping(entry, 'route.request') === undefined)
      .map(([target, source]) => {
        const message = `The local runtime ignores the mapping "${target}: ${source}".`;
        return warning(position, 'unsupported-mapping', message);
      }),
    ...integration.integrationResponses.flatMap((response) => [
      ...expressionProblems(
        'TemplateSelectionExpression',
        response.templateSelectionExpression,
        response.position,
      ),
      ...patternProblems(response.integrationResponseKey, response.position),
    ]),
  ];
}

function expressionProblems(
  property: string,
  text: string | undefined,
  position: Position,
): Problem[] {
  if (text === undefined || compileSelectionExpression(text) !== undefined) return [];
  const message = `${property} "${text}" has a variable that API Gateway does not know: it selects nothing; expected the form $request.body.x`;
  return [warning(position, 'unsupported-selection-expression', message)];
}

function patternProblems(key: string, position: Position): Problem[] {
  try {
    javaPattern(patternSource(key) ?? '');
    return [];
  } catch (error) {
    if (!(error instanceof JavaPatternError)) throw error;
    const message = `This response is never selected: ${error.message}.`;
    return [warning(position, 'unsupported-selection-pattern', message)];
  }
}

function warning(position: Position, rule: string, message: string): Problem {
  return { position, severity: 'warning', rule, message };
}
