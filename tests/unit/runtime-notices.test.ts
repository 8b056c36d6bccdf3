import { noticesOf } from '../../toolbox/runtime-notices.ts';
import type { ServiceClients } from '../../toolbox/sfn/integrations/service-client.ts';
import type { HttpApi } from '../../toolbox/template/http-api-model.ts';
import { anApiOf, anHttpApi, POSITION } from './gateway/http-api/an-http-api.ts';
import { load, SERVERLESS } from './template/load.ts';

const NOTHING_ENFORCED = { authorization: false, throttling: false, keySet: false };

function notices(api: HttpApi, enforced: Partial<typeof NOTHING_ENFORCED> = {}): Promise<string[]> {
  const { template } = load(`${SERVERLESS}Resources: {}\n`);
  // Without state machines no client is asked.
  const clients = {} as ServiceClients;
  return noticesOf(
    { ...template, apis: [api] },
    { ...NOTHING_ENFORCED, ...enforced },
    [],
    clients,
    {},
  );
}

const signed = anApiOf({ authorization: { type: 'AWS_IAM' } });
const throttled = anHttpApi({
  defaultRouteSettings: { throttlingBurstLimit: 2 },
  routeSettings: { 'POST /orders': { throttlingRateLimit: 1 } },
});
const withTokens = anApiOf({
  authorization: {
    type: 'JWT',
    scopes: [],
    authorizer: {
      type: 'JWT',
      name: 'a',
      position: POSITION,
      identitySource: [],
      issuer: 'https://issuer.example',
      audience: [],
    },
  },
});

describe('noticesOf', () => {
  test.each<[string, HttpApi, keyof typeof NOTHING_ENFORCED, readonly string[]]>([
    [
      'signatures',
      signed,
      'authorization',
      ['Api: AWS_IAM is not enforced; --enforce-auth verifies SigV4.'],
    ],
    [
      'throttling',
      throttled,
      'throttling',
      [
        'Api: throttling of POST /orders (1 requests per second) is not enforced; --enforce-throttling applies it.',
        'Api: throttling of all other routes (burst 2) is not enforced; --enforce-throttling applies it.',
      ],
    ],
    [
      'tokens',
      withTokens,
      'keySet',
      [
        'Api: tokens of https://issuer.example are verified with the keys that it publishes; --jwks gives others.',
      ],
    ],
  ])(
    'tells of the %s of an HTTP API unless they are enforced',
    async (_case, api, option, expected) => {
      expect(await notices(api)).toEqual(expected);
      expect(await notices(api, { [option]: true })).toEqual([]);
    },
  );

  test('says nothing of an API that asks for nothing', async () => {
    expect(await notices(anHttpApi())).toEqual([]);
  });
});
