import { unsupportedFeatures } from '../../../../toolbox/gateway/http-api/unsupported-features.ts';
import { formatProblem } from '../../../../toolbox/shared/problem.ts';
import type { HttpApiIntegration } from '../../../../toolbox/template/http-api-model.ts';
import { aLambda, anApiOf, anHttpProxy, aService, POSITION } from './an-http-api.ts';

const noticesOf = (integration: HttpApiIntegration, stageVariables = {}) =>
  unsupportedFeatures(anApiOf({ integration }, { stageVariables })).map(formatProblem);

describe('unsupportedFeatures', () => {
  test.each<[string, HttpApiIntegration]>([
    ['a function', aLambda()],
    ['the ARN of a function', aLambda({ uri: 'arn:aws:lambda:eu-west-1:123456789012:function:f' })],
    ['a URL', anHttpProxy()],
    ['a workflow', aService('StartExecution', {})],
  ])('has nothing to say of %s', (_case, integration) => {
    expect(noticesOf(integration)).toEqual([]);
  });

  test('names a stage variable that the stage does not have', () => {
    const integration = anHttpProxy({ uri: 'http://${stageVariables.host}/${stageVariables.b}' });

    expect(noticesOf(integration, { host: 'h' })).toEqual([
      expect.stringMatching(/missing-stage-variable POST \/orders names the stage variable "b"/),
    ]);
  });

  test.each<[HttpApiIntegration, string]>([
    [
      anHttpProxy({ uri: 'arn:aws:elasticloadbalancing:a' }),
      'POST /orders answers 503: arn:aws:elasticloadbalancing:a is no URL that can be called here.',
    ],
    [
      aLambda({
        uri: 'arn:aws:apigateway:a:lambda:path/2021-11-15/functions/f/response-streaming-invocations',
      }),
      'POST /orders answers 500: arn:aws:apigateway:a:lambda:path/2021-11-15/functions/f/response-streaming-invocations names no function.',
    ],
  ])('names what cannot be reached', (integration, message) => {
    expect(noticesOf(integration)).toEqual([
      `${POSITION.file}:1:1 unsupported-integration ${message}`,
    ]);
  });
});
