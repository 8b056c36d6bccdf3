import { buildIntegrationRequest } from '../../../../../toolbox/gateway/rest-api/handlers/build-integration-request.ts';
import type { Integration } from '../../../../../toolbox/template/model.ts';
import { aTemplate } from '../../an-api.ts';
import { anIntegrationContext } from '../a-context.ts';

type PassthroughBehavior = Integration['passthroughBehavior'];

/** What becomes of the body `raw` with these templates: its text, or the type of the error. */
function sentBody(
  passthroughBehavior: PassthroughBehavior,
  templateTypes: readonly string[],
  contentType: string,
): string {
  const requestTemplates = Object.fromEntries(
    templateTypes.map((type) => [type, aTemplate(`from ${type.replace('$', '')}`)]),
  );
  const context = anIntegrationContext({
    integration: { passthroughBehavior, requestTemplates },
    request: { contentType, body: 'raw' },
  });
  try {
    return String(buildIntegrationRequest(context).body);
  } catch (error) {
    return (error as { type: string }).type;
  }
}

describe('buildIntegrationRequest', () => {
  const json = 'application/json';
  const refused = 'UNSUPPORTED_MEDIA_TYPE';

  test.each<[PassthroughBehavior, string[], string, string]>([
    ['WHEN_NO_MATCH', [json], json, `from ${json}`],
    ['WHEN_NO_TEMPLATES', [json], json, `from ${json}`],
    ['NEVER', [json], json, `from ${json}`],
    ['WHEN_NO_MATCH', [json], 'text/plain', 'raw'],
    ['WHEN_NO_TEMPLATES', [json], 'text/plain', refused],
    ['NEVER', [json], 'text/plain', refused],
    ['WHEN_NO_MATCH', [], json, 'raw'],
    ['WHEN_NO_TEMPLATES', [], json, 'raw'],
    ['NEVER', [], json, refused],
    ['NEVER', ['$default'], 'text/plain', 'from default'],
    ['NEVER', ['$default', 'text/plain'], 'text/plain', 'from text/plain'],
    ['NEVER', ['Application/JSON'], json, 'from Application/JSON'],
  ])('%s with templates %j and content of %s: %s', (behavior, types, contentType, sent) => {
    expect(sentBody(behavior, types, contentType)).toBe(sent);
  });

  test('gives the template the parameters, the context and the stage variables', () => {
    const context = anIntegrationContext({
      api: { stageVariables: { table: 'orders' } },
      integration: {
        requestTemplates: {
          [json]: aTemplate(
            "$input.params('id') $input.params('page') $input.params('X-Order') $context.stage $stageVariables.table $input.body",
          ),
        },
      },
      request: { querystring: { page: '2' }, headers: { 'X-Order': '7' }, body: '{"a":1.0}' },
      pathParameters: { id: 'x' },
    });

    expect(buildIntegrationRequest(context).body).toBe('x 2 7 dev orders {"a":1.0}');
  });

  test('maps parameters from the request, static values and the context', () => {
    const context = anIntegrationContext({
      integration: {
        requestParameters: {
          'integration.request.header.X-Static': "'fixed'",
          'integration.request.header.X-Order': 'method.request.header.X-Order',
          'integration.request.header.X-Absent': 'method.request.header.X-Absent',
          'integration.request.querystring.p': 'method.request.querystring.page',
          'integration.request.path.id': 'method.request.path.id',
          'integration.request.header.X-Id': 'context.requestId',
        },
      },
      request: { querystring: { page: '2' }, headers: { 'X-Order': '7' } },
      pathParameters: { id: 'x' },
    });

    const { headers, querystring, path } = buildIntegrationRequest(context);

    expect({ ...headers }).toEqual({
      'X-Static': 'fixed',
      'X-Order': '7',
      'X-Id': context.requestId,
    });
    expect({ ...querystring }).toEqual({ p: '2' });
    expect({ ...path }).toEqual({ id: 'x' });
  });

  test('lets overrides of the template win over mappings', () => {
    const context = anIntegrationContext({
      integration: {
        requestParameters: { 'integration.request.header.X-Order': "'mapped'" },
        requestTemplates: {
          [json]: aTemplate(
            '#set($context.requestOverride.header.X-Order = "overridden")#set($context.requestOverride.querystring.page = 3)',
          ),
        },
      },
    });

    const { headers, querystring } = buildIntegrationRequest(context);

    expect({ ...headers }).toEqual({ 'X-Order': 'overridden' });
    expect({ ...querystring }).toEqual({ page: '3' });
  });

  test('keeps the verified signature from the template', () => {
    const context = anIntegrationContext({
      integration: {
        requestTemplates: { [json]: aTemplate("[$input.params('Authorization')]") },
      },
      request: { headers: { Authorization: 'AWS4-HMAC-SHA256 …' } },
    });
    const caller = { accessKey: 'k', accountId: 'a', caller: 'c', user: 'u', userArn: 'arn' };

    expect(buildIntegrationRequest({ ...context, caller }).body).toBe('[]');
    expect(buildIntegrationRequest(context).body).toBe('[AWS4-HMAC-SHA256 …]');
  });
});
