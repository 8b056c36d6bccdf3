import { createRestApiGateway } from '../../../../../toolbox/gateway/rest-api/rest-api-gateway.ts';
import {
  type InvokeFunction,
  LambdaServiceError,
} from '../../../../../toolbox/shared/function-invoker.ts';
import type { JsonValue } from '../../../../../toolbox/shared/json.ts';
import type { LambdaAuthorizer } from '../../../../../toolbox/template/authorizer-model.ts';
import {
  aMethod,
  aMock,
  anIntegrationResponse,
  aRecordingLambda,
  aRequest,
  aTemplate,
  gatewayOptions,
  headerValues,
  NOW_MS,
  respond,
} from '../../an-api.ts';
import {
  API_ARN,
  AUTHORIZER_ARN,
  aCheckingLambda,
  anAuthorizedApi,
  aPolicy,
  aRequestAuthorizer,
  aTokenAuthorizer,
} from './an-authorized-api.ts';

const INPUT = 'DG "Input to an API Gateway Lambda authorizer"';
const OUTPUT = 'DG "Output from a Lambda authorizer"';
const CONSOLE = 'DG "Configure a Lambda authorizer using the console"';
const NOTES = 'responses recorded on AWS';

const SIGNED_IN = aRequest({ headers: [['Authorization', 'Bearer opaque']] });

const DENIED =
  'User is not authorized to access this resource with an explicit deny in an identity-based policy';
const NOT_ALLOWED =
  'User is not authorized to access this resource because no identity-based policy allows the execute-api:Invoke action';

function failing(errorMessage: string): InvokeFunction {
  const payload = JSON.stringify({ errorMessage, errorType: 'Error' });
  return aRecordingLambda({ functionError: 'Unhandled', payload }).lambda;
}

const forbidding: InvokeFunction = async () => {
  throw new LambdaServiceError('AccessDeniedException', 403, 'no permission');
};

describe('authorizeByLambda', () => {
  test(`a TOKEN authorizer gets type, methodArn and the whole header (${INPUT})`, async () => {
    const { lambda, checked } = aCheckingLambda();
    const request = aRequest({
      rawPath: '/orders/',
      rawQuery: 'a=1',
      headers: [['authorization', 'Bearer opaque']],
    });

    await respond(anAuthorizedApi(aTokenAuthorizer()), request, { lambda });

    expect(checked).toEqual([
      {
        functionName: AUTHORIZER_ARN,
        payload: JSON.stringify({
          type: 'TOKEN',
          methodArn: `${API_ARN}/dev/POST/orders/`,
          authorizationToken: 'Bearer opaque',
        }),
        principal: {
          kind: 'service',
          service: 'apigateway.amazonaws.com',
          sourceArn: `${API_ARN}/authorizers/a1b2c3d4e5`,
        },
      },
    ]);
  });

  test(`a REQUEST authorizer gets the request without its body (${INPUT})`, async () => {
    const { lambda, checked } = aCheckingLambda();
    const api = anAuthorizedApi(aRequestAuthorizer(), {
      method: { resourcePath: '/orders/{id}' },
      stageVariables: { color: 'red' },
    });
    const request = aRequest({
      rawPath: '/orders/a%20b',
      rawQuery: 'a=1&a=2',
      headers: [
        ['Authorization', 'abc'],
        ['x-api-key', 'key'],
      ],
      body: 'secret body',
    });

    await respond(api, request, { lambda });
    const event = JSON.parse(checked[0]?.payload ?? '');

    expect(event).toMatchObject({
      type: 'REQUEST',
      methodArn: `${API_ARN}/dev/POST/orders/a%20b`,
      resource: '/orders/{id}',
      path: '/orders/a%20b',
      httpMethod: 'POST',
      headers: { Authorization: 'abc' },
      multiValueHeaders: { Authorization: ['abc'] },
      queryStringParameters: { a: '2' },
      multiValueQueryStringParameters: { a: ['1', '2'] },
      pathParameters: { id: 'a%20b' },
      stageVariables: { color: 'red' },
      requestContext: {
        resourcePath: '/orders/{id}',
        identity: { apiKey: 'key', clientCert: null, sourceIp: '127.0.0.1' },
      },
    });
    expect(Object.keys(event)).not.toContain('body');
    expect(Object.keys(event)).not.toContain('isBase64Encoded');
  });

  test('the role of authorizerCredentials invokes the function', async () => {
    const { lambda, checked } = aCheckingLambda();
    const authorizerCredentials = 'arn:aws:iam::123456789012:role/invoke';

    await respond(anAuthorizedApi(aTokenAuthorizer({ authorizerCredentials })), SIGNED_IN, {
      lambda,
    });

    expect(checked[0]?.principal).toMatchObject({ kind: 'role', roleArn: authorizerCredentials });
  });

  describe('an outcome', () => {
    interface Outcome {
      readonly status: number;
      readonly body: string;
      readonly errorType: string;
    }
    const unauthorized: Outcome = {
      status: 401,
      body: '{"message":"Unauthorized"}',
      errorType: 'UnauthorizedException',
    };
    const misconfigured: Outcome = {
      status: 500,
      body: '{"message":null}',
      errorType: 'AuthorizerConfigurationException',
    };
    const accessDenied = (message: string): Outcome => ({
      status: 403,
      body: JSON.stringify({ Message: message }),
      errorType: 'AccessDeniedException',
    });

    test.each<[source: string, name: string, outcome: Outcome, answer: JsonValue | InvokeFunction]>(
      [
        [NOTES, 'fails with exactly Unauthorized', unauthorized, failing('Unauthorized')],
        [NOTES, 'fails with something else', misconfigured, failing('Error: Unauthorized')],
        [NOTES, 'may not be invoked', misconfigured, forbidding],
        [NOTES, 'answers null', misconfigured, null],
        [NOTES, 'answers no policy', misconfigured, { principalId: 'me' }],
        [NOTES, 'answers no principalId', misconfigured, { policyDocument: { Statement: [] } }],
        [
          'issue serverless/examples#557',
          'answers a status instead of a policy',
          misconfigured,
          { statusCode: 401 },
        ],
        [NOTES, 'denies', accessDenied(DENIED), aPolicy('Deny')],
        [
          NOTES,
          'allows another method',
          accessDenied(NOT_ALLOWED),
          aPolicy('Allow', `${API_ARN}/dev/GET/*`),
        ],
        [
          'dev.to article with measurements',
          'answers with a list in its context',
          {
            status: 500,
            body: '{"message":"Internal server error"}',
            errorType: 'InternalServerErrorException',
          },
          aPolicy('Allow', '*', { context: { roles: ['a'] } }),
        ],
      ],
    )('%s: a function that %s', async (_source, _name, outcome, answer) => {
      const { lambda, invoked } = aCheckingLambda(answer);

      const response = await respond(anAuthorizedApi(aTokenAuthorizer()), SIGNED_IN, { lambda });

      expect(response.statusCode).toBe(outcome.status);
      expect(response.body).toBe(outcome.body);
      expect(headerValues(response, 'x-amzn-ErrorType')).toEqual([outcome.errorType]);
      expect(response.entry?.error).not.toContain('opaque');
      expect(invoked).toEqual([]);
    });

    test('a function that does not answer within 10 seconds (DG quotas)', async () => {
      const { lambda } = aCheckingLambda(() => new Promise(() => {}));
      const clock = { now: () => NOW_MS, sleep: async () => {} };

      const response = await respond(anAuthorizedApi(aTokenAuthorizer()), SIGNED_IN, {
        lambda,
        clock,
      });

      expect(response).toMatchObject({ statusCode: 500, body: '{"message":null}' });
    });

    test.each<
      [
        source: string,
        name: string,
        authorizer: LambdaAuthorizer,
        headers: [string, string][],
        query: string,
      ]
    >([
      [CONSOLE, 'TOKEN: the header is missing', aTokenAuthorizer(), [], ''],
      [CONSOLE, 'TOKEN: the header is empty', aTokenAuthorizer(), [['Authorization', '']], ''],
      [
        CONSOLE,
        'TOKEN: the expression does not match',
        aTokenAuthorizer({ identityValidationExpression: 'Bearer [0-9]+' }),
        [['Authorization', 'Bearer opaque']],
        '',
      ],
      [
        CONSOLE,
        'TOKEN: the expression matches a part alone',
        aTokenAuthorizer({ identityValidationExpression: 'Bearer' }),
        [['Authorization', 'Bearer opaque']],
        '',
      ],
      [
        CONSOLE,
        'REQUEST: one of two sources is missing',
        aRequestAuthorizer({
          identitySource: ['method.request.header.A', 'method.request.querystring.b'],
        }),
        [['A', '1']],
        '',
      ],
      [
        CONSOLE,
        'REQUEST: a query string is empty',
        aRequestAuthorizer({ identitySource: ['method.request.querystring.b'] }),
        [],
        'b=',
      ],
      [
        CONSOLE,
        'REQUEST: a stage variable is missing',
        aRequestAuthorizer({ identitySource: ['stageVariables.none'] }),
        [],
        '',
      ],
      [
        CONSOLE,
        'REQUEST: a context variable is null',
        aRequestAuthorizer({ identitySource: ['context.identity.accountId'] }),
        [],
        '',
      ],
      [
        CONSOLE,
        'REQUEST: a source that AWS does not know',
        aRequestAuthorizer({ identitySource: ['method.request.path.id'] }),
        [],
        '',
      ],
      [
        CONSOLE,
        'REQUEST: missing without caching too',
        aRequestAuthorizer({ authorizerResultTtlInSeconds: 0 }),
        [],
        '',
      ],
    ])('%s: 401 without a call when, %s', async (_source, _name, authorizer, headers, rawQuery) => {
      const { lambda, checked } = aCheckingLambda();

      const response = await respond(anAuthorizedApi(authorizer), aRequest({ headers, rawQuery }), {
        lambda,
      });

      expect(response).toMatchObject({ statusCode: 401, body: unauthorized.body });
      expect(headerValues(response, 'x-amzn-ErrorType')).toEqual(['UnauthorizedException']);
      expect(checked).toEqual([]);
    });

    test.each<[source: string, name: string, authorizer: LambdaAuthorizer]>([
      [
        CONSOLE,
        'the whole token matches the expression',
        aTokenAuthorizer({ identityValidationExpression: 'Bearer [a-z]+' }),
      ],
      [
        CONSOLE,
        'all sources are there',
        aRequestAuthorizer({
          identitySource: [
            'method.request.header.authorization',
            'method.request.querystring.q',
            'stageVariables.color',
            'context.identity.sourceIp',
          ],
        }),
      ],
      [
        'DG "x-amazon-apigateway-authorizer"',
        'a REQUEST authorizer has an expression, which is for tokens alone',
        aRequestAuthorizer({ identityValidationExpression: 'never' }),
      ],
      [
        CONSOLE,
        'no source is asked for, without caching',
        aRequestAuthorizer({ identitySource: [], authorizerResultTtlInSeconds: 0 }),
      ],
    ])('%s: the function is asked when %s', async (_source, _name, authorizer) => {
      const { lambda, checked } = aCheckingLambda();
      const api = anAuthorizedApi(authorizer, { stageVariables: { color: 'red' } });

      const response = await respond(api, { ...SIGNED_IN, rawQuery: 'q=1' }, { lambda });

      expect(response.statusCode).toBe(200);
      expect(checked).toHaveLength(1);
    });

    test('an ARN of more than 1,600 bytes is 414 (DG quotas)', async () => {
      const { lambda, checked } = aCheckingLambda();
      const api = anAuthorizedApi(aTokenAuthorizer(), { method: { resourcePath: '/{proxy+}' } });
      const longest = 1600 - `${API_ARN}/dev/POST/`.length;
      const send = (length: number) =>
        respond(api, { ...SIGNED_IN, rawPath: `/${'x'.repeat(length)}` }, { lambda });

      expect(await send(longest)).toMatchObject({ statusCode: 200 });
      expect(await send(longest + 1)).toMatchObject({ statusCode: 414 });
      expect(checked).toHaveLength(1);
    });

    test('a regular expression that is none refuses everybody', async () => {
      const authorizer = aTokenAuthorizer({ identityValidationExpression: '(' });

      const response = await respond(anAuthorizedApi(authorizer), SIGNED_IN);

      expect(response).toMatchObject({ statusCode: 500, body: '{"message":null}' });
      expect(response.entry?.error).toContain('identityValidationExpression');
    });

    test('the log tells which statement denied, and of whom', async () => {
      const { lambda } = aCheckingLambda(aPolicy('Deny'));

      const { entry } = await respond(anAuthorizedApi(aTokenAuthorizer()), SIGNED_IN, { lambda });

      expect(entry?.error).toBe(
        `Statement[0] of the policy of "Check" denies ${API_ARN}/dev/POST/orders`,
      );
    });
  });

  describe('the cache', () => {
    function aGateway(
      authorizer: LambdaAuthorizer,
      answer: JsonValue | InvokeFunction = aPolicy('Allow'),
    ) {
      let nowMs = NOW_MS;
      const { lambda, checked, invoked } = aCheckingLambda(answer);
      const api = anAuthorizedApi(authorizer);
      const [post] = api.methods;
      const gateway = createRestApiGateway(
        { ...api, methods: [...api.methods, { ...(post ?? aMethod()), httpMethod: 'GET' }] },
        gatewayOptions({ lambda, clock: { now: () => nowMs, sleep: () => new Promise(() => {}) } }),
      );
      return {
        checked,
        invoked,
        async send(token: string, { method = 'POST', rawQuery = '' } = {}) {
          const headers: [string, string][] = [['Authorization', token]];
          return (await gateway(aRequest({ method, rawQuery, headers }))).statusCode;
        },
        pass(ms: number) {
          nowMs += ms;
        },
      };
    }

    test(`keeps the answer for a token for its time (${CONSOLE})`, async () => {
      const { send, pass, checked } = aGateway(aTokenAuthorizer());

      await send('a');
      pass(299_999);
      await send('a');
      expect(checked).toHaveLength(1);
      pass(1);
      await send('a');
      expect(checked).toHaveLength(2);
      await send('b');
      expect(checked).toHaveLength(3);
    });

    test(`is off with a time of 0 (${CONSOLE})`, async () => {
      const { send, checked } = aGateway(aTokenAuthorizer({ authorizerResultTtlInSeconds: 0 }));

      await send('a');
      await send('a');

      expect(checked).toHaveLength(2);
    });

    test(`of a REQUEST authorizer is by all identity sources (${CONSOLE})`, async () => {
      const { send, checked } = aGateway(
        aRequestAuthorizer({
          identitySource: ['method.request.header.Authorization', 'method.request.querystring.q'],
        }),
      );

      await send('a', { rawQuery: 'q=1' });
      await send('a', { rawQuery: 'q=1&other=2' });
      expect(checked).toHaveLength(1);
      await send('a', { rawQuery: 'q=2' });
      expect(checked).toHaveLength(2);
    });

    test('keeps nothing without identity sources, as everybody would share it', async () => {
      const { send, checked } = aGateway(aRequestAuthorizer({ identitySource: [] }));

      await send('a');
      await send('a');

      expect(checked).toHaveLength(2);
    });

    test(`keeps the policy, so that one for a method denies the others (${CONSOLE})`, async () => {
      const { send, checked } = aGateway(
        aTokenAuthorizer(),
        aPolicy('Allow', `${API_ARN}/dev/POST/orders`),
      );

      expect(await send('a')).toBe(200);
      expect(await send('a', { method: 'GET' })).toBe(403);
      expect(checked).toHaveLength(1);
    });

    test('keeps no failure', async () => {
      let calls = 0;
      const { send } = aGateway(aTokenAuthorizer(), (request) => {
        calls += 1;
        const answer = calls === 1 ? failing('broken') : aCheckingLambda().lambda;
        return answer(request);
      });

      expect(await send('a')).toBe(500);
      expect(await send('a')).toBe(200);
    });
  });

  describe('the result', () => {
    const context = { text: 'a', number: 1.5, yes: true };

    test(`is in requestContext of the event, with texts (${OUTPUT})`, async () => {
      let nowMs = NOW_MS;
      const { lambda, invoked } = aCheckingLambda(async (request) => {
        nowMs += 12;
        return aRecordingLambda({
          payload: JSON.stringify(aPolicy('Allow', '*', { context })),
        }).lambda(request);
      });
      const clock = { now: () => nowMs, sleep: () => new Promise<void>(() => {}) };

      await respond(anAuthorizedApi(aTokenAuthorizer()), SIGNED_IN, { lambda, clock });

      expect(JSON.parse(invoked[0]?.payload ?? '').requestContext.authorizer).toEqual({
        principalId: 'me',
        integrationLatency: 12,
        text: 'a',
        number: '1.5',
        yes: 'true',
      });
    });

    test('is in templates and mappings of the method', async () => {
      const { lambda } = aCheckingLambda(aPolicy('Allow', '*', { context }));
      const integration = aMock({
        responses: [
          anIntegrationResponse({
            responseParameters: { 'method.response.header.Number': 'context.authorizer.number' },
            responseTemplates: {
              'application/json': aTemplate(
                '$context.authorizer.principalId $context.authorizer.yes',
              ),
            },
          }),
        ],
      });
      const methodResponses = { 200: { headers: ['Number'] } };
      const api = anAuthorizedApi(aTokenAuthorizer(), { method: { integration, methodResponses } });

      const response = await respond(api, SIGNED_IN, { lambda });

      expect(response.body).toBe('me true');
      expect(headerValues(response, 'Number')).toEqual(['1.5']);
    });

    test('is in the gateway response to a policy that denies', async () => {
      const { lambda } = aCheckingLambda(aPolicy('Deny', '*', { context: { why: 'too late' } }));
      const api = anAuthorizedApi(aTokenAuthorizer(), {
        gatewayResponses: {
          ACCESS_DENIED: {
            position: { file: 'swagger.yaml', line: 1, column: 1 },
            responseParameters: {},
            responseTemplates: { 'application/json': '{"why":"$context.authorizer.why"}' },
          },
        },
      });

      expect(await respond(api, SIGNED_IN, { lambda })).toMatchObject({
        statusCode: 403,
        body: '{"why":"too late"}',
      });
    });
  });
});
