import { aMappingTemplateInput, renderMapping } from '../mapping-template-input.ts';

const KEYS = 'LS test_apigateway_sqs::test_sqs_amz_json_protocol';
const REFERENCE = 'DG "API Gateway mapping template and access logging variable reference"';

const CONTEXT = {
  requestId: 'r-1',
  resourcePath: '/sqs/{id}',
  path: '/testing/sqs/5',
  requestTimeEpoch: 1747753652000,
  identity: { sourceIp: '192.0.2.1', user: null, apiKey: 'key-1' },
  authorizer: { principalId: 'p', level: '3', claims: { sub: 's-1', 'cognito:username': 'ann' } },
};

describe('$context', () => {
  test.each([
    [KEYS, '[$context.identity$context.requestOverride$context.responseOverride$context]', '[]'],
    [KEYS, '$context.identity.keySet()', '[sourceIp, user, apiKey]'],
    [KEYS, "$context.identity.get('sourceIp')", '192.0.2.1'],
    [KEYS, "[$context.get('identity')]", '[]'],
    [KEYS, '[$context.identity.user$context.identity.caller]', '[]'],
    [KEYS, '$context.path $context.resourcePath', '/testing/sqs/5 /sqs/{id}'],
    [KEYS, '#foreach($k in $context.requestOverride.keySet())$k;#end', 'header;path;querystring;'],
    [REFERENCE, '$context.requestTimeEpoch', '1747753652000'],
    [REFERENCE, '$context.identity.apiKey', 'key-1'],
    [REFERENCE, "$context['requestId'] $context.identity['sourceIp']", 'r-1 192.0.2.1'],
    [REFERENCE, '$context.authorizer.principalId $context.authorizer.level', 'p 3'],
    [REFERENCE, '$context.authorizer.claims.sub', 's-1'],
    [REFERENCE, "$context.authorizer.claims['cognito:username']", 'ann'],
    [
      REFERENCE,
      "[$context.authorizer.claims]#if($context.authorizer.claims == '')null#end",
      '[]null',
    ],
    [REFERENCE, '[$context.error.message$context.noSuchVariable]', '[]'],
    [REFERENCE, '#foreach($v in $context.missing)x#end', ''],
  ])('%s: %s', (_source, template, expected) => {
    expect(renderMapping(template, { context: CONTEXT })).toBe(expected);
  });

  test('LS test_sqs_amz_json_protocol: $context.authorizer without an authorizer iterates nothing', () => {
    expect(renderMapping('[#foreach($v in $context.authorizer)x#end]')).toBe('[]');
  });

  const DG_OVERRIDE =
    'DG "Use a mapping template to override an API\'s request and response parameters"';

  test.each([
    [DG_OVERRIDE, '#set($context.requestOverride.header.X-A = "a")', { header: { 'X-A': 'a' } }],
    [DG_OVERRIDE, '#set($context.requestOverride.header["X.A"] = "a")', { header: { 'X.A': 'a' } }],
    [DG_OVERRIDE, '#set($context.requestOverride.path.id = 7)', { path: { id: 7 } }],
    [
      DG_OVERRIDE,
      '#set($context.requestOverride["querystring"]["q"] = "")',
      { querystring: { q: '' } },
    ],
    [
      DG_OVERRIDE,
      '#set($context.requestOverride.header.L = ["a", "b"])',
      { header: { L: ['a', 'b'] } },
    ],
    [
      'LS test_integration_mock_with_vtl_map_assignation',
      '#set($h = $context.requestOverride.header)#set($h["X-A"] = "a")$h.put("X-B", "b")',
      { header: { 'X-A': 'a', 'X-B': 'b' } },
    ],
    [
      'LS test_integration_mock_with_vtl_map_assignation',
      '#set($context.requestOverride.body = $input.body)',
      { body: '{}' },
    ],
  ])('%s: %s', (_source, template, expected) => {
    const input = aMappingTemplateInput();

    renderMapping(template, input);

    expect(input.requestOverride).toMatchObject(expected);
  });

  test('its own values cannot be set', () => {
    expect(
      renderMapping(
        '#set($context.requestId = "x")#set($context.new = 1)$context.requestId$context.new',
        {
          context: CONTEXT,
        },
      ),
    ).toBe('r-1');
  });
});

describe('$stageVariables', () => {
  test.each([
    [REFERENCE, '$stageVariables.table', 'orders'],
    [REFERENCE, "$stageVariables['table']", 'orders'],
    [REFERENCE, "${stageVariables['table']}s", 'orderss'],
    [REFERENCE, '[$stageVariables.missing]', '[]'],
    [REFERENCE, '$stageVariables.keySet()', '[table]'],
  ])('%s: %s', (_source, template, expected) => {
    expect(renderMapping(template, { stageVariables: { table: 'orders' } })).toBe(expected);
  });
});
