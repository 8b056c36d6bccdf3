import { unsupportedFeatures } from '../../../../toolbox/gateway/web-socket-api/unsupported-features.ts';
import { anIntegration, aResponse, aRoute, aWebSocketApi } from './a-web-socket-api.ts';

function problemsOf(...[changes]: Parameters<typeof aWebSocketApi>): string[] {
  return unsupportedFeatures(aWebSocketApi(changes)).map(
    ({ rule, message }) => `${rule} ${message}`,
  );
}

function withIntegration(...[changes]: Parameters<typeof anIntegration>) {
  return { routes: [aRoute('join', { integration: anIntegration(changes) })] };
}

describe('unsupportedFeatures', () => {
  test('is nothing for an API that is served whole', () => {
    expect(problemsOf()).toEqual([]);
  });

  test.each([
    {
      name: 'an integration with another service',
      changes: withIntegration({
        integrationType: 'AWS',
        integrationUri: 'arn:aws:apigateway:eu-west-1:sqs:path/1/queue',
      }),
      problem:
        /^unsupported-integration the route "join" fails: .* AWS integrations to arn:aws:apigateway:eu-west-1:sqs/,
    },
    {
      name: 'a route selection that nobody knows',
      changes: { routeSelectionExpression: '$body.action' },
      problem: /^unsupported-selection-expression RouteSelectionExpression "\$body.action"/,
    },
    {
      name: 'a template selection that nobody knows',
      changes: withIntegration({ templateSelectionExpression: '$body.action' }),
      problem: /^unsupported-selection-expression TemplateSelectionExpression/,
    },
    {
      name: 'an API key beside $connect',
      changes: { routes: [aRoute('join', { apiKeyRequired: true })] },
      problem: /^unsupported-api-key ApiKeyRequired of the route "join"/,
    },
    {
      name: 'a model that is not there',
      changes: { routes: [aRoute('join', { requestModels: { $default: 'Join' } })] },
      problem: /^unknown-model RequestModels of the route "join" names "Join"/,
    },
    {
      name: 'a response that no pattern selects',
      changes: withIntegration({
        integrationResponses: [aResponse('x', { integrationResponseKey: '/(/' })],
      }),
      problem: /^unsupported-selection-pattern This response is never selected/,
    },
  ])('names $name', ({ changes, problem }) => {
    expect(problemsOf(changes)).toEqual([expect.stringMatching(problem)]);
  });
});
