import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServiceEndpoint } from '../../../toolbox/sfn/service-endpoint.ts';
import type { ServiceResponse } from '../../../toolbox/shared/json-service.ts';
import type { Principal } from '../../../toolbox/shared/principal.ts';

const FUNCTION_ROLE: Principal = {
  kind: 'role',
  roleArn: 'arn:aws:iam::123456789012:role/FunctionRole',
  sessionName: 'Function',
};

const signedBy = (accessKeyId: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260102/us-east-1/states/aws4_request, SignedHeaders=host, Signature=00`,
});

describe('createServiceEndpoint', () => {
  let server: Server;
  let callers: (Principal | undefined)[];
  let longPoll: (caller: AbortSignal | undefined) => Promise<ServiceResponse>;

  beforeEach(async () => {
    callers = [];
    server = createServer(
      createServiceEndpoint({
        states: (operation, _body, principal, caller) => {
          callers.push(principal);
          if (operation === 'LongPoll') return longPoll(caller);
          return { statusCode: 200, body: '{}' };
        },
        lambdaApi: async ({ principal }) => {
          callers.push(principal);
          return { statusCode: 200, headers: {}, body: '{}' };
        },
        principalOf: (accessKeyId) => (accessKeyId === 'ASIAFUNCTION' ? FUNCTION_ROLE : undefined),
        listenHost: '127.0.0.1',
        uuid: () => 'request-id',
      }),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  async function post(headers: Record<string, string>) {
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      headers,
      body: '{}',
    });
    await response.text();
    return response.status;
  }

  describe.each([
    {
      service: 'Step Functions',
      protocol: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'AWSStepFunctions.ListStateMachines',
      },
    },
    { service: 'Lambda', protocol: { 'content-type': 'application/json' } },
    {
      service: 'Lambda by the AWS SDK v2',
      protocol: { 'content-type': 'binary/octet-stream' },
    },
  ])('for $service', ({ protocol }) => {
    test.each([
      { name: 'a request signed with a known key', key: 'ASIAFUNCTION', principal: FUNCTION_ROLE },
      { name: 'a request signed with another key', key: 'local', principal: undefined },
    ])('makes $name in the name of $principal', async ({ key, principal }) => {
      expect(await post({ ...protocol, ...signedBy(key) })).toBe(200);

      expect(callers).toEqual([principal]);
    });

    test('makes a request without a signature in nobody’s name', async () => {
      expect(await post(protocol)).toBe(200);

      expect(callers).toEqual([undefined]);
    });
  });

  test('tells a long poll that its caller is gone', async () => {
    const connection = new AbortController();
    const isGone = new Promise<void>((resolve) => {
      longPoll = (caller) =>
        new Promise((answer) => {
          caller?.addEventListener('abort', () => {
            answer({ statusCode: 200, body: '{}' });
            resolve();
          });
          connection.abort();
        });
    });
    const { port } = server.address() as AddressInfo;

    const answer = fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'AWSStepFunctions.LongPoll',
      },
      body: '{}',
      signal: connection.signal,
    });

    await expect(answer).rejects.toThrow();
    await isGone;
  });
});
