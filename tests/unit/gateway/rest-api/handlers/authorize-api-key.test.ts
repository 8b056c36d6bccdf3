import type { ApiKey } from '../../../../../toolbox/template/authorizer-model.ts';
import type { RestApi } from '../../../../../toolbox/template/model.ts';
import {
  aLambdaProxy,
  aMethod,
  aMock,
  anIntegrationResponse,
  aRequest,
  aRestApi,
  aTemplate,
  headerValues,
  respond,
} from '../../an-api.ts';
import {
  aCheckingLambda,
  anAuthorizedApi,
  aPolicy,
  aTokenAuthorizer,
} from './an-authorized-api.ts';

const PLANS = 'DG "Creating and using usage plans"';
const ORDER = 'DG "How API Gateway resource policies affect authorization workflow"';

const KEY: ApiKey = {
  apiKeyId: 'k1',
  name: 'Partner',
  value: 'partner-key-0123456789',
  isValueGenerated: false,
};

function aKeyedApi(changes: Partial<RestApi> = {}): RestApi {
  const integration = aMock({
    responses: [
      anIntegrationResponse({
        responseTemplates: {
          'application/json': aTemplate('$context.identity.apiKeyId $context.identity.apiKey'),
        },
      }),
    ],
  });
  return aRestApi({
    methods: [aMethod({ apiKeyRequired: true, integration })],
    apiKeys: [KEY],
    ...changes,
  });
}

const withKey = (value: string) => aRequest({ headers: [['X-API-Key', value]] });

describe('authorizeApiKeyWith', () => {
  test(`lets the key in, which is in $context.identity (${PLANS})`, async () => {
    expect(await respond(aKeyedApi(), withKey(KEY.value))).toMatchObject({
      statusCode: 200,
      body: 'k1 partner-key-0123456789',
    });
  });

  test.each<[source: string, name: string, request: ReturnType<typeof aRequest>, api: RestApi]>([
    ['responses recorded on AWS', 'a missing key', aRequest(), aKeyedApi()],
    ['responses recorded on AWS', 'an unknown key', withKey('unknown'), aKeyedApi()],
    ['responses recorded on AWS', 'an empty key', withKey(''), aKeyedApi()],
    [
      'responses recorded on AWS',
      'a key of no plan for the stage',
      withKey(KEY.value),
      aKeyedApi({ apiKeys: [] }),
    ],
    [
      PLANS,
      'the header where the authorizer has to tell the key',
      withKey(KEY.value),
      aKeyedApi({ apiKeySource: 'AUTHORIZER' }),
    ],
  ])('%s: 403 for %s', async (_source, _name, request, api) => {
    const response = await respond(api, request);

    expect(response).toMatchObject({ statusCode: 403, body: '{"message":"Forbidden"}' });
    expect(headerValues(response, 'x-amzn-ErrorType')).toEqual(['ForbiddenException']);
    expect(response.entry?.error).toMatch(/^(there is no|the) x-api-key|usageIdentifierKey/);
  });

  test('asks for no key where the method does not', async () => {
    const [method] = aKeyedApi().methods;
    const api = aKeyedApi({ methods: [{ ...(method ?? aMethod()), apiKeyRequired: false }] });

    expect(await respond(api, withKey('unknown'))).toMatchObject({ statusCode: 200 });
  });

  test.each([
    ['the key', { usageIdentifierKey: KEY.value }, 200],
    ['another key', { usageIdentifierKey: 'unknown' }, 403],
    ['no key', {}, 403],
  ])(`${PLANS}: the authorizer tells %s`, async (_name, answer, statusCode) => {
    const { lambda } = aCheckingLambda(aPolicy('Allow', '*', answer));
    const api = anAuthorizedApi(aTokenAuthorizer(), {
      method: { apiKeyRequired: true },
      apiKeySource: 'AUTHORIZER',
      apiKeys: [KEY],
    });
    const request = aRequest({ headers: [['Authorization', 'a']] });

    expect(await respond(api, request, { lambda })).toMatchObject({ statusCode });
  });

  test('the log holds no key', async () => {
    const { entry } = await respond(aKeyedApi(), withKey('unknown-key-of-somebody'));

    expect(entry?.error).toBe('the x-api-key is no key of a usage plan for stage "dev"');
  });
});

describe('the order of the stages', () => {
  const validated = {
    apiKeyRequired: true,
    requestParameters: [{ name: 'q', in: 'querystring', required: true }] as const,
    requestValidator: { validateRequestBody: false, validateRequestParameters: true },
    integration: aLambdaProxy(),
  };

  test.each([
    [
      'an unknown path before the authorizer',
      { rawPath: '/other' },
      'Deny',
      403,
      'Missing Authentication Token',
    ],
    ['the authorizer before the API key', {}, 'Deny', 403, 'explicit deny'],
    ['the API key before the validation', {}, 'Allow', 403, 'Forbidden'],
    [
      'the validation at last',
      { headers: [['x-api-key', KEY.value]] as [string, string][] },
      'Allow',
      400,
      'Missing required request parameters: [q]',
    ],
  ])(
    `${ORDER}: %s`,
    async (_name, {
      headers = [],
      ...request
    }: { headers?: [string, string][]; rawPath?: string }, effect, statusCode, text) => {
      const { lambda } = aCheckingLambda(aPolicy(effect));
      const api = anAuthorizedApi(
        aTokenAuthorizer({ identitySource: ['method.request.header.T'] }),
        {
          method: validated,
          apiKeys: [KEY],
        },
      );

      const response = await respond(
        api,
        aRequest({ ...request, headers: [['T', 'a'], ...headers] }),
        { lambda },
      );

      expect(response.statusCode).toBe(statusCode);
      expect(response.body).toContain(text);
    },
  );
});
