import { restApisOf } from '../../../../toolbox/template/apis.ts';
import { load, SERVERLESS } from '../load.ts';

const PLANS = 'DG "Creating and using usage plans"';
const SAM_PLAN = 'SDG "ApiUsagePlan"';
const VALUE = 'a-value-of-twenty-or-more';

/** Loads an API `Api` on the stage `live` with these further resources, and members of `Auth`. */
function loadKeys(resources = '', auth = 'ApiKeyRequired: true') {
  const loaded = load(`${SERVERLESS}Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Auth: {${auth}}
      DefinitionBody:
        {openapi: 3.0.1, paths: {/a: {get: {x-amazon-apigateway-integration: {type: mock}}}}}
${resources}`);
  return { ...loaded, keys: restApisOf(loaded.template)[0]?.apiKeys };
}

const resource = (name: string, type: string, properties: string) =>
  `  ${name}: {Type: AWS::ApiGateway::${type}, Properties: {${properties}}}\n`;

function somePlan({ stage = 'live', key = `Enabled: true, Value: ${VALUE}`, plan = '' } = {}) {
  return [
    resource('Key', 'ApiKey', key),
    resource('Plan', 'UsagePlan', `ApiStages: [{ApiId: !Ref Api, Stage: ${stage}}]${plan}`),
    resource('Link', 'UsagePlanKey', 'KeyId: !Ref Key, KeyType: API_KEY, UsagePlanId: !Ref Plan'),
  ].join('');
}

describe('ApiKeySourceType', () => {
  test.each([
    ['AUTHORIZER', 'AUTHORIZER', 0],
    ['HEADER', 'HEADER', 0],
    ['Body', 'HEADER', 1],
  ])('SDG "AWS::Serverless::Api": %s', (type, source, errorCount) => {
    const { template, errors } = load(`${SERVERLESS}Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      ApiKeySourceType: ${type}
      DefinitionBody:
        {openapi: 3.0.1, paths: {/a: {get: {x-amazon-apigateway-integration: {type: mock}}}}}
`);

    expect(errors).toHaveLength(errorCount);
    expect(restApisOf(template)[0]?.apiKeySource).toBe(source);
  });
});

describe('readApiKeys', () => {
  test(`${PLANS}: an enabled key in a plan for the stage`, () => {
    const { keys, errors, warnings } = loadKeys(somePlan());

    expect([...errors, ...warnings]).toEqual([]);
    expect(keys).toEqual([
      {
        apiKeyId: expect.stringMatching(/^[\da-z]{10}$/),
        name: 'Key',
        value: VALUE,
        isValueGenerated: false,
      },
    ]);
  });

  test.each([
    ['!Ref ApiStage', 1],
    ['!Ref Api.Stage', 1],
    ['other', 0],
  ])(`${PLANS}: a plan for the stage %s`, (stage, count) => {
    expect(loadKeys(somePlan({ stage })).keys).toHaveLength(count);
  });

  test.each([
    ['Enabled: false', []],
    ['Name: partner', [expect.stringContaining('disabled-api-key the API key "Key"')]],
  ])(`${PLANS}: a key with {%s} opens nothing`, (key, problems) => {
    const { keys, warnings } = loadKeys(somePlan({ key }));

    expect(keys).toEqual([]);
    expect(warnings).toEqual(problems);
  });

  test(`${PLANS}: a key in no plan opens nothing`, () => {
    expect(loadKeys(resource('Key', 'ApiKey', `Enabled: true, Value: ${VALUE}`)).keys).toEqual([]);
  });

  test('a key without a value gets one, always the same', () => {
    const plan = somePlan({ key: 'Enabled: true, Name: partner' });

    const [key] = loadKeys(plan).keys ?? [];

    expect(key).toMatchObject({ name: 'partner', isValueGenerated: true });
    expect(key?.value).toMatch(/^[\da-z]{40}$/);
    expect(loadKeys(plan).keys).toEqual([key]);
  });

  test.each(['too-short', 'x'.repeat(129)])(`${PLANS}: refuses the value %s`, (value) => {
    const { errors } = loadKeys(somePlan({ key: `Enabled: true, Value: ${value}` }));

    expect(errors).toEqual([expect.stringContaining('AWS takes 20 to 128')]);
  });

  test.each([
    ['PER_API', 'ApiApiKey'],
    ['SHARED', 'ServerlessApiKey'],
  ])(`${SAM_PLAN}: CreateUsagePlan %s makes the key %s`, (kind, name) => {
    const output = `Outputs: {Key: {Value: !Ref ${name}}}\n`;
    const { keys, errors, warnings } = loadKeys(
      output,
      `ApiKeyRequired: true, UsagePlan: {CreateUsagePlan: ${kind}}`,
    );

    expect([...errors, ...warnings]).toEqual([]);
    expect(keys).toMatchObject([{ name, isValueGenerated: true }]);
  });

  test(`${SAM_PLAN}: CreateUsagePlan NONE makes none`, () => {
    expect(loadKeys('', 'UsagePlan: {CreateUsagePlan: NONE}').keys).toEqual([]);
  });

  test.each([
    ['UsagePlan: {Quota: {Limit: 1}}', 'has no CreateUsagePlan'],
    ['UsagePlan: {CreateUsagePlan: ALL}', 'CreateUsagePlan of UsagePlan of API "Api"'],
  ])(`${SAM_PLAN}: refuses %s`, (auth, message) => {
    expect(loadKeys('', auth).errors).toEqual([expect.stringContaining(message)]);
  });

  test.each(['Quota: {Limit: 1, Period: DAY}', 'Throttle: {RateLimit: 1}'])(
    'names %s as not supported',
    (limit) => {
      const { warnings } = loadKeys(somePlan({ plan: `, ${limit}` }));

      expect(warnings).toEqual([
        expect.stringMatching(/unsupported-property (Quota|Throttle) of usage plans/),
      ]);
    },
  );
});
